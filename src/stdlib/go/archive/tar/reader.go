package tar

import (
	"bytes"
	"io"
	"strconv"
	"strings"
	"time"
)

// Reader reads an archive.
type Reader struct {
	r    io.Reader
	left int64 // of the entry's content
	pad  int64
	err  error
}

func NewReader(r io.Reader) *Reader { return &Reader{r: r} }

// Next is the next entry, io.EOF behind the last.
func (tr *Reader) Next() (*Header, error) {
	if tr.err != nil {
		return nil, tr.err
	}
	h, err := tr.next()
	tr.err = err
	return h, err
}

func (tr *Reader) next() (*Header, error) {
	records := map[string]string{}
	longName, longLink := "", ""
	for {
		if _, err := io.CopyN(io.Discard, tr.r, tr.left+tr.pad); err != nil {
			return nil, io.ErrUnexpectedEOF
		}
		tr.left, tr.pad = 0, 0
		h, err := tr.header()
		if err != nil {
			return nil, err
		}
		tr.left, tr.pad = h.Size, padding(h.Size)
		switch h.Typeflag {
		case TypeXHeader, TypeXGlobalHeader, TypeGNULongName, TypeGNULongLink:
			body := make([]byte, h.Size)
			if _, err := io.ReadFull(tr.r, body); err != nil {
				return nil, io.ErrUnexpectedEOF
			}
			tr.left = 0
			switch h.Typeflag {
			case TypeXHeader:
				if !parseRecords(string(body), records) {
					return nil, ErrHeader
				}
			case TypeGNULongName:
				longName = text(body)
			case TypeGNULongLink:
				longLink = text(body)
			}
			continue
		case TypeLink, TypeSymlink, TypeChar, TypeBlock, TypeDir, TypeFifo:
			tr.left, tr.pad = 0, 0
		}
		return merge(h, records, longName, longLink), nil
	}
}

// merge puts what extended headers said into the entry.
func merge(h *Header, records map[string]string, longName, longLink string) *Header {
	if longName != "" {
		h.Name, h.Format = longName, FormatGNU
	}
	if longLink != "" {
		h.Linkname, h.Format = longLink, FormatGNU
	}
	if len(records) > 0 {
		h.PAXRecords, h.Format = records, FormatPAX
		if v := records["path"]; v != "" {
			h.Name = v
		}
		if v := records["linkpath"]; v != "" {
			h.Linkname = v
		}
		if v, err := strconv.ParseFloat(records["mtime"], 64); err == nil {
			h.ModTime = time.Unix(int64(v), int64((v-float64(int64(v)))*1e9))
		}
	}
	if h.Typeflag == TypeReg && strings.HasSuffix(h.Name, "/") {
		h.Typeflag = TypeDir
	}
	return h
}

func parseRecords(s string, into map[string]string) bool {
	for s != "" {
		digits, _, ok := strings.Cut(s, " ")
		n, err := strconv.Atoi(digits)
		if !ok || err != nil || n > len(s) || n < len(digits)+3 || s[n-1] != '\n' {
			return false
		}
		k, v, ok := strings.Cut(s[len(digits)+1:n-1], "=")
		if !ok {
			return false
		}
		into[k] = v
		s = s[n:]
	}
	return true
}

// text is a field up to its zero.
func text(b []byte) string {
	if i := bytes.IndexByte(b, 0); i >= 0 {
		b = b[:i]
	}
	return string(b)
}

func (tr *Reader) header() (*Header, error) {
	var b [blockSize]byte
	for range 2 { // two empty blocks end the archive
		if _, err := io.ReadFull(tr.r, b[:]); err != nil {
			return nil, err
		}
		if b != [blockSize]byte{} {
			break
		}
	}
	if b == [blockSize]byte{} {
		return nil, io.EOF
	}
	bad := false
	field := func(at [2]int) string { return text(b[at[0]:at[1]]) }
	number := func(at [2]int) int64 {
		s := strings.Trim(field(at), " ")
		v, err := strconv.ParseInt(s, 8, 64)
		if s != "" && err != nil {
			bad = true
		}
		return v
	}
	h := &Header{
		Typeflag: b[fields.kind[0]], Name: field(fields.name), Linkname: field(fields.link), Size: number(fields.size),
		Mode: number(fields.mode), Uid: int(number(fields.uid)), Gid: int(number(fields.gid)), ModTime: time.Unix(number(fields.mtime), 0),
	}
	if number(fields.sum) != sum(b[:]) || bad || h.Size < 0 {
		return nil, ErrHeader
	}
	if magic := string(b[257:263]); magic == "ustar\x00" || magic == "ustar " {
		h.Uname, h.Gname = field(fields.uname), field(fields.gname)
		h.Devmajor, h.Devminor = number(fields.major), number(fields.minor)
		h.Format = FormatGNU
		if magic[5] == 0 {
			h.Format = FormatUSTAR
			if p := field(fields.prefix); p != "" {
				h.Name = p + "/" + h.Name
			}
		}
	}
	if h.Typeflag == TypeRegA {
		h.Typeflag = TypeReg
	}
	return h, nil
}

// Read reads of the entry's content.
func (tr *Reader) Read(b []byte) (int, error) {
	if tr.left == 0 {
		return 0, io.EOF
	}
	n, err := tr.r.Read(b[:min(int64(len(b)), tr.left)])
	tr.left -= int64(n)
	if err == io.EOF && tr.left > 0 {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}
