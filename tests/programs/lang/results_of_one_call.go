package main

import "fmt"

type pair struct{ a, b int }

func (p pair) both() (int, int) { return p.a, p.b }

type both interface{ both() (int, int) }

func ints() (int, int)               { return 3, 4 }
func floats() (float64, float64)     { return 3, -4 }
func entry() (map[any]int, string)   { return table, "a" }
func pieces() ([]any, int, string)   { return nil, 1, "x" }
func bytes() ([]byte, string)        { return buffer, "hey" }
func more() ([]string, []string)     { return []string{"p"}, []string{"q"} }
func text(a, b int) string           { return fmt.Sprint(a, "-", b) }
func boxed(a any, b int) string      { return fmt.Sprint(a, "+", b) }
func gather(p pair, rest ...any) int { return p.a + len(rest) }
func parts() (pair, int, error)      { return pair{1, 2}, 3, nil }

var (
	table       = map[any]int{"a": 1, "b": 2}
	buffer      = make([]byte, 2)
	value  both = pair{7, 8}
	bound       = value.both
	held        = struct{ f func(int, int) string }{text}
)

func main() {
	fmt.Println(min(ints()), max(ints()), max(floats()), complex(floats()))
	fmt.Println(append(pieces()), len(append(pieces()))+1, append([][]string{}, []string{}))
	fmt.Println(copy(bytes()), string(buffer))
	fmt.Println(len(table))
	delete(entry())
	fmt.Println(len(table))
	func() {
		table["a"] = 5
		defer delete(entry())
		defer copy(bytes())
		buffer[0] = 'x'
	}()
	fmt.Println(len(table), string(buffer))

	// the function that gives the values is itself a value, in a variable of the package
	fmt.Println(text(bound()), boxed(bound()), held.f(bound()))
	local := value.both
	fmt.Println(text(local()), text(value.both()), gather(parts()))
	print(ints())
}

// Output:
// 3 4 3 (3-4i)
// [1 x] 3 [[]]
// 2 he
// 2
// 1
// 1 he
// 7-8 7+8 7-8
// 7-8 7-8 3
