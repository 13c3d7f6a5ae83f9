// Results of ten goroutines in one map: guarded by a mutex, and in a sync.Map.
package main

import (
	"fmt"
	"sync"
	"time"
)

func fetchData(id int) string {
	time.Sleep(time.Duration(id%3) * time.Millisecond)
	return fmt.Sprint("data-", id)
}

func withMutex() int {
	results := make(map[int]string)
	var mutex sync.Mutex
	var wg sync.WaitGroup

	for i := 0; i < 10; i++ {
		wg.Add(1)
		go func(id int) {
			defer wg.Done()
			data := fetchData(id)
			mutex.Lock()
			results[id] = data
			mutex.Unlock()
		}(i)
	}
	wg.Wait()
	fmt.Println(results)
	return len(results)
}

func withSyncMap() int {
	// ✅ Thread-safe by default
	var results sync.Map
	var wg sync.WaitGroup

	for i := 0; i < 10; i++ {
		wg.Add(1)
		go func(id int) {
			defer wg.Done()
			data := fetchData(id)
			results.Store(id, data) // Safe!
		}(i)
	}
	wg.Wait()
	n := 0
	results.Range(func(key, value any) bool {
		n++
		return true
	})
	v, ok := results.Load(7)
	fmt.Println(v, ok)
	return n
}

func main() {
	fmt.Println(withMutex(), withSyncMap())
}

// Output:
// map[0:data-0 1:data-1 2:data-2 3:data-3 4:data-4 5:data-5 6:data-6 7:data-7 8:data-8 9:data-9]
// data-7 true
// 10 10
