package http

import (
	"mime"
	"mime/multipart"
)

// MultipartReader reads the parts of a body one after another.
func (r *Request) MultipartReader() (*multipart.Reader, error) {
	typ, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || typ != "multipart/form-data" && typ != "multipart/mixed" {
		return nil, ErrNotMultipart
	}
	boundary, ok := params["boundary"]
	if !ok {
		return nil, ErrMissingBoundary
	}
	return multipart.NewReader(r.Body, boundary), nil
}

// ParseMultipartForm reads a form with files.
func (r *Request) ParseMultipartForm(maxMemory int64) error {
	err := r.ParseForm()
	if r.MultipartForm != nil {
		return nil
	}
	mr, e := r.MultipartReader()
	if e != nil {
		return e
	}
	f, e := mr.ReadForm(maxMemory)
	if e != nil {
		return e
	}
	for k, v := range f.Value {
		r.Form[k] = append(r.Form[k], v...)
		r.PostForm[k] = append(r.PostForm[k], v...)
	}
	r.MultipartForm = f
	return err
}

const defaultMaxMemory = 32 << 20

// FormFile is the first file of a field.
func (r *Request) FormFile(key string) (multipart.File, *multipart.FileHeader, error) {
	if r.MultipartForm == nil {
		if err := r.ParseMultipartForm(defaultMaxMemory); err != nil {
			return nil, nil, err
		}
	}
	if fhs := r.MultipartForm.File[key]; len(fhs) > 0 {
		f, err := fhs[0].Open()
		return f, fhs[0], err
	}
	return nil, nil, ErrMissingFile
}

// FormValue is the first value of a field, of the body or the query.
func (r *Request) FormValue(key string) string {
	if r.MultipartForm == nil {
		r.ParseMultipartForm(defaultMaxMemory)
	}
	return r.Form.Get(key)
}

// PostFormValue is the first value of a field of the body.
func (r *Request) PostFormValue(key string) string {
	if r.MultipartForm == nil {
		r.ParseMultipartForm(defaultMaxMemory)
	}
	return r.PostForm.Get(key)
}
