package testing

import (
	"fmt"
	"sync"
	"time"
)

// B is a benchmark: it runs a hundred times, and is measured in virtual time.
type B struct {
	common
	N       int
	loops   int
	elapsed time.Duration
	running bool
}

const benchmarkRuns = 100

func (b *B) StartTimer() {
	if !b.running {
		b.start, b.running = time.Now(), true
	}
}

func (b *B) StopTimer() {
	if b.running {
		b.elapsed += time.Since(b.start)
		b.running = false
	}
}

func (b *B) ResetTimer() {
	b.elapsed = 0
	b.start = time.Now()
}

func (b *B) Elapsed() time.Duration {
	if b.running {
		return b.elapsed + time.Since(b.start)
	}
	return b.elapsed
}

// Loop is true for the first rounds.
func (b *B) Loop() bool {
	if b.loops == 0 {
		b.ResetTimer()
	}
	b.loops++
	return b.loops <= b.N
}

func (b *B) ReportAllocs()                       {}
func (b *B) SetBytes(int64)                      {}
func (b *B) SetParallelism(int)                  {}
func (b *B) ReportMetric(n float64, unit string) {}

// BenchmarkResult is how long how many rounds took.
type BenchmarkResult struct {
	N         int
	T         time.Duration
	Bytes     int64
	MemAllocs uint64
	MemBytes  uint64
	Extra     map[string]float64
}

// Allocations are not counted here.
func (r BenchmarkResult) AllocsPerOp() int64       { return 0 }
func (r BenchmarkResult) AllocedBytesPerOp() int64 { return 0 }
func (r BenchmarkResult) MemString() string        { return fmt.Sprintf("%8d B/op\t%8d allocs/op", 0, 0) }

func (r BenchmarkResult) NsPerOp() int64 {
	if r.N <= 0 {
		return 0
	}
	return r.T.Nanoseconds() / int64(r.N)
}

func (r BenchmarkResult) String() string {
	return fmt.Sprintf("%8d\t%10.1f ns/op", r.N, float64(r.T.Nanoseconds())/float64(max(r.N, 1)))
}

// Benchmark runs f outside of go test.
func Benchmark(f func(b *B)) BenchmarkResult {
	b := &B{N: benchmarkRuns}
	b.StartTimer()
	f(b)
	b.StopTimer()
	return BenchmarkResult{N: b.N, T: b.elapsed}
}

// runBenchmark runs and prints it; false when it failed.
func runBenchmark(name string, f func(*B)) (ok bool) {
	done := make(chan struct{})
	b := &B{N: benchmarkRuns}
	b.name = name
	go func() {
		defer close(done)
		b.StartTimer()
		f(b)
		b.StopTimer()
	}()
	<-done
	if !b.skipped && !b.failed && !b.grouped() {
		fmt.Printf("%-20s\t%v\n", name+"-8", BenchmarkResult{N: b.N, T: b.elapsed})
	}
	b.flush()
	if b.failed || len(b.output) > 0 {
		fmt.Printf("--- %s\n", b.title())
		for _, line := range b.output {
			fmt.Println("    " + line)
		}
	}
	return !b.failed
}

// title is what its log stands under.
func (b *B) title() string {
	switch {
	case b.failed:
		return "FAIL: " + b.name
	case b.skipped:
		return "SKIP: " + b.name
	}
	return "BENCH: " + b.name + "-8"
}

// grouped says that the benchmark only ran others.
func (b *B) grouped() bool { return b.level > 0 }

func (b *B) Run(name string, f func(b *B)) bool {
	b.level = 1
	ok := runBenchmark(b.name+"/"+name, f)
	b.failed = b.failed || !ok
	return ok
}

// PB is a goroutine of RunParallel.
type PB struct {
	left *int
	mu   *sync.Mutex
}

func (p *PB) Next() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	*p.left--
	return *p.left >= 0
}

// RunParallel shares the rounds out among eight goroutines.
func (b *B) RunParallel(body func(*PB)) {
	left, mu := b.N, &sync.Mutex{}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() { body(&PB{&left, mu}) })
	}
	wg.Wait()
}
