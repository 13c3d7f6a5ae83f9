// Package debug prints stacks and takes settings that have no effect here.
package debug

import (
	"os"
	"runtime"
	"time"
)

func Stack() []byte {
	buf := make([]byte, 1<<16)
	return buf[:runtime.Stack(buf, false)]
}

func PrintStack() { os.Stderr.Write(Stack()) }

func FreeOSMemory() { runtime.GC() }

var percent, threads = 100, 10000

func SetGCPercent(p int) int {
	old := percent
	percent = p
	return old
}

func SetMaxThreads(n int) int {
	old := threads
	threads = n
	return old
}

func SetMaxStack(bytes int) int { return 1000000000 }

func SetMemoryLimit(limit int64) int64 { return 1<<63 - 1 }

func SetPanicOnFault(enabled bool) bool { return false }

func SetTraceback(level string) {}

type GCStats struct {
	LastGC     time.Time
	NumGC      int64
	PauseTotal time.Duration
	Pause      []time.Duration
	PauseEnd   []time.Time
}

func ReadGCStats(stats *GCStats) {}

// BuildInfo is how a program was built.
type BuildInfo struct {
	GoVersion string
	Path      string
}

func ReadBuildInfo() (info *BuildInfo, ok bool) { return &BuildInfo{"go1.27", "main"}, true }
