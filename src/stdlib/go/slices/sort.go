package slices

import (
	"cmp"
	"internal/order"
)

func by[S ~[]E, E any](x S, compare func(a, b E) int) order.By {
	return order.By{
		Less: func(i, j int) bool { return compare(x[i], x[j]) < 0 },
		Swap: func(i, j int) { x[i], x[j] = x[j], x[i] },
	}
}

func Sort[S ~[]E, E cmp.Ordered](x S) {
	o := order.By{
		Less: func(i, j int) bool { return x[i] < x[j] || x[i] != x[i] && x[j] == x[j] },
		Swap: func(i, j int) { x[i], x[j] = x[j], x[i] },
	}
	o.Sort(len(x))
}

func SortFunc[S ~[]E, E any](x S, cmp func(a, b E) int) {
	by(x, cmp).Sort(len(x))
}

func SortStableFunc[S ~[]E, E any](x S, cmp func(a, b E) int) {
	by(x, cmp).Stable(len(x))
}

func IsSorted[S ~[]E, E cmp.Ordered](x S) bool {
	for i := len(x) - 1; i > 0; i-- {
		if cmp.Less(x[i], x[i-1]) {
			return false
		}
	}
	return true
}

func IsSortedFunc[S ~[]E, E any](x S, cmp func(a, b E) int) bool {
	for i := len(x) - 1; i > 0; i-- {
		if cmp(x[i], x[i-1]) < 0 {
			return false
		}
	}
	return true
}

func BinarySearch[S ~[]E, E cmp.Ordered](x S, target E) (int, bool) {
	lo, hi := 0, len(x)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if cmp.Less(x[mid], target) {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo, lo < len(x) && (x[lo] == target || x[lo] != x[lo] && target != target)
}

func BinarySearchFunc[S ~[]E, E, T any](x S, target T, cmp func(E, T) int) (int, bool) {
	lo, hi := 0, len(x)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if cmp(x[mid], target) < 0 {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo, lo < len(x) && cmp(x[lo], target) == 0
}
