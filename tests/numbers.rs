//! What a program amounts to is told in the reader's own words: never by the channels of the library.

use interleave::session::{RunRequest, Session, Started};

const SERVER: &str = r#"package main

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

func main() {
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(50 * time.Millisecond)
	})
	srv := &http.Server{Addr: "127.0.0.1:8080", Handler: handler}
	done := make(chan error, 1)
	go func() { done <- srv.ListenAndServe() }()
	time.Sleep(time.Millisecond)
	for range 3 {
		resp, err := http.Get("http://127.0.0.1:8080/")
		if err != nil {
			fmt.Println(err)
			return
		}
		resp.Body.Close()
	}
	srv.Shutdown(context.Background())
	fmt.Println(<-done)
	<-later()
}

func later() chan bool {
	return soon(make(chan bool))
}

func soon(c chan bool) chan bool {
	time.AfterFunc(time.Second, func() { close(c) })
	return c
}
"#;

#[test]
fn waits_in_the_library_are_told_by_the_readers_line() {
    let (_, started) = Session::start(&RunRequest::single("main.go", SERVER));
    let Started::Ready(mut session) = started else { panic!("it does not compile") };
    session.run_to_end();
    let report = serde_json::to_string(&session.report()).expect("a report");
    assert!(report.contains("http: Server closed"), "{report}");
    assert!(report.contains("\"select at line 19\""), "{report}");
    assert!(report.contains("\"chan receive at line 28\""), "{report}");
    assert!(!report.contains("a chan\""), "{report}");
}
