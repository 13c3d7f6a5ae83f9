package http

import "time"

// What the reader may let befall a request; from 100 up it is the status that is answered instead.
const (
	nothing = iota
	refused
	left
	slow
	hangs
	panics
)

// faultOf asks the machine what befalls a request to this path, when, and with what words.
func faultOf(method, path string) (trouble int, ns int64, text string)

// befallen is the handler of a request that something befalls.
func befallen(h Handler, trouble int, ns int64, text string) Handler {
	if h == nil {
		h = DefaultServeMux
	}
	switch {
	case trouble >= 100:
		return HandlerFunc(func(w ResponseWriter, r *Request) { Error(w, StatusText(trouble), trouble) })
	case trouble == slow:
		return HandlerFunc(func(w ResponseWriter, r *Request) {
			time.Sleep(time.Duration(ns))
			h.ServeHTTP(w, r)
		})
	case trouble == hangs:
		return HandlerFunc(func(w ResponseWriter, r *Request) {
			<-r.Context().Done()
			panic(ErrAbortHandler)
		})
	case trouble == panics:
		return HandlerFunc(func(w ResponseWriter, r *Request) { panic(text) })
	}
	return h
}
