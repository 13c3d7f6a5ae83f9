// Package pprof serves profiles under /debug/pprof/.
package pprof

import (
	"fmt"
	"net/http"
	"os"
	"runtime/pprof"
	"strings"
)

func init() {
	http.HandleFunc("/debug/pprof/", Index)
	http.HandleFunc("/debug/pprof/cmdline", Cmdline)
	http.HandleFunc("/debug/pprof/profile", Profile)
	http.HandleFunc("/debug/pprof/symbol", Symbol)
	http.HandleFunc("/debug/pprof/trace", Trace)
}

func Cmdline(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, strings.Join(os.Args, "\x00")) }
func Profile(w http.ResponseWriter, r *http.Request) {}
func Trace(w http.ResponseWriter, r *http.Request)   {}
func Symbol(w http.ResponseWriter, r *http.Request)  { fmt.Fprint(w, "num_symbols: 1\n") }

func Handler(name string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p := pprof.Lookup(name)
		if p == nil {
			http.Error(w, "Unknown profile", http.StatusNotFound)
			return
		}
		p.WriteTo(w, 2)
	})
}

func Index(w http.ResponseWriter, r *http.Request) {
	if name, ok := strings.CutPrefix(r.URL.Path, "/debug/pprof/"); ok && name != "" {
		Handler(name).ServeHTTP(w, r)
		return
	}
	for _, p := range pprof.Profiles() {
		fmt.Fprintln(w, p.Count(), p.Name())
	}
}
