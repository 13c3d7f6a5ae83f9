//! How busy a pool is: of goroutines that take their work from a channel, not of those that give a permit back.

use interleave::session::{RunRequest, Session, Started};

/// The share of their lives in which a pool's workers had work; none where there is no pool.
fn busy(program: &str) -> Option<f64> {
    let request = RunRequest::single("main.go", program);
    let Started::Ready(mut session) = Session::start(&request).1 else { panic!("does not start") };
    while !session.slice(u64::MAX).done {}
    let numbers = session.report().numbers.expect("a short run is measured");
    numbers.list.iter().find(|n| n.name == "utilisation").map(|n| n.value)
}

#[test]
fn workers_that_wait_for_their_next_value() {
    let found = busy(
        r#"package main

import (
	"sync"
	"time"
)

func main() {
	letters := make(chan int)
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for n := range letters {
				time.Sleep(time.Duration(n) * time.Millisecond)
			}
		})
	}
	for _, n := range []int{10, 30} {
		letters <- n
	}
	close(letters)
	wg.Wait()
}
"#,
    );
    // 40 of 40 ms: who had the short one left when the letters were closed
    assert!(found.is_some_and(|share| share > 0.99), "{found:?}");
}

#[test]
fn permits_of_an_errgroup_are_no_work() {
    let found = busy(
        r#"package main

import (
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

func main() {
	var mu sync.Mutex
	var g errgroup.Group
	g.SetLimit(3)
	for range 7 {
		g.Go(func() error {
			mu.Lock()
			defer mu.Unlock()
			time.Sleep(5 * time.Millisecond)
			return nil
		})
	}
	g.Wait()
}
"#,
    );
    assert_eq!(found, None);
}
