package time

import "errors"

// Layouts.
const (
	Layout      = "01/02 03:04:05PM '06 -0700"
	ANSIC       = "Mon Jan _2 15:04:05 2006"
	UnixDate    = "Mon Jan _2 15:04:05 MST 2006"
	RubyDate    = "Mon Jan 02 15:04:05 -0700 2006"
	RFC822      = "02 Jan 06 15:04 MST"
	RFC822Z     = "02 Jan 06 15:04 -0700"
	RFC850      = "Monday, 02-Jan-06 15:04:05 MST"
	RFC1123     = "Mon, 02 Jan 2006 15:04:05 MST"
	RFC1123Z    = "Mon, 02 Jan 2006 15:04:05 -0700"
	RFC3339     = "2006-01-02T15:04:05Z07:00"
	RFC3339Nano = "2006-01-02T15:04:05.999999999Z07:00"
	Kitchen     = "3:04PM"
	Stamp       = "Jan _2 15:04:05"
	StampMilli  = "Jan _2 15:04:05.000"
	StampMicro  = "Jan _2 15:04:05.000000"
	StampNano   = "Jan _2 15:04:05.000000000"
	DateTime    = "2006-01-02 15:04:05"
	DateOnly    = "2006-01-02"
	TimeOnly    = "15:04:05"
)

// What a layout's elements stand for.
const (
	elemNone = iota
	elemYear
	elemYear2
	elemMonth
	elemMonthName
	elemMonthNum
	elemMonthNum2
	elemDayName
	elemDayName3
	elemDay
	elemDay2
	elemDaySpace
	elemYearDay
	elemYearDaySpace
	elemHour24
	elemHour12
	elemHour12Two
	elemMinute
	elemMinute2
	elemSecond
	elemSecond2
	elemPM
	elempm
	elemZoneName
	elemZone // with an offset form in arg
	elemFraction
)

// Words of layouts, longer ones before their prefixes.
var elements = []struct {
	text string
	kind int
}{
	{"January", elemMonthName}, {"Jan", elemMonth}, {"Monday", elemDayName}, {"Mon", elemDayName3},
	{"MST", elemZoneName}, {"2006", elemYear}, {"002", elemYearDay}, {"01", elemMonthNum2},
	{"02", elemDay2}, {"03", elemHour12Two}, {"04", elemMinute2}, {"05", elemSecond2}, {"06", elemYear2},
	{"_2006", elemNone}, {"__2", elemYearDaySpace}, {"_2", elemDaySpace}, {"15", elemHour24}, {"1", elemMonthNum}, {"2", elemDay},
	{"3", elemHour12}, {"4", elemMinute}, {"5", elemSecond}, {"PM", elemPM}, {"pm", elempm},
}

var zones = []string{
	"-07:00:00", "-070000", "-07:00", "-0700", "-07",
	"Z07:00:00", "Z070000", "Z07:00", "Z0700", "Z07",
}

// next finds the first element of a layout: what stands before it, the element, its text, what follows.
func next(layout string) (prefix string, kind int, text, rest string) {
	for i := 0; i < len(layout); i++ {
		c := layout[i]
		switch c {
		case 'J', 'M', '0', '_', '1', '2', '3', '4', '5', 'P', 'p':
			for _, e := range elements {
				n := len(e.text)
				if e.text[0] != c || len(layout)-i < n || layout[i:i+n] != e.text {
					continue
				}
				if e.kind == elemNone { // _2006 is an underscore before the year
					return layout[:i+1], elemYear, "2006", layout[i+5:]
				}
				if n == 3 && (e.kind == elemMonth || e.kind == elemDayName3) && len(layout) > i+3 && isLower(layout[i+3]) {
					continue
				}
				return layout[:i], e.kind, e.text, layout[i+n:]
			}
		case '-', 'Z':
			for _, z := range zones {
				if z[0] == c && len(layout)-i >= len(z) && layout[i:i+len(z)] == z {
					return layout[:i], elemZone, z, layout[i+len(z):]
				}
			}
		case '.', ',':
			if i+1 < len(layout) && (layout[i+1] == '0' || layout[i+1] == '9') {
				digit := layout[i+1]
				j := i + 1
				for j < len(layout) && layout[j] == digit {
					j++
				}
				if j == len(layout) || !isDigit(layout[j]) {
					return layout[:i], elemFraction, layout[i:j], layout[j:]
				}
			}
		}
	}
	return layout, elemNone, "", ""
}

func isLower(c byte) bool { return 'a' <= c && c <= 'z' }
func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// String is t as "2006-01-02 15:04:05.999999999 -0700 MST", with the monotonic clock when t has one.
func (t Time) String() string {
	s := t.Format("2006-01-02 15:04:05.999999999 -0700 MST")
	if t.mono == 0 {
		return s
	}
	m := t.mono
	sign := byte('+')
	if m < 0 {
		sign = '-'
		m = -m
	}
	b := append([]byte(s), " m="...)
	b = append(b, sign)
	b = appendInt(b, int(m/1e9), 0)
	b = append(b, '.')
	b = appendInt(b, int(m%1e9), 9)
	return string(b)
}

// GoString is t as Go source.
func (t Time) GoString() string {
	y, m, d := t.Date()
	hour, min, sec := t.Clock()
	b := append([]byte("time.Date("), itoa(y)...)
	b = append(b, ", time."...)
	b = append(b, m.String()...)
	for _, n := range [5]int{d, hour, min, sec, int(t.nsec)} {
		b = append(b, ", "...)
		b = appendInt(b, n, 0)
	}
	switch t.loc {
	case nil, &utc:
		b = append(b, ", time.UTC)"...)
	case &local:
		b = append(b, ", time.Local)"...)
	default:
		b = append(b, ", time.Location("...)
		b = append(b, quote(t.loc.name)...)
		b = append(b, "))"...)
	}
	return string(b)
}

// Format is t by the example of a layout.
func (t Time) Format(layout string) string {
	return string(t.AppendFormat(make([]byte, 0, len(layout)+10), layout))
}

// AppendFormat appends Format's text.
func (t Time) AppendFormat(b []byte, layout string) []byte {
	year, month, day := t.Date()
	hour, min, sec := t.Clock()
	zone, offset := t.Zone()
	for layout != "" {
		prefix, kind, text, rest := next(layout)
		b = append(b, prefix...)
		layout = rest
		switch kind {
		case elemNone:
			return b
		case elemYear:
			b = appendInt(b, year, 4)
		case elemYear2:
			b = appendInt(b, ((year%100)+100)%100, 2)
		case elemMonthName:
			b = append(b, month.String()...)
		case elemMonth:
			b = append(b, month.String()[:3]...)
		case elemMonthNum:
			b = appendInt(b, int(month), 0)
		case elemMonthNum2:
			b = appendInt(b, int(month), 2)
		case elemDayName:
			b = append(b, t.Weekday().String()...)
		case elemDayName3:
			b = append(b, t.Weekday().String()[:3]...)
		case elemDay:
			b = appendInt(b, day, 0)
		case elemDay2:
			b = appendInt(b, day, 2)
		case elemDaySpace:
			if day < 10 {
				b = append(b, ' ')
			}
			b = appendInt(b, day, 0)
		case elemYearDaySpace:
			for n := t.YearDay(); n < 100; n *= 10 {
				b = append(b, ' ')
			}
			b = appendInt(b, t.YearDay(), 0)
		case elemYearDay:
			b = appendInt(b, t.YearDay(), 3)
		case elemHour24:
			b = appendInt(b, hour, 2)
		case elemHour12:
			b = appendInt(b, (hour+11)%12+1, 0)
		case elemHour12Two:
			b = appendInt(b, (hour+11)%12+1, 2)
		case elemMinute:
			b = appendInt(b, min, 0)
		case elemMinute2:
			b = appendInt(b, min, 2)
		case elemSecond:
			b = appendInt(b, sec, 0)
		case elemSecond2:
			b = appendInt(b, sec, 2)
		case elemPM:
			if hour >= 12 {
				b = append(b, "PM"...)
			} else {
				b = append(b, "AM"...)
			}
		case elempm:
			if hour >= 12 {
				b = append(b, "pm"...)
			} else {
				b = append(b, "am"...)
			}
		case elemZoneName:
			if zone != "" {
				b = append(b, zone...)
			} else {
				b = appendZone(b, "-0700", offset)
			}
		case elemZone:
			b = appendZone(b, text, offset)
		case elemFraction:
			b = appendFraction(b, text, t.nsec)
		}
	}
	return b
}

func appendZone(b []byte, form string, offset int) []byte {
	if form[0] == 'Z' && offset == 0 {
		return append(b, 'Z')
	}
	if offset < 0 {
		b = append(b, '-')
		offset = -offset
	} else {
		b = append(b, '+')
	}
	b = appendInt(b, offset/3600, 2)
	colon := len(form) > 3 && form[3] == ':'
	if len(form) > 3 {
		if colon {
			b = append(b, ':')
		}
		b = appendInt(b, offset/60%60, 2)
	}
	if len(form) > 6 {
		if colon {
			b = append(b, ':')
		}
		b = appendInt(b, offset%60, 2)
	}
	return b
}

func appendFraction(b []byte, form string, nsec int64) []byte {
	digits := appendInt(nil, int(nsec), 9)
	n := len(form) - 1
	if n > 9 {
		n = 9
	}
	if form[1] == '9' {
		for n > 0 && digits[n-1] == '0' {
			n--
		}
		if n == 0 {
			return b
		}
	}
	b = append(b, form[0])
	return append(b, digits[:n]...)
}

// ParseError says where a text does not follow its layout.
type ParseError struct {
	Layout     string
	Value      string
	LayoutElem string
	ValueElem  string
	Message    string
}

func (e *ParseError) Error() string {
	if e.Message == "" {
		return "parsing time " + quote(e.Value) + " as " + quote(e.Layout) + ": cannot parse " +
			quote(e.ValueElem) + " as " + quote(e.LayoutElem)
	}
	return "parsing time " + quote(e.Value) + e.Message
}

var errBad = errors.New("bad value for field")
var errRange = errors.New("out of range")

// Parse reads a time by the example of a layout, in UTC when it names no zone.
func Parse(layout, value string) (Time, error) { return parse(layout, value, UTC, Local) }

// ParseInLocation is Parse with the zone for texts that name none.
func ParseInLocation(layout, value string, loc *Location) (Time, error) {
	return parse(layout, value, loc, loc)
}

// number reads lo to hi digits.
func number(s string, lo, hi int) (n int, rest string, err error) {
	i := 0
	for i < hi && i < len(s) && isDigit(s[i]) {
		n = n*10 + int(s[i]-'0')
		i++
	}
	if i < lo {
		return 0, s, errBad
	}
	return n, s[i:], nil
}

// name reads one of the words that lie in text at the places of at, whole or its first three letters.
func name(s, text string, at []int, short bool) (index int, rest string, err error) {
	for i := 0; i+1 < len(at); i++ {
		w := text[at[i]:at[i+1]]
		if short {
			w = w[:3]
		}
		if len(s) >= len(w) && foldEqual(s[:len(w)], w) {
			return i, s[len(w):], nil
		}
	}
	return 0, s, errBad
}

func foldEqual(a, b string) bool {
	for i := 0; i < len(a); i++ {
		if a[i]|0x20 != b[i]|0x20 {
			return false
		}
	}
	return true
}

// skip takes prefix from value; spaces stand for any number of them.
func skip(value, prefix string) (rest string, ok bool) {
	for prefix != "" {
		if prefix[0] == ' ' {
			if value != "" && value[0] != ' ' {
				return value, false
			}
			prefix, value = withoutSpace(prefix), withoutSpace(value)
			continue
		}
		if value == "" || value[0] != prefix[0] {
			return value, false
		}
		prefix, value = prefix[1:], value[1:]
	}
	return value, true
}

func withoutSpace(s string) string {
	for s != "" && s[0] == ' ' {
		s = s[1:]
	}
	return s
}

func parse(layout, value string, loc, local *Location) (Time, error) {
	l, v := layout, value
	year, month, day, yday := 0, -1, -1, -1
	hour, min, sec, nsec := 0, 0, 0, 0
	pm, half := false, false
	var zone *Location
	zoneName := ""
	for {
		prefix, kind, text, rest := next(l)
		var fits bool
		if v, fits = skip(v, prefix); !fits {
			return Time{}, &ParseError{layout, value, prefix, v, ""}
		}
		if kind == elemNone {
			if v != "" {
				return Time{}, &ParseError{layout, value, "", v, ": extra text: " + quote(v)}
			}
			break
		}
		l = rest
		hold := v
		var err error
		bad := ""
		switch kind {
		case elemYear:
			year, v, err = number(v, 4, 4)
		case elemYear2:
			year, v, err = number(v, 2, 2)
			if year >= 69 {
				year += 1900
			} else {
				year += 2000
			}
		case elemMonthName, elemMonth:
			month, v, err = name(v, monthNames, monthAt[:], kind == elemMonth)
			month++
		case elemMonthNum, elemMonthNum2:
			month, v, err = number(v, kind-elemMonthNum+1, 2)
			if err == nil && (month < 1 || month > 12) {
				bad = "month"
			}
		case elemDayName, elemDayName3:
			_, v, err = name(v, dayNames, dayAt[:], kind == elemDayName3)
		case elemDay, elemDay2, elemDaySpace:
			if kind == elemDaySpace && v != "" && v[0] == ' ' {
				v = v[1:]
			}
			lo := 1
			if kind == elemDay2 {
				lo = 2
			}
			day, v, err = number(v, lo, 2)
		case elemYearDaySpace:
			for i := 0; i < 2 && v != "" && v[0] == ' '; i++ {
				v = v[1:]
			}
			yday, v, err = number(v, 1, 3)
		case elemYearDay:
			yday, v, err = number(v, 3, 3)
		case elemHour24:
			hour, v, err = number(v, 1, 2)
			if err == nil && hour > 23 {
				bad = "hour"
			}
		case elemHour12, elemHour12Two:
			hour, v, err = number(v, kind-elemHour12+1, 2)
			half = true
			if err == nil && hour > 12 {
				bad = "hour"
			}
		case elemMinute, elemMinute2:
			min, v, err = number(v, kind-elemMinute+1, 2)
			if err == nil && min > 59 {
				bad = "minute"
			}
		case elemSecond, elemSecond2:
			sec, v, err = number(v, kind-elemSecond+1, 2)
			if err == nil && sec > 59 {
				bad = "second"
			}
			if err == nil && len(v) > 1 && (v[0] == '.' || v[0] == ',') && isDigit(v[1]) {
				if _, k, _, _ := next(l); k != elemFraction {
					nsec, v = fraction(v)
				}
			}
		case elemPM, elempm:
			if len(v) < 2 {
				err = errBad
				break
			}
			switch w := v[:2]; {
			case w == "PM" && kind == elemPM || w == "pm" && kind == elempm:
				pm = true
			case w == "AM" && kind == elemPM || w == "am" && kind == elempm:
			default:
				err = errBad
			}
			half = true
			v = v[2:]
		case elemZoneName:
			i := abbreviation(v)
			if i == 0 {
				err = errBad
				break
			}
			zoneName = v[:i]
			v = v[i:]
		case elemZone:
			var offset int
			offset, v, err = zoneOffset(text, v)
			if err == errRange {
				bad = "time zone offset " + map[int]string{3600: "hour", 60: "minute", 1: "second"}[offset]
			}
			if err == nil {
				if text[0] == 'Z' && offset == 0 && hold[0] == 'Z' {
					zone = UTC
				} else {
					zone = &Location{"", "", offset, nil}
				}
			}
		case elemFraction:
			if len(v) > 1 && (v[0] == '.' || v[0] == ',') && isDigit(v[1]) {
				nsec, v = fraction(v)
				if digits := len(hold) - len(v); text[1] == '0' && digits < len(text) {
					err = errBad
				} else if text[1] == '0' {
					nsec, _ = fraction(hold[:len(text)])
					v = hold[len(text):]
				}
			} else if text[1] == '0' {
				err = errBad
			}
		}
		if bad != "" {
			return Time{}, &ParseError{layout, value, text, hold, ": " + bad + " out of range"}
		}
		if err != nil {
			return Time{}, &ParseError{layout, value, text, hold, ""}
		}
	}
	if half {
		if pm && hour < 12 {
			hour += 12
		} else if !pm && hour == 12 {
			hour = 0
		}
	}
	if yday >= 0 {
		if yday < 1 || yday > 366 || yday == 366 && daysIn(February, year) == 28 {
			return Time{}, &ParseError{layout, value, "", value, ": day-of-year out of range"}
		}
		_, m, d := civil(dayNumber(year, January, 1) + int64(yday-1))
		if month >= 0 && month != int(m) {
			return Time{}, &ParseError{layout, value, "", value, ": day-of-year does not match month"}
		}
		if day >= 0 && day != d {
			return Time{}, &ParseError{layout, value, "", value, ": day-of-year does not match day"}
		}
		month, day = int(m), d
	}
	if month < 0 {
		month = 1
	}
	if day < 0 {
		day = 1
	}
	if day < 1 || day > daysIn(Month(month), year) {
		return Time{}, &ParseError{layout, value, "", value, ": day out of range"}
	}
	switch {
	case zone != nil && zone != UTC:
		t := Date(year, Month(month), day, hour, min, sec, nsec, zone)
		if name, offset, _ := local.at(t.sec); offset == zone.offset && (zoneName == "" || name == zoneName) {
			return t.In(local), nil
		}
		zone.name, zone.zone = zoneName, zoneName
		return t, nil
	case zone != nil || zoneName == "UTC":
		loc = UTC
	case zoneName != "":
		t := Date(year, Month(month), day, hour, min, sec, nsec, UTC)
		if offset, ok := local.lookup(zoneName, t.sec); ok {
			t.sec -= int64(offset)
			return t.In(local), nil
		}
		offset := 0
		if len(zoneName) > 3 && zoneName[:3] == "GMT" {
			n, _, _ := number(zoneName[4:], 1, 2)
			if offset = n * 3600; zoneName[3] == '-' {
				offset = -offset
			}
		}
		return t.In(FixedZone(zoneName, offset)), nil
	}
	return Date(year, Month(month), day, hour, min, sec, nsec, loc), nil
}

func daysIn(m Month, year int) int {
	return int(dayNumber(year, m+1, 1) - dayNumber(year, m, 1))
}

func fraction(s string) (nsec int, rest string) {
	scale := int(1e8)
	i := 1
	for i < len(s) && isDigit(s[i]) {
		nsec += int(s[i]-'0') * scale
		scale /= 10
		i++
	}
	return nsec, s[i:]
}

// abbreviation is the length of the zone's name that v begins with: PST, CEST, GMT+3, +03; else 0.
func abbreviation(v string) int {
	i := 0
	for i < len(v) && i < 6 && 'A' <= v[i] && v[i] <= 'Z' {
		i++
	}
	signed := func(from int) int {
		end := from + 1
		for end < len(v) && isDigit(v[end]) {
			end++
		}
		if n, _, err := number(v[min(from+1, len(v)):end], 1, 2); err != nil || n > 23 || end > from+3 {
			return from
		}
		return end
	}
	switch {
	case len(v) >= 4 && (v[:4] == "ChST" || v[:4] == "MeST"):
		return 4
	case i >= 3 && v[:3] == "GMT":
		if len(v) > 3 && (v[3] == '+' || v[3] == '-') {
			return signed(3)
		}
		return 3
	case len(v) > 2 && (v[0] == '+' || v[0] == '-'):
		return signed(0)
	case i == 5 && v[4] == 'T', i == 4 && (v[3] == 'T' || v[:4] == "WITA"), i == 3:
		return i
	}
	return 0
}

func zoneOffset(form, s string) (offset int, rest string, err error) {
	if form[0] == 'Z' && s != "" && s[0] == 'Z' {
		return 0, s[1:], nil
	}
	if s == "" || s[0] != '+' && s[0] != '-' {
		return 0, s, errBad
	}
	sign := 1
	if s[0] == '-' {
		sign = -1
	}
	s = s[1:]
	colon := len(form) > 3 && form[3] == ':'
	unit := 3600
	for at := 1; at < len(form); {
		if at > 1 && colon {
			if s == "" || s[0] != ':' {
				return 0, s, errBad
			}
			s = s[1:]
		}
		var n int
		n, s, err = number(s, 2, 2)
		if err != nil {
			return 0, s, errBad
		}
		if unit == 3600 && n > 24 || unit < 3600 && n >= 60 {
			return unit, s, errRange
		}
		offset += n * unit
		unit /= 60
		at += 2
		if colon {
			at++
		}
	}
	return sign * offset, s, nil
}

// UnmarshalJSON reads what MarshalJSON writes.
func (t *Time) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		return nil
	}
	if len(data) < 2 || data[0] != '"' || data[len(data)-1] != '"' {
		return errors.New("Time.UnmarshalJSON: input is not a JSON string")
	}
	parsed, err := Parse(RFC3339, string(data[1:len(data)-1]))
	*t = parsed
	return err
}

// UnmarshalText reads what MarshalText writes.
func (t *Time) UnmarshalText(data []byte) error {
	parsed, err := Parse(RFC3339, string(data))
	*t = parsed
	return err
}
