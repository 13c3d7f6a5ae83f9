// Package order sorts by comparing and swapping places. Its decisions (which pivot, when to stop
// partitioning, which elements to scatter) are those of Go's pattern-defeating quicksort, so that equal
// elements end up where Go puts them.
package order

// By sorts with these two functions.
type By struct {
	Less func(i, j int) bool
	Swap func(i, j int)
}

const (
	small   = 12 // up to here insertion is used
	ninther = 50 // from here on the pivot is a median of medians
)

const (
	unknown = iota
	rising
	falling
)

func bitLen(n int) int {
	l := 0
	for n > 0 {
		l++
		n >>= 1
	}
	return l
}

// Sort sorts n places.
func (o By) Sort(n int) { o.quick(0, n, bitLen(n)) }

func (o By) insert(a, b int) {
	for i := a + 1; i < b; i++ {
		for j := i; j > a && o.Less(j, j-1); j-- {
			o.Swap(j, j-1)
		}
	}
}

// quick sorts [a, b); budget is how many bad pivots may be chosen before the heap takes over.
func (o By) quick(a, b, budget int) {
	balanced, partitioned := true, true
	for b-a > small {
		n := b - a
		if budget == 0 {
			o.heap(a, b)
			return
		}
		if !balanced {
			o.scatter(a, b)
			budget--
		}
		pivot, trend := o.pivot(a, b)
		if trend == falling {
			for i, j := a, b-1; i < j; i, j = i+1, j-1 {
				o.Swap(i, j)
			}
			pivot = b - 1 - (pivot - a)
			trend = rising
		}
		if balanced && partitioned && trend == rising && o.nearly(a, b) {
			return
		}
		if a > 0 && !o.Less(a-1, pivot) {
			a = o.partEqual(a, b, pivot)
			continue
		}
		var mid int
		mid, partitioned = o.part(a, b, pivot)
		left, right := mid-a, b-mid
		if left < right {
			balanced = left >= n/8
			o.quick(a, mid, budget)
			a = mid + 1
		} else {
			balanced = right >= n/8
			o.quick(mid+1, b, budget)
			b = mid
		}
	}
	o.insert(a, b)
}

// part moves what is less than the pivot before it, the rest behind it.
func (o By) part(a, b, pivot int) (at int, already bool) {
	o.Swap(a, pivot)
	i, j := a+1, b-1
	already = true
	for {
		for i <= j && o.Less(i, a) {
			i++
		}
		for i <= j && !o.Less(j, a) {
			j--
		}
		if i > j {
			break
		}
		already = false
		o.Swap(i, j)
		i++
		j--
	}
	o.Swap(j, a)
	return j, already
}

// partEqual moves what equals the pivot to the front; nothing is less than it.
func (o By) partEqual(a, b, pivot int) int {
	o.Swap(a, pivot)
	i, j := a+1, b-1
	for {
		for i <= j && !o.Less(a, i) {
			i++
		}
		for i <= j && o.Less(a, j) {
			j--
		}
		if i > j {
			return i
		}
		o.Swap(i, j)
		i++
		j--
	}
}

// nearly mends up to five inversions; true when all is sorted then.
func (o By) nearly(a, b int) bool {
	i := a + 1
	for tries := 0; tries < 5; tries++ {
		for i < b && !o.Less(i, i-1) {
			i++
		}
		if i == b {
			return true
		}
		if b-a < ninther {
			return false
		}
		o.Swap(i, i-1)
		if i-a >= 2 {
			for j := i - 1; j >= 1 && o.Less(j, j-1); j-- {
				o.Swap(j, j-1)
			}
		}
		if b-i >= 2 {
			for j := i + 1; j < b && o.Less(j, j-1); j++ {
				o.Swap(j, j-1)
			}
		}
	}
	return false
}

// scatter swaps three elements of the middle with ones that a xorshift from the length chooses.
func (o By) scatter(a, b int) {
	n := b - a
	if n < 8 {
		return
	}
	x := uint64(n)
	mask := uint64(1)<<uint(bitLen(n)) - 1
	mid := a + n/4*2
	for i := mid - 1; i <= mid+1; i++ {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
		other := int(x & mask)
		if other >= n {
			other -= n
		}
		o.Swap(i, a+other)
	}
}

// pivot chooses a place and tells whether the samples were in order.
func (o By) pivot(a, b int) (at, trend int) {
	n := b - a
	swaps := 0
	i, j, k := a+n/4, a+n/4*2, a+n/4*3
	if n >= 8 {
		if n >= ninther {
			i = o.median(i-1, i, i+1, &swaps)
			j = o.median(j-1, j, j+1, &swaps)
			k = o.median(k-1, k, k+1, &swaps)
		}
		j = o.median(i, j, k, &swaps)
	}
	switch swaps {
	case 0:
		return j, rising
	case 12:
		return j, falling
	}
	return j, unknown
}

func (o By) median(a, b, c int, swaps *int) int {
	if o.Less(b, a) {
		*swaps++
		a, b = b, a
	}
	if o.Less(c, b) {
		*swaps++
		b = c
	}
	if o.Less(b, a) {
		*swaps++
		b = a
	}
	return b
}

func (o By) heap(a, b int) {
	n := b - a
	for i := (n - 1) / 2; i >= 0; i-- {
		o.sift(a, i, n)
	}
	for i := n - 1; i >= 0; i-- {
		o.Swap(a, a+i)
		o.sift(a, 0, i)
	}
}

func (o By) sift(base, root, n int) {
	for {
		child := 2*root + 1
		if child >= n {
			return
		}
		if child+1 < n && o.Less(base+child, base+child+1) {
			child++
		}
		if !o.Less(base+root, base+child) {
			return
		}
		o.Swap(base+root, base+child)
		root = child
	}
}

// Stable sorts n places and keeps equal elements in their order: runs of 20, merged in place.
func (o By) Stable(n int) {
	const run = 20
	for a := 0; a < n; a += run {
		o.insert(a, min2(a+run, n))
	}
	for width := run; width < n; width *= 2 {
		for a := 0; a+width < n; a += 2 * width {
			o.merge(a, a+width, min2(a+2*width, n))
		}
	}
}

func min2(a, b int) int {
	if a < b {
		return a
	}
	return b
}

// merge merges the sorted [a, m) and [m, b): the larger part is halved, the other cut where its half
// belongs, and the two pieces between change places.
func (o By) merge(a, m, b int) {
	for a < m && m < b {
		if !o.Less(m, m-1) {
			return
		}
		var i, j int
		if m-a > b-m {
			i = (a + m) / 2
			j = m // first of the right part that is not less than i
			for hi := b; j < hi; {
				if c := (j + hi) / 2; o.Less(c, i) {
					j = c + 1
				} else {
					hi = c
				}
			}
		} else {
			j = (m + b + 1) / 2
			i = a // first of the left part that is greater than j-1
			for hi := m; i < hi; {
				if c := (i + hi) / 2; !o.Less(j-1, c) {
					i = c + 1
				} else {
					hi = c
				}
			}
		}
		o.rotate(i, m, j)
		mid := i + j - m
		o.merge(a, i, mid)
		a, m = mid, j
	}
}

// rotate lets [a, m) and [m, b) change places.
func (o By) rotate(a, m, b int) {
	o.reverse(a, m)
	o.reverse(m, b)
	o.reverse(a, b)
}

func (o By) reverse(a, b int) {
	for b--; a < b; a, b = a+1, b-1 {
		o.Swap(a, b)
	}
}
