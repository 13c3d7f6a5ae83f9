package main

import (
	"fmt"
	"strings"
)

type Box[A any] struct{ a A }

// With a name that the interface below wants: a generic method is in no interface.
func (b Box[A]) String[B any]() string { return "never" }

func (b *Box[A]) As[B, C any](f func(A) B) string {
	var c C
	return fmt.Sprintf("%T %T %T", b.a, f(b.a), c)
}

func (b Box[A]) Map[B any](f func(A) B) Box[B] { return Box[B]{f(b.a)} }

type Plain struct{ n int }

func (p *Plain) Add[N ~int | ~float64](n N) int { p.n += int(n); return p.n }

type Outer struct {
	*Plain
	Box[string]
}

type level int

func nested[A, B any](a A) string {
	b := &Box[A]{a}
	value := b.As[B, A]
	expr := (*Box[A]).As[A, B]
	return value(func(A) (b B) { return }) + "; " + expr(b, func(a A) A { return a })
}

func main() {
	b := &Box[int]{4}
	fmt.Println(b.As[string, bool](func(n int) string { return strings.Repeat("x", n) }))
	fmt.Println(b.Map(func(n int) string { return fmt.Sprint(n) }).Map(strings.NewReader).a.Len())

	o := Outer{&Plain{1}, Box[string]{"s"}}
	fmt.Println(o.Add(2), o.Add(level(3)), o.Add[float64](1), (*Plain).Add[int](o.Plain, 10))
	add := o.Add[level]
	o.Plain = &Plain{100}
	fmt.Println(add(1), o.n, o.As[int, level](func(s string) int { return len(s) }))
	fmt.Println(nested[level, string](2))

	_, is := any(b).(fmt.Stringer)
	fmt.Println(is)
	done := make(chan bool)
	go func() {
		defer close(done)
		defer o.Add[int](5)
	}()
	<-done
	fmt.Println(o.n)
}

// Output:
// int string bool
// 1
// 3 6 7 17
// 18 100 string int main.level
// main.level string main.level; main.level main.level string
// false
// 105
