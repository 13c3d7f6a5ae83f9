// Columns, flags, connections, iterators, pipes and the environment, up to an exit.
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"iter"
	"log"
	"maps"
	"net"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"text/tabwriter"
	"time"
)

type Celsius float64

func (c Celsius) String() string { return fmt.Sprintf("%.1f°C", float64(c)) }

type Tree[T any] struct {
	l, r *Tree[T]
	v    T
}

func (t *Tree[T]) All() iter.Seq[T] {
	return func(yield func(T) bool) { t.push(yield) }
}
func (t *Tree[T]) push(yield func(T) bool) bool {
	if t == nil {
		return true
	}
	return t.l.push(yield) && yield(t.v) && t.r.push(yield)
}

func main() {
	w := tabwriter.NewWriter(os.Stdout, 0, 8, 2, ' ', 0)
	fmt.Fprintln(w, "name\tage\tcity")
	fmt.Fprintln(w, "alice\t30\tBerlin")
	fmt.Fprintln(w, "bob\t4\tNYC\tx")
	w.Flush()
	w = tabwriter.NewWriter(os.Stdout, 5, 0, 1, ' ', tabwriter.AlignRight|tabwriter.Debug)
	fmt.Fprintln(w, "a\tb\tc")
	fmt.Fprintln(w, "aa\tbbb\tcccc")
	w.Flush()
	fs := flag.NewFlagSet("x", flag.ContinueOnError)
	fs.SetOutput(os.Stdout)
	n := fs.Int("n", 5, "number of `things`")
	v := fs.Bool("v", false, "verbose")
	d := fs.Duration("d", time.Second, "delay")
	fmt.Println(fs.Parse([]string{"-n", "7", "--v", "-d=3s", "rest", "a"}), *n, *v, *d, fs.Args())
	fmt.Println(fs.Parse([]string{"-bogus"}))
	fmt.Println(fs.Parse([]string{"-n", "abc"}))
	l, err := net.Listen("tcp", "127.0.0.1:0")
	fmt.Println(err)
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				sc := bufio.NewScanner(c)
				for sc.Scan() {
					fmt.Fprintf(c, "echo %s\n", strings.ToUpper(sc.Text()))
				}
			}()
		}
	}()
	c, err := net.Dial("tcp", l.Addr().String())
	fmt.Println(err)
	fmt.Fprintln(c, "hello")
	r := bufio.NewReader(c)
	s, err := r.ReadString('\n')
	fmt.Printf("%q %v\n", s, err)
	c.Close()
	l.Close()
	_, err = net.Dial("tcp", l.Addr().String())
	fmt.Println(err != nil)
	m := map[Celsius]string{3: "x", -1: "y"}
	fmt.Println(m, Celsius(21.55), []Celsius{1, 2}, struct{ C Celsius }{3})
	t := &Tree[int]{&Tree[int]{nil, nil, 1}, &Tree[int]{nil, nil, 3}, 2}
	for x := range t.All() {
		fmt.Print(x, " ")
	}
	next, stop := iter.Pull(t.All())
	a, ok := next()
	b, ok2 := next()
	stop()
	fmt.Println(a, ok, b, ok2, slices.Collect(t.All()), slices.Sorted(maps.Values(map[int]int{1: 9, 2: 8})))
	log.SetFlags(0)
	log.SetOutput(os.Stdout)
	log.SetPrefix("[p] ")
	log.Printf("line %d", 1)
	_, file, line, ok := runtime.Caller(0)
	fmt.Println(strings.HasSuffix(file, ".go"), line > 0, ok, runtime.NumGoroutine() > 0, runtime.GOMAXPROCS(0) > 0)
	fmt.Println(len(debug.Stack()) > 0)
	var once sync.Once
	func() {
		defer func() { fmt.Println("r:", recover()) }()
		once.Do(func() { panic("once") })
	}()
	once.Do(func() { fmt.Println("never") })
	pr, pw := io.Pipe()
	go func() { pw.Write([]byte("abc")); pw.CloseWithError(errors.New("boom")) }()
	data, err := io.ReadAll(pr)
	fmt.Println(string(data), err)
	func() {
		defer func() { fmt.Println(recover()) }()
		var mm map[string]int
		mm["a"] = 1
	}()
	func() {
		defer func() {
			r := recover()
			err, ok := r.(runtime.Error)
			fmt.Println(ok, err)
			var re runtime.Error
			fmt.Println(errors.As(err, &re))
		}()
		var xs []int
		_ = xs[5]
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var i any = "s"
		_ = i.(int)
	}()
	fmt.Printf("%v %T\n", errors.Join(errors.New("a"), errors.New("b")), errors.Join(errors.New("a")))
	fmt.Printf("%08.3f|%+d|%x|% x|%#v|%U\n", 3.14159, 5, "hi", "hi", []string{"a"}, '⌘')
	os.Setenv("K", "v")
	fmt.Println(os.Getenv("K"), os.ExpandEnv("$K-${K}"))
	os.WriteFile("/tmp/zz_interleave", []byte("data"), 0o644)
	bb, err := os.ReadFile("/tmp/zz_interleave")
	fmt.Println(string(bb), err)
	os.Remove("/tmp/zz_interleave")
	defer fmt.Println("not printed")
	os.Exit(3)
}

// Outcome: exit 3
// Output:
// name   age  city
// alice  30   Berlin
// bob    4    NYC  x
//     a|    b|c
//    aa|  bbb|cccc
// <nil> 7 true 3s [rest a]
// flag provided but not defined: -bogus
// Usage of x:
//   -d duration
//     	delay (default 1s)
//   -n things
//     	number of things (default 5)
//   -v	verbose
// flag provided but not defined: -bogus
// invalid value "abc" for flag -n: parse error
// Usage of x:
//   -d duration
//     	delay (default 1s)
//   -n things
//     	number of things (default 5)
//   -v	verbose
// invalid value "abc" for flag -n: parse error
// <nil>
// <nil>
// "echo HELLO\n" <nil>
// true
// map[-1.0°C:y 3.0°C:x] 21.6°C [1.0°C 2.0°C] {3.0°C}
// 1 2 3 1 true 2 true [1 2 3] [8 9]
// [p] line 1
// true true true true true
// true
// r: once
// abc boom
// assignment to entry in nil map
// true runtime error: index out of range [5] with length 0
// true
// interface conversion: interface {} is string, not int
// a
// b *errors.joinError
// 0003.142|+5|6869|68 69|[]string{"a"}|U+2318
// v v-v
// data <nil>
