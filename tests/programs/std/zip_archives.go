// Archives of files, deflated and stored, as a list and as a file system, and what is damaged.
package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"
)

func main() {
	buf := new(bytes.Buffer)
	w := zip.NewWriter(buf)
	for _, f := range []struct{ Name, Body string }{{"readme.txt", "This archive contains some text files."}, {"docs/gopher.txt", strings.Repeat("Gopher names: ", 50)}, {"docs/todo.txt", ""}, {"häß.txt", "x"}} {
		f2, err := w.Create(f.Name)
		if err != nil {
			panic(err)
		}
		n, err := f2.Write([]byte(f.Body))
		fmt.Println(n, err)
	}
	s, err := w.CreateHeader(&zip.FileHeader{Name: "stored", Method: zip.Store, Comment: "as it is", Modified: time.Date(2020, 5, 6, 7, 8, 9, 0, time.UTC)})
	fmt.Fprint(s, "stored text")
	d, err := w.Create("folder/")
	fmt.Println(err)
	_, err = d.Write([]byte("x"))
	fmt.Println(err)
	_, err = w.CreateHeader(&zip.FileHeader{Name: "odd", Method: 99})
	fmt.Println(err)
	w.SetComment("all of it")
	fmt.Println(w.Close(), w.Close())
	r, err := zip.NewReader(bytes.NewReader(buf.Bytes()), int64(buf.Len()))
	fmt.Println(err, len(r.File), r.Comment)
	for _, f := range r.File {
		fmt.Println(f.Name, f.Method, f.UncompressedSize64, f.Mode(), f.FileInfo().Name(), f.FileInfo().IsDir(), f.Comment, f.Modified, f.Flags, f.CRC32, f.NonUTF8)
		if f.Method == 99 {
			_, err := f.Open()
			fmt.Println(err)
			continue
		}
		rc, err := f.Open()
		if err != nil {
			fmt.Println(err)
			continue
		}
		b, err := io.ReadAll(rc)
		fmt.Printf("%.40q %v %v\n", b, err, rc.Close())
	}
	b, err := fs.ReadFile(r, "docs/gopher.txt")
	fmt.Println(len(b), err)
	_, err = r.Open("nope")
	fmt.Println(err)
	fs.WalkDir(r, ".", func(p string, d fs.DirEntry, err error) error {
		fmt.Println(p, d.IsDir(), err)
		return nil
	})
	_, err = zip.NewReader(strings.NewReader("not a zip file at all, really"), 29)
	fmt.Println(err)
	os.WriteFile("/tmp/archive_test.zip", buf.Bytes(), 0o644)
	rc, err := zip.OpenReader("/tmp/archive_test.zip")
	fmt.Println(err, len(rc.File), rc.File[0].Name)
	rc.Close()
	_, err = zip.OpenReader("/tmp/nosuch.zip")
	fmt.Println(err)
	data := bytes.Clone(buf.Bytes())
	i := bytes.Index(data, []byte("stored text"))
	data[i]++
	r, _ = zip.NewReader(bytes.NewReader(data), int64(len(data)))
	rf, _ := r.Open("stored")
	_, err = io.ReadAll(rf)
	fmt.Println(err)
	h, err := zip.FileInfoHeader(r.File[0].FileInfo())
	fmt.Println(h.Name, h.UncompressedSize64, err)
}

// Output:
// 38 <nil>
// 700 <nil>
// 0 <nil>
// 1 <nil>
// <nil>
// zip: write to directory
// zip: unsupported compression algorithm
// <nil> zip: writer closed twice
// <nil> 6 all of it
// readme.txt 8 38 -rw-rw-rw- readme.txt false  1979-11-30 00:00:00 +0000 UTC 8 501858000 false
// "This archive contains some text files." <nil> <nil>
// docs/gopher.txt 8 700 -rw-rw-rw- gopher.txt false  1979-11-30 00:00:00 +0000 UTC 8 3064713719 false
// "Gopher names: Gopher names: Gopher names" <nil> <nil>
// docs/todo.txt 8 0 -rw-rw-rw- todo.txt false  1979-11-30 00:00:00 +0000 UTC 8 0 false
// "" <nil> <nil>
// häß.txt 8 1 -rw-rw-rw- häß.txt false  1979-11-30 00:00:00 +0000 UTC 2056 2363233923 false
// "x" <nil> <nil>
// stored 0 11 -rw-rw-rw- stored false as it is 2020-05-06 07:08:09 +0000 +0000 8 263127477 false
// "stored text" <nil> <nil>
// folder/ 0 0 drw-rw-rw- folder true  1979-11-30 00:00:00 +0000 UTC 0 0 false
// "" <nil> <nil>
// 700 <nil>
// open nope: file does not exist
// . true <nil>
// docs true <nil>
// docs/gopher.txt false <nil>
// docs/todo.txt false <nil>
// folder true <nil>
// häß.txt false <nil>
// readme.txt false <nil>
// stored false <nil>
// zip: not a valid zip file
// <nil> 6 readme.txt
// open /tmp/nosuch.zip: no such file or directory
// zip: checksum error
// readme.txt 38 <nil>
