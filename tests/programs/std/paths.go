// path, path/filepath and io/ioutil: names of files, and walking over those in memory.
package main

import (
	"fmt"
	"io/fs"
	"io/ioutil"
	"os"
	"path"
	"path/filepath"
	"strings"
)

func main() {
	for _, p := range []string{"", "a/b/../c", "/../a", "a//b/./c/", "../../x", "/", "a/b/c.tar.gz"} {
		fmt.Printf("%q %q %q %q %q\n", path.Clean(p), path.Base(p), path.Dir(p), path.Ext(p), filepath.Join("x", p))
	}
	for _, c := range [][2]string{{"*.go", "main.go"}, {"*.go", "a/main.go"}, {"a?c", "abc"}, {"[a-c]x", "bx"}, {"[^a-c]x", "bx"}, {"\\*", "*"}, {"[", "a"}, {"a*b*c", "aXbYbZc"}, {"*", ""}, {"a[]b", "a]b"}, {"[-]", "-"}, {"日*", "日本"}} {
		ok, err := filepath.Match(c[0], c[1])
		fmt.Println(c, ok, err)
	}
	for _, c := range [][2]string{{"/a", "/a/b/c"}, {"/a", "/b/c"}, {"a", "a"}, {".", "x"}, {"/a", "b"}, {"../..", "x"}} {
		rel, err := filepath.Rel(c[0], c[1])
		fmt.Println(c, rel, err)
	}
	dir, _ := os.MkdirTemp("", "walk")
	defer os.RemoveAll(dir)
	for _, name := range []string{"b/two.txt", "a/one.txt", "b/c/three.md", "zero.txt"} {
		full := filepath.Join(dir, name)
		os.MkdirAll(filepath.Dir(full), 0o755)
		ioutil.WriteFile(full, []byte(name), 0o644)
	}
	filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(dir, p)
		fmt.Println(rel, d.IsDir())
		if d.Name() == "c" {
			return filepath.SkipDir
		}
		return err
	})
	filepath.Walk(dir, func(p string, info os.FileInfo, err error) error {
		if !info.IsDir() {
			fmt.Println(info.Name(), info.Size())
		}
		return nil
	})
	found, err := filepath.Glob(filepath.Join(dir, "*", "*.txt"))
	for i := range found {
		found[i] = strings.TrimPrefix(found[i], dir)
	}
	fmt.Println(found, err)
	err = filepath.Walk("nowhere", func(p string, info os.FileInfo, err error) error { return err })
	fmt.Println(err, filepath.IsLocal("a/../b"), filepath.IsLocal("../b"), filepath.SplitList("/bin:/usr/bin"))
	list, _ := ioutil.ReadDir(dir)
	for _, f := range list {
		fmt.Print(f.Name(), " ")
	}
	data, err := ioutil.ReadFile(filepath.Join(dir, "zero.txt"))
	fmt.Println(string(data), err)
}

// Output:
// "." "." "." "" "x"
// "a/c" "c" "a" "" "x/a/c"
// "/a" "a" "/" "" "a"
// "a/b/c" "c" "a/b/c" "" "x/a/b/c"
// "../../x" "x" "../.." "" "../x"
// "/" "/" "/" "" "x"
// "a/b/c.tar.gz" "c.tar.gz" "a/b" ".gz" "x/a/b/c.tar.gz"
// [*.go main.go] true <nil>
// [*.go a/main.go] false <nil>
// [a?c abc] true <nil>
// [[a-c]x bx] true <nil>
// [[^a-c]x bx] false <nil>
// [\* *] true <nil>
// [[ a] false syntax error in pattern
// [a*b*c aXbYbZc] true <nil>
// [* ] true <nil>
// [a[]b a]b] false syntax error in pattern
// [[-] -] false syntax error in pattern
// [日* 日本] true <nil>
// [/a /a/b/c] b/c <nil>
// [/a /b/c] ../b/c <nil>
// [a a] . <nil>
// [. x] x <nil>
// [/a b]  Rel: can't make b relative to /a
// [../.. x]  Rel: can't make x relative to ../..
// . true
// a true
// a/one.txt false
// b true
// b/c true
// b/two.txt false
// zero.txt false
// one.txt 9
// three.md 12
// two.txt 9
// zero.txt 8
// [/a/one.txt /b/two.txt] <nil>
// lstat nowhere: no such file or directory true false [/bin /usr/bin]
// a b zero.txt zero.txt <nil>
