package time

import "errors"

// rules are the zones by the rule that holds in them today: the text of the package time/tzdata, once it is asked for.
var rules string

func zoneRules() string

// rule is a zone's way to change its clocks; without dst it never does.
type rule struct {
	std, dst       string
	stdOff, dstOff int
	start, end     change
}

// change of the clocks: a weekday of a month (week 5 is the last), and the second of that day.
type change struct {
	month, week, day, sec int
}

// LoadLocation finds a zone by its name. The rules are those of today; of earlier ones only those of North
// America and Europe are known.
func LoadLocation(name string) (*Location, error) {
	switch name {
	case "", "UTC":
		return UTC, nil
	case "Local":
		return Local, nil
	}
	if text := findRule(name); text != "" {
		return &Location{name: name, rule: parseRule(text)}, nil
	}
	return nil, errors.New("unknown time zone " + name)
}

// findRule is the rule in whose line the name stands: RULE REGION/CITY,CITY REGION/CITY, or =NAME,NAME.
func findRule(name string) string {
	if rules == "" {
		rules = zoneRules()
	}
	region, city := "=", name
	for i := 0; i < len(name); i++ {
		if name[i] == '/' {
			region, city = name[:i+1], name[i+1:]
			break
		}
	}
	ruleEnd, inRegion := 0, false
	for at, start := 0, 0; at <= len(rules); at++ {
		if at < len(rules) && rules[at] != ' ' && rules[at] != '\n' && rules[at] != ',' && rules[at] != '/' && rules[at] != '=' {
			continue
		}
		word := rules[start:at]
		switch {
		case ruleEnd < 0 && inRegion && word == city:
			line := start
			for line > 0 && rules[line-1] != '\n' {
				line--
			}
			for end := line; ; end++ {
				if rules[end] == ' ' {
					return rules[line:end]
				}
			}
		case at == len(rules):
			return ""
		case rules[at] == '\n':
			ruleEnd, inRegion = 0, false
		case rules[at] == ' ':
			ruleEnd, inRegion = -1, false
		case ruleEnd < 0 && (rules[at] == '/' || rules[at] == '='):
			inRegion = word+rules[at:at+1] == region
		}
		start = at + 1
	}
	return ""
}

func parseRule(s string) *rule {
	r := &rule{}
	r.std, s = ruleName(s)
	r.stdOff, s = ruleOffset(s)
	r.stdOff = -r.stdOff
	if s == "" {
		return r
	}
	r.dst, s = ruleName(s)
	r.dstOff = r.stdOff + 3600
	if s[0] != ',' {
		r.dstOff, s = ruleOffset(s)
		r.dstOff = -r.dstOff
	}
	r.start, s = ruleChange(s[1:])
	r.end, _ = ruleChange(s[1:])
	return r
}

func ruleName(s string) (name, rest string) {
	i := 0
	if s[0] == '<' {
		for s[i] != '>' {
			i++
		}
		return s[1:i], s[i+1:]
	}
	for i < len(s) && s[i] >= 'A' {
		i++
	}
	return s[:i], s[i:]
}

func ruleNumber(s string) (n int, rest string) {
	i := 0
	for i < len(s) && isDigit(s[i]) {
		n = n*10 + int(s[i]-'0')
		i++
	}
	return n, s[i:]
}

// ruleOffset reads hours and perhaps minutes, as seconds.
func ruleOffset(s string) (sec int, rest string) {
	sign := 1
	if s[0] == '-' || s[0] == '+' {
		if s[0] == '-' {
			sign = -1
		}
		s = s[1:]
	}
	n, s := ruleNumber(s)
	m := 0
	if s != "" && s[0] == ':' {
		m, s = ruleNumber(s[1:])
	}
	return sign * (n*3600 + m*60), s
}

// ruleChange reads Mmonth.week.day, and a time other than 2:00 after a slash.
func ruleChange(s string) (c change, rest string) {
	c.month, s = ruleNumber(s[1:])
	c.week, s = ruleNumber(s[1:])
	c.day, s = ruleNumber(s[1:])
	c.sec = 7200
	if s != "" && s[0] == '/' {
		c.sec, s = ruleOffset(s[1:])
	}
	return c, s
}

// at is the change in a year, by the clock before it, in seconds since 1 January of year 1.
func (c change) at(year int) int64 {
	first := dayNumber(year, Month(c.month), 1)
	weekday := int((first + 1) % 7)
	day := (c.day-weekday+7)%7 + 7*(c.week-1)
	for day >= daysIn(Month(c.month), year) {
		day -= 7
	}
	return (first+int64(day))*daySeconds + int64(c.sec)
}

// in is the rule as it was in a year.
func (r *rule) in(year int) (start, end change) {
	start, end = r.start, r.end
	switch {
	case start.month == 3 && start.week == 2 && year < 2007:
		start, end = change{4, 1, 0, start.sec}, change{10, 5, 0, end.sec}
		if year < 1987 {
			start.week = 5
		}
	case start.month == 3 && end.month == 10 && end.week == 5 && year < 1996:
		end.month = 9
	}
	return start, end
}

// at is the zone's name and offset at an instant.
func (l *Location) at(sec int64) (name string, offset int, dst bool) {
	r := l.rule
	if r == nil {
		return l.zone, l.offset, false
	}
	if r.dst == "" {
		return r.std, r.stdOff, false
	}
	year, _, _ := Time{sec: sec + int64(r.stdOff)}.Date()
	start, end := r.in(year)
	from, to := start.at(year)-int64(r.stdOff), end.at(year)-int64(r.dstOff)
	if from < to {
		dst = from <= sec && sec < to
	} else {
		dst = !(to <= sec && sec < from)
	}
	if dst {
		return r.dst, r.dstOff, true
	}
	return r.std, r.stdOff, false
}

// before is the offset that turns a clock's reading in the zone into an instant.
func (l *Location) before(reading int64) int {
	_, offset, _ := l.at(reading)
	if _, other, _ := l.at(reading - int64(offset)); other != offset {
		offset = other
	}
	return offset
}

// lookup is the offset of a zone's name, such as PST, near an instant.
func (l *Location) lookup(name string, sec int64) (offset int, ok bool) {
	if r := l.rule; r != nil {
		switch name {
		case r.std:
			return r.stdOff, true
		case r.dst:
			return r.dstOff, name != ""
		}
		return 0, false
	}
	return l.offset, l.zone == name
}
