package time

import "errors"

// Duration is a time in nanoseconds.
type Duration int64

// Units.
const (
	Nanosecond  Duration = 1
	Microsecond          = 1000 * Nanosecond
	Millisecond          = 1000 * Microsecond
	Second               = 1000 * Millisecond
	Minute               = 60 * Second
	Hour                 = 60 * Minute
)

const (
	minDuration Duration = -1 << 63
	maxDuration Duration = 1<<63 - 1
)

// String is the duration as 1h2m3.5s; below a second with a smaller unit.
func (d Duration) String() string

// Nanoseconds is d as a count.
func (d Duration) Nanoseconds() int64 { return int64(d) }

// Microseconds is d as a count.
func (d Duration) Microseconds() int64 { return int64(d) / 1e3 }

// Milliseconds is d as a count.
func (d Duration) Milliseconds() int64 { return int64(d) / 1e6 }

// Seconds is d as a floating-point number.
func (d Duration) Seconds() float64 {
	return float64(d/Second) + float64(d%Second)/1e9
}

// Minutes is d as a floating-point number.
func (d Duration) Minutes() float64 {
	return float64(d/Minute) + float64(d%Minute)/(60*1e9)
}

// Hours is d as a floating-point number.
func (d Duration) Hours() float64 {
	return float64(d/Hour) + float64(d%Hour)/(60*60*1e9)
}

// Truncate rounds d toward zero to a multiple of m.
func (d Duration) Truncate(m Duration) Duration {
	if m <= 0 {
		return d
	}
	return d - d%m
}

// Round rounds d to the nearest multiple of m, halves away from zero.
func (d Duration) Round(m Duration) Duration {
	if m <= 0 {
		return d
	}
	r := d % m
	if d < 0 {
		r = -r
		if r < m-r {
			return d + r
		}
		if down := d - m + r; down < d {
			return down
		}
		return minDuration
	}
	if r < m-r {
		return d - r
	}
	if up := d + m - r; up > d {
		return up
	}
	return maxDuration
}

// Abs is d without its sign.
func (d Duration) Abs() Duration {
	switch {
	case d >= 0:
		return d
	case d == minDuration:
		return maxDuration
	}
	return -d
}

// ParseDuration reads what Duration.String writes, and sums of decimal numbers with units.
func ParseDuration(s string) (Duration, error) {
	d, status := parseDuration(s)
	if status == 0 {
		return Duration(d), nil
	}
	switch {
	case status == 2:
		return 0, errors.New("time: missing unit in duration " + quote(s))
	case status == 1:
		return 0, errors.New("time: invalid duration " + quote(s))
	}
	// the unit stands at status>>32 with length status&0xffff
	from := status >> 32
	return 0, errors.New("time: unknown unit " + quote(s[from:from+status&0xffff]) + " in duration " + quote(s))
}

// parseDuration returns 0 and the duration, or 1: invalid, 2: no unit, more: place and length of the unit
// that is not known (with bit 16 set).
func parseDuration(s string) (d int64, status int)

// quote writes s between double quotes.
func quote(s string) string
