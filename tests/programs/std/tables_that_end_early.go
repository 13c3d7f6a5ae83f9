// Tables whose last line has no newline, with cells that are empty or the last; writers that panic.
package main

import (
	"bytes"
	"fmt"
	"text/tabwriter"
)

type broken struct{}

func (broken) Write([]byte) (int, error) { panic("no paper") }

func try(f func()) {
	defer func() { fmt.Println("panics:", recover()) }()
	f()
}

func main() {
	for _, s := range []string{"\t", "a\tb\t", "a\tb\tc", "a\t\t", "one\ttwo\t\nthree\tfour\t", "x\ty\t\n\tlong cell\t\n", "\v\v", "a\t\n\t\tb"} {
		for _, flags := range []uint{0, tabwriter.AlignRight, tabwriter.Debug, tabwriter.DiscardEmptyColumns, tabwriter.TabIndent} {
			var b bytes.Buffer
			w := tabwriter.NewWriter(&b, 4, 4, 1, '.', flags)
			fmt.Fprint(w, s)
			w.Flush()
			fmt.Printf("%q ", b.String())
		}
		fmt.Println("|")
	}
	w := tabwriter.NewWriter(broken{}, 0, 8, 1, ' ', 0)
	try(func() {
		fmt.Fprint(w, "a\tb")
		w.Flush()
	})
	try(func() { fmt.Fprint(w, "line\nline\f") })
}

// Output:
// "" "" "" "" "" |
// "a...b" "...ab" "a...|b" "a...b" "a...b" |
// "a...b...c" "...a...bc" "a...|b...|c" "a...b...c" "a...b...c" |
// "a..." "...a" "a...|" "a..." "a..." |
// "one...two.\nthree.four" "...one.two\n.threefour" "one...|two.|\nthree.|four" "one...two.\nthree.four" "one...two.\nthree.four" |
// "x...y.........\n....long cell.\n" "...x.........y\n.....long cell\n" "x...|y.........|\n....|long cell.|\n" "x...y.........\n....long cell.\n" "x...y.........\n\tlong cell.\n" |
// "...." "...." "....|" "" "\t" |
// "a...\n........b" "...a\n........b" "a...|\n....|....|b" "a...\n........b" "a...\n\t\tb" |
// panics: tabwriter: panic during Flush (no paper)
// panics: tabwriter: panic during Write (no paper)
