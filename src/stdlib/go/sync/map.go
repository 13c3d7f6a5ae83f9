package sync

// Map is a map that goroutines may use at the same time. Entries stand in order of their first Store;
// a deleted entry's place is reused when half of the places are empty.
type Map struct {
	_       noCopy
	index   map[any]int
	entries []entry
	live    int
}

type entry struct {
	key, value any
	present    bool
}

func (m *Map) find(key any) *entry {
	if i, ok := m.index[key]; ok {
		return &m.entries[i]
	}
	return nil
}

func (m *Map) add(key, value any) {
	if m.index == nil {
		m.index = make(map[any]int)
	}
	m.index[key] = len(m.entries)
	m.entries = append(m.entries, entry{key, value, true})
	m.live++
}

func (m *Map) remove(e *entry) {
	delete(m.index, e.key)
	*e = entry{}
	m.live--
}

// Load returns the value of key.
func (m *Map) Load(key any) (value any, ok bool) {
	acquire(m)
	if e := m.find(key); e != nil {
		return e.value, true
	}
	return nil, false
}

// Store sets the value of key.
func (m *Map) Store(key, value any) {
	m.Swap(key, value)
}

// Swap sets the value of key and returns the one before.
func (m *Map) Swap(key, value any) (previous any, loaded bool) {
	acquire(m)
	release(m)
	if e := m.find(key); e != nil {
		previous = e.value
		e.value = value
		return previous, true
	}
	m.add(key, value)
	return nil, false
}

// LoadOrStore returns the value of key, or sets it.
func (m *Map) LoadOrStore(key, value any) (actual any, loaded bool) {
	acquire(m)
	if e := m.find(key); e != nil {
		return e.value, true
	}
	release(m)
	m.add(key, value)
	return value, false
}

// LoadAndDelete deletes key and returns its value.
func (m *Map) LoadAndDelete(key any) (value any, loaded bool) {
	acquire(m)
	e := m.find(key)
	if e == nil {
		return nil, false
	}
	release(m)
	value = e.value
	m.remove(e)
	return value, true
}

// Delete deletes key.
func (m *Map) Delete(key any) {
	m.LoadAndDelete(key)
}

// CompareAndSwap sets key to new when it is old.
func (m *Map) CompareAndSwap(key, old, new any) (swapped bool) {
	acquire(m)
	e := m.find(key)
	if e == nil || e.value != old {
		return false
	}
	release(m)
	e.value = new
	return true
}

// CompareAndDelete deletes key when it is old.
func (m *Map) CompareAndDelete(key, old any) (deleted bool) {
	acquire(m)
	e := m.find(key)
	if e == nil || e.value != old {
		return false
	}
	release(m)
	m.remove(e)
	return true
}

// Range calls f for each entry until it returns false, from a place that chance chooses, as a map's
// range does.
func (m *Map) Range(f func(key, value any) bool) {
	acquire(m)
	m.compact()
	n := len(m.entries)
	if n == 0 {
		return
	}
	start := chooseStart(n)
	for i := 0; i < n; i++ {
		at := start + i
		if at >= n {
			at -= n
		}
		if at >= len(m.entries) {
			continue
		}
		e := m.entries[at]
		if !e.present {
			continue
		}
		if !f(e.key, e.value) {
			return
		}
	}
}

// Clear deletes all entries.
func (m *Map) Clear() {
	release(m)
	m.index = nil
	m.entries = nil
	m.live = 0
}

// compact closes the gaps that deleted entries left when they are many. Entries move to a new slice, so
// a Range that is under way elsewhere may see fewer of them, never one twice.
func (m *Map) compact() {
	if len(m.entries) < 16 || m.live*2 > len(m.entries) {
		return
	}
	kept := make([]entry, 0, m.live)
	for _, e := range m.entries {
		if e.present {
			m.index[e.key] = len(kept)
			kept = append(kept, e)
		}
	}
	m.entries = kept
}

// chooseStart asks the chooser where an iteration over n entries begins.
func chooseStart(n int) int
