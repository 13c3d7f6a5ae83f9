// Archives of files: names that fit the header and longer ones, folders, links, what is too long or damaged.
package main

import (
	"archive/tar"
	"bytes"
	"fmt"
	"io"
	"log"
	"strings"
	"testing/fstest"
	"time"
)

func main() {
	var buf bytes.Buffer
	tw := tar.NewWriter(&buf)
	long := strings.Repeat("deep/", 25) + strings.Repeat("n", 90) + ".txt"
	files := []struct{ name, body string }{{"readme.txt", "This archive contains some text files."}, {"gopher.txt", "Gopher names:\nGeorge\nGeoffrey\nGonzo"}, {"todo.txt", "Get animal handling license."}, {"empty", ""}, {strings.Repeat("a/", 60) + "x", "split"}, {long, "long"}, {"häß", "umlaut"}}
	for _, f := range files {
		h := &tar.Header{Name: f.name, Mode: 0o600, Size: int64(len(f.body)), ModTime: time.Unix(1e9, 0), Uname: "me"}
		if err := tw.WriteHeader(h); err != nil {
			log.Fatal(err)
		}
		n, err := tw.Write([]byte(f.body))
		fmt.Println(n, err)
	}
	tw.WriteHeader(&tar.Header{Name: "dir/", Mode: 0o755, Typeflag: tar.TypeDir})
	tw.WriteHeader(&tar.Header{Name: "link", Linkname: "readme.txt", Typeflag: tar.TypeSymlink})
	tw.WriteHeader(&tar.Header{Name: "short", Size: 3})
	_, err := tw.Write([]byte("12345"))
	fmt.Println(err)
	fmt.Println(tw.Close(), buf.Len())
	data := buf.Bytes()
	tr := tar.NewReader(&buf)
	for {
		h, err := tr.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			log.Fatal(err)
		}
		b, err := io.ReadAll(tr)
		fi := h.FileInfo()
		fmt.Printf("%q %c %d %o %q %v %q %v %v %q\n", h.Name, h.Typeflag, h.Size, h.Mode, b, err, h.Linkname, h.Format, h.ModTime.UTC(), h.Uname)
		fmt.Println(fi.Name(), fi.Mode(), fi.IsDir(), fi.Size(), h.PAXRecords)
	}
	_, err = tar.NewReader(strings.NewReader("garbage")).Next()
	fmt.Println(err)
	data[0]++
	_, err = tar.NewReader(bytes.NewReader(data)).Next()
	fmt.Println(err)
	tw = tar.NewWriter(io.Discard)
	tw.WriteHeader(&tar.Header{Name: "x", Size: 10})
	fmt.Println(tw.WriteHeader(&tar.Header{Name: "y"}))
	tw = tar.NewWriter(&buf)
	fmt.Println(tw.AddFS(fstest.MapFS{"a.txt": {Data: []byte("A")}, "d/b.txt": {Data: []byte("B")}}), tw.Close(), tw.Close())
	_, err = tw.Write(nil)
	fmt.Println(err)
	tr = tar.NewReader(&buf)
	for h, err := tr.Next(); err == nil; h, err = tr.Next() {
		fmt.Println(h.Name, h.Size)
	}
}

// Output:
// 38 <nil>
// 35 <nil>
// 28 <nil>
// 0 <nil>
// 5 <nil>
// 4 <nil>
// 6 <nil>
// archive/tar: write too long
// <nil> 10752
// "readme.txt" 0 38 600 "This archive contains some text files." <nil> "" USTAR 2001-09-09 01:46:40 +0000 UTC "me"
// readme.txt -rw------- false 38 map[]
// "gopher.txt" 0 35 600 "Gopher names:\nGeorge\nGeoffrey\nGonzo" <nil> "" USTAR 2001-09-09 01:46:40 +0000 UTC "me"
// gopher.txt -rw------- false 35 map[]
// "todo.txt" 0 28 600 "Get animal handling license." <nil> "" USTAR 2001-09-09 01:46:40 +0000 UTC "me"
// todo.txt -rw------- false 28 map[]
// "empty" 0 0 600 "" <nil> "" USTAR 2001-09-09 01:46:40 +0000 UTC "me"
// empty -rw------- false 0 map[]
// "a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/x" 0 5 600 "split" <nil> "" USTAR 2001-09-09 01:46:40 +0000 UTC "me"
// x -rw------- false 5 map[]
// "deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn.txt" 0 4 600 "long" <nil> "" USTAR 2001-09-09 01:46:40 +0000 UTC "me"
// nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn.txt -rw------- false 4 map[]
// "häß" 0 6 600 "umlaut" <nil> "" PAX 2001-09-09 01:46:40 +0000 UTC "me"
// häß -rw------- false 6 map[path:häß]
// "dir/" 5 0 755 "" <nil> "" USTAR 1970-01-01 00:00:00 +0000 UTC ""
// dir drwxr-xr-x true 0 map[]
// "link" 2 0 0 "" <nil> "readme.txt" USTAR 1970-01-01 00:00:00 +0000 UTC ""
// link L--------- false 0 map[]
// "short" 0 3 0 "123" <nil> "" USTAR 1970-01-01 00:00:00 +0000 UTC ""
// short ---------- false 3 map[]
// unexpected EOF
// archive/tar: invalid tar header
// archive/tar: missed writing 10 bytes
// <nil> <nil> <nil>
// archive/tar: write after close
// a.txt 1
// d/ 0
// d/b.txt 1
