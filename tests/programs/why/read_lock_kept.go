// A lock taken for reading, and left with its function.
package main

import "sync"

type hub struct {
	mu   sync.RWMutex
	subs []string
}

func (h *hub) count() int {
	h.mu.RLock()
	return len(h.subs)
}

func (h *hub) add(s string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.subs = append(h.subs, s)
}

func main() {
	h := &hub{}
	h.count()
	h.add("a")
}

// Outcome: deadlock
// Why: It took it for reading at line 12, and left that function without releasing it.
// Why: Say `defer h.mu.RUnlock()` on the line after RLock.
// WhyNot: cannot become
