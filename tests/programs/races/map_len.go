// The length of a map is read where others write it.
package main

import (
	"fmt"
	"sync"
)

type Store struct {
	mu sync.RWMutex
	m  map[string]int
}

func (s *Store) Set(k string, v int) { s.mu.Lock(); s.m[k] = v; s.mu.Unlock() }
func (s *Store) Len() int            { return len(s.m) }
func main() {
	s := &Store{m: map[string]int{}}
	var wg sync.WaitGroup
	wg.Go(func() {
		for i := range 5 {
			s.Set(fmt.Sprint(i), i)
		}
	})
	wg.Go(func() { fmt.Println(s.Len() >= 0) })
	wg.Wait()
}

// Races: 14~15
