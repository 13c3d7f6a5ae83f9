// Package time tells virtual time: a run starts on 10 November 2009 at 23:00:00 UTC, and the clock moves
// only when every goroutine waits.
package time

import "internal/bubble"

// Month is a month, January is 1.
type Month int

const (
	January Month = 1 + iota
	February
	March
	April
	May
	June
	July
	August
	September
	October
	November
	December
)

const monthNames = "JanuaryFebruaryMarchAprilMayJuneJulyAugustSeptemberOctoberNovemberDecember"

var monthAt = [...]int{0, 7, 15, 20, 25, 28, 32, 36, 42, 51, 58, 66, 74}

func (m Month) String() string {
	if m < January || m > December {
		return "%!Month(" + itoa(int(m)) + ")"
	}
	return monthNames[monthAt[m-1]:monthAt[m]]
}

// Weekday is a day of the week, Sunday is 0.
type Weekday int

const (
	Sunday Weekday = iota
	Monday
	Tuesday
	Wednesday
	Thursday
	Friday
	Saturday
)

const dayNames = "SundayMondayTuesdayWednesdayThursdayFridaySaturday"

var dayAt = [...]int{0, 6, 12, 19, 28, 36, 42, 50}

func (d Weekday) String() string {
	if d < Sunday || d > Saturday {
		return "%!Weekday(" + itoa(int(d)) + ")"
	}
	return dayNames[dayAt[d]:dayAt[d+1]]
}

// Location is a time zone: one offset, or a rule.
type Location struct {
	name   string
	zone   string
	offset int
	rule   *rule
}

var (
	utc   = Location{name: "UTC", zone: "UTC"}
	local = Location{name: "Local", zone: "UTC"}
)

// UTC is Universal Coordinated Time.
var UTC *Location = &utc

// Local is the zone of the run: UTC.
var Local *Location = &local

func (l *Location) String() string { return l.get().name }

func (l *Location) get() *Location {
	if l == nil {
		return &utc
	}
	return l
}

// FixedZone is a zone that is always offset seconds east of UTC.
func FixedZone(name string, offset int) *Location {
	return &Location{name, name, offset, nil}
}

// Time is an instant.
type Time struct {
	sec  int64 // since 1 January of year 1, 00:00:00 UTC
	nsec int64
	mono int64 // nanoseconds since the start of the run + 1, 0 for none
	loc  *Location
}

const (
	daySeconds  = 86400
	unixToYear1 = 62135596800
)

// start is the instant at which the run starts, in seconds since 1970.
var start = epoch()

func epoch() int64

// Now is the current virtual time.
func Now() Time {
	n, wall := clock()
	sec, nsec := wall/1e9, wall%1e9
	if nsec < 0 {
		sec, nsec = sec-1, nsec+1e9
	}
	if bubble.Inside > 0 {
		n = -1 // only the wall clock is read there
	}
	return Time{start + unixToYear1 + sec, nsec, n + 1, Local}
}

// clock is the time since the start, and the same as the wall clock tells it, which may have been set.
func clock() (now, wall int64)

// Unix is the time sec seconds and nsec nanoseconds after 1 January 1970 UTC.
func Unix(sec int64, nsec int64) Time {
	if nsec < 0 || nsec >= 1e9 {
		n := nsec / 1e9
		sec += n
		nsec -= n * 1e9
		if nsec < 0 {
			nsec += 1e9
			sec--
		}
	}
	return Time{sec + unixToYear1, nsec, 0, Local}
}

// UnixMilli is the time msec milliseconds after 1 January 1970 UTC.
func UnixMilli(msec int64) Time { return Unix(msec/1e3, (msec%1e3)*1e6) }

// UnixMicro is the time usec microseconds after 1 January 1970 UTC.
func UnixMicro(usec int64) Time { return Unix(usec/1e6, (usec%1e6)*1e3) }

// Since is Now().Sub(t).
func Since(t Time) Duration {
	if t.mono != 0 {
		return Duration(now() + 1 - t.mono)
	}
	return Now().Sub(t)
}

// Until is t.Sub(Now()).
func Until(t Time) Duration {
	if t.mono != 0 {
		return Duration(t.mono - now() - 1)
	}
	return t.Sub(Now())
}

func (t Time) Unix() int64      { return t.sec - unixToYear1 }
func (t Time) UnixNano() int64  { return (t.sec-unixToYear1)*1e9 + t.nsec }
func (t Time) UnixMilli() int64 { return (t.sec-unixToYear1)*1e3 + t.nsec/1e6 }
func (t Time) UnixMicro() int64 { return (t.sec-unixToYear1)*1e6 + t.nsec/1e3 }

// IsZero reports whether t is the zero Time.
func (t Time) IsZero() bool { return t.sec == 0 && t.nsec == 0 }

// After reports whether t is later than u.
func (t Time) After(u Time) bool { return t.Compare(u) > 0 }

// Before reports whether t is earlier than u.
func (t Time) Before(u Time) bool { return t.Compare(u) < 0 }

// Equal reports whether t and u are the same instant.
func (t Time) Equal(u Time) bool { return t.Compare(u) == 0 }

// Compare is -1, 0 or +1.
func (t Time) Compare(u Time) int {
	a, b := t.mono, u.mono
	if a == 0 || b == 0 {
		a, b = t.sec, u.sec
		if a == b {
			a, b = t.nsec, u.nsec
		}
	}
	if a < b {
		return -1
	}
	if a > b {
		return 1
	}
	return 0
}

// Add is t+d.
func (t Time) Add(d Duration) Time {
	t.sec += int64(d / 1e9)
	t.nsec += int64(d % 1e9)
	if t.nsec >= 1e9 {
		t.sec++
		t.nsec -= 1e9
	} else if t.nsec < 0 {
		t.sec--
		t.nsec += 1e9
	}
	if t.mono != 0 {
		m := t.mono + int64(d)
		if d < 0 && m > t.mono || d > 0 && m < t.mono {
			m = 0
		}
		t.mono = m
	}
	return t
}

// Sub is t-u, the largest or smallest Duration when it does not fit.
func (t Time) Sub(u Time) Duration {
	if t.mono != 0 && u.mono != 0 {
		return Duration(t.mono - u.mono)
	}
	d := Duration((t.sec-u.sec)*1e9 + (t.nsec - u.nsec))
	switch {
	case u.Add(d).Equal(t):
		return d
	case t.Before(u):
		return minDuration
	}
	return maxDuration
}

func (t Time) stripMono() Time {
	t.mono = 0
	return t
}

// Round rounds t to a multiple of d since the zero time, halves up.
func (t Time) Round(d Duration) Time {
	t.mono = 0
	if d <= 0 {
		return t
	}
	r := t.rest(d)
	if r+r < d {
		return t.Add(-r)
	}
	return t.Add(d - r)
}

// Truncate rounds t down to a multiple of d since the zero time.
func (t Time) Truncate(d Duration) Time {
	t.mono = 0
	if d <= 0 {
		return t
	}
	return t.Add(-t.rest(d))
}

// rest is the time since the last multiple of d; years 1 to 9999 count.
func (t Time) rest(d Duration) Duration {
	if d%Second == 0 {
		s := int64(d / Second)
		return Duration(((t.sec%s)+s)%s)*Second + Duration(t.nsec)
	}
	if Second%d == 0 {
		return Duration(t.nsec) % d
	}
	// (sec*1e9 + nsec) mod d without overflow, a few bits at a time
	m := uint64(d)
	r := uint64(0)
	s := uint64(t.sec)
	for i := 63; i >= 0; i-- {
		r = r * 2 % m
		if s>>uint(i)&1 == 1 {
			r = (r + 1e9%m) % m
		}
	}
	return Duration((r + uint64(t.nsec)%m) % m)
}

// UTC is t in UTC.
func (t Time) UTC() Time {
	t.loc = nil
	return t
}

// Local is t in the run's zone.
func (t Time) Local() Time {
	t.loc = Local
	return t
}

// In is t in the zone loc.
func (t Time) In(loc *Location) Time {
	if loc == nil {
		panic("time: missing Location in call to Time.In")
	}
	if loc == &utc {
		loc = nil
	}
	t.loc = loc
	return t
}

// Location is t's zone.
func (t Time) Location() *Location {
	if t.loc == nil {
		return UTC
	}
	return t.loc
}

// Zone is the name and offset of t's zone.
func (t Time) Zone() (name string, offset int) {
	name, offset, _ = t.loc.get().at(t.sec)
	return name, offset
}

// IsDST says whether clocks are set forward then and there.
func (t Time) IsDST() bool {
	_, _, dst := t.loc.get().at(t.sec)
	return dst
}

// ZoneBounds are not known; they are the zero time.
func (t Time) ZoneBounds() (start, end Time) { return Time{}, Time{} }

func (t Time) zoned() int64 {
	l := t.loc.get()
	if l.rule == nil {
		return t.sec + int64(l.offset)
	}
	_, offset, _ := l.at(t.sec)
	return t.sec + int64(offset)
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// days is the number of the day, 0 on 1 January of year 1.
func (t Time) days() int64 { return floorDiv(t.zoned(), daySeconds) }

func (t Time) daySecond() int { return int(t.zoned() - t.days()*daySeconds) }

// civil splits a day number into year, month and day. Years are counted from March, so that the leap day
// comes last.
func civil(days int64) (year int, month Month, day int) {
	days += 306 // from 1 March of year 0
	era := floorDiv(days, 146097)
	d := days - era*146097
	y := (d - d/1460 + d/36524 - d/146096) / 365
	d -= 365*y + y/4 - y/100
	m := (5*d + 2) / 153
	day = int(d-(153*m+2)/5) + 1
	month = Month(m + 3)
	year = int(y + era*400)
	if month > 12 {
		month -= 12
		year++
	}
	return year, month, day
}

// dayNumber is the inverse of civil.
func dayNumber(year int, month Month, day int) int64 {
	y := int64(year)
	m := int64(month) - 3
	if m < 0 {
		m += 12
		y--
	}
	era := floorDiv(y, 400)
	y -= era * 400
	return era*146097 + y*365 + y/4 - y/100 + (153*m+2)/5 + int64(day) - 1 - 306
}

// Date is the day.
func (t Time) Date() (year int, month Month, day int) { return civil(t.days()) }

func (t Time) Year() int {
	y, _, _ := t.Date()
	return y
}

func (t Time) Month() Month {
	_, m, _ := t.Date()
	return m
}

func (t Time) Day() int {
	_, _, d := t.Date()
	return d
}

func (t Time) Weekday() Weekday {
	return Weekday(((t.days()+1)%7 + 7) % 7)
}

func (t Time) YearDay() int {
	y, _, _ := t.Date()
	return int(t.days()-dayNumber(y, January, 1)) + 1
}

// ISOWeek is the year and week by ISO 8601.
func (t Time) ISOWeek() (year, week int) {
	days := t.days()
	thursday := days + 3 - ((days%7)+7)%7
	y, _, _ := civil(thursday)
	return y, int(thursday-dayNumber(y, January, 1))/7 + 1
}

// Clock is the time of day.
func (t Time) Clock() (hour, min, sec int) {
	s := t.daySecond()
	return s / 3600, s / 60 % 60, s % 60
}

func (t Time) Hour() int       { return t.daySecond() / 3600 }
func (t Time) Minute() int     { return t.daySecond() / 60 % 60 }
func (t Time) Second() int     { return t.daySecond() % 60 }
func (t Time) Nanosecond() int { return int(t.nsec) }

// AddDate adds years, months and days; what overflows is carried on.
func (t Time) AddDate(years int, months int, days int) Time {
	y, m, d := t.Date()
	hour, min, sec := t.Clock()
	return Date(y+years, m+Month(months), d+days, hour, min, sec, int(t.nsec), t.Location())
}

func carry(hi, lo, base int) (int, int) {
	n := lo / base
	if lo%base < 0 {
		n--
	}
	return hi + n, lo - n*base
}

// Date is the time of that date and clock in loc; what is out of range is carried on.
func Date(year int, month Month, day, hour, min, sec, nsec int, loc *Location) Time {
	if loc == nil {
		panic("time: missing Location in call to Date")
	}
	m := int(month) - 1
	year, m = carry(year, m, 12)
	sec, nsec = carry(sec, nsec, 1e9)
	min, sec = carry(min, sec, 60)
	hour, min = carry(hour, min, 60)
	day, hour = carry(day, hour, 24)
	days := dayNumber(year, Month(m+1), 1) + int64(day-1)
	s := days*daySeconds + int64(hour*3600+min*60+sec)
	s -= int64(loc.before(s))
	t := Time{s, int64(nsec), 0, loc}
	if loc == &utc {
		t.loc = nil
	}
	return t
}

func itoa(n int) string {
	return string(appendInt(nil, n, 0))
}

// appendInt writes n with at least width digits.
func appendInt(b []byte, n int, width int) []byte {
	if n < 0 {
		b = append(b, '-')
		n = -n
	}
	var d [20]byte
	i := len(d)
	for n >= 10 {
		i--
		d[i] = byte('0' + n%10)
		n /= 10
	}
	i--
	d[i] = byte('0' + n)
	for w := len(d) - i; w < width; w++ {
		b = append(b, '0')
	}
	return append(b, d[i:]...)
}
