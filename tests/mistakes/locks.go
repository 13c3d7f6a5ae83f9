package main

import (
	"fmt"
	"sync"
	"time"
)

type status struct {
	mu     sync.RWMutex
	states map[string]string
}

func (s *status) set(name, state string) {
	s.mu.Lock()
	s.states[name] = state
	s.mu.Unlock()
}

func (s *status) get(name string) (string, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	state, ok := s.states[name]
	if !ok {
		return "unknown", false
	}
	return state, true
}

func main() {
	s := &status{states: map[string]string{}}
	for _, name := range []string{"build", "test"} {
		go s.set(name, "running")
	}
	time.Sleep(time.Second)
	fmt.Println(s.get("build"))
	fmt.Println(s.get("deploy"))
	s.set("deploy", "waiting")
	fmt.Println(s.get("deploy"))
}

// Forget: s.mu.Lock@15 = crash
//   15:
//   17:
// Forget: s.mu.Unlock@17 = deadlock
//   17:
// Forget: s.mu.RLock@21 = none
//   21:
//   22:
// Forget: s.mu.RUnlock@22 = deadlock
//   22:
// Forget: defer s.mu.RUnlock@22 = deadlock
//   22:
//   27: s.mu.RUnlock(); return state, true
