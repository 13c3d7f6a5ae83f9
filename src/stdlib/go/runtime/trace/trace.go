// Package trace lets a program put its own marks on the timeline.
package trace

import (
	"context"
	"fmt"
	"io"
)

const (
	markLog = iota
	markRegionBegin
	markRegionEnd
	markTaskBegin
	markTaskEnd
)

// mark records a mark of the running goroutine.
func mark(kind int, text string)

func Start(w io.Writer) error { return nil }
func Stop()                   {}
func IsEnabled() bool         { return true }

// Task is a piece of work that goroutines share.
type Task struct {
	name  string
	ended bool
}

// NewTask begins a task.
func NewTask(ctx context.Context, taskType string) (context.Context, *Task) {
	mark(markTaskBegin, taskType)
	return ctx, &Task{name: taskType}
}

// End ends the task.
func (t *Task) End() {
	if !t.ended {
		t.ended = true
		mark(markTaskEnd, t.name)
	}
}

// Log marks a moment.
func Log(ctx context.Context, category, message string) {
	if category != "" {
		message = category + ": " + message
	}
	mark(markLog, message)
}

// Logf is Log with a format.
func Logf(ctx context.Context, category, format string, args ...any) {
	Log(ctx, category, fmt.Sprintf(format, args...))
}

// Region is a part of a goroutine's work.
type Region struct {
	name string
}

// StartRegion begins a region.
func StartRegion(ctx context.Context, regionType string) *Region {
	mark(markRegionBegin, regionType)
	return &Region{regionType}
}

// End ends the region.
func (r *Region) End() { mark(markRegionEnd, r.name) }

// WithRegion runs fn in a region.
func WithRegion(ctx context.Context, regionType string, fn func()) {
	defer StartRegion(ctx, regionType).End()
	fn()
}
