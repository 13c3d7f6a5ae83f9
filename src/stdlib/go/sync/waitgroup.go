package sync

// Go runs f in a goroutine that the group waits for. When f panics, Done is not called: the program
// ends with the panic.
func (wg *WaitGroup) Go(f func()) {
	wg.Add(1)
	go func() {
		defer func() {
			if x := recover(); x != nil {
				panic(x)
			}
			wg.Done()
		}()
		f()
	}()
}
