// Dates, layouts, durations and their parsing.
package main

import (
	"fmt"
	"time"
)

func main() {
	t := time.Date(2024, time.February, 29, 13, 4, 5, 123456789, time.UTC)
	fmt.Println(t)
	for _, l := range []string{time.ANSIC, time.UnixDate, time.RFC822, time.RFC850, time.RFC1123, time.RFC1123Z, time.RFC3339, time.RFC3339Nano, time.Kitchen, time.StampMicro, time.DateTime, time.DateOnly, time.TimeOnly, "2006-01-02T15:04:05.000Z07:00", "Jan _2 06 03:04PM", "002 Monday"} {
		fmt.Println(t.Format(l))
	}
	fmt.Println(t.Year(), t.Month(), t.Day(), t.Weekday(), t.YearDay(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), t.Unix(), t.UnixMilli())
	fmt.Println(t.AddDate(1, 0, 0), t.AddDate(0, -1, 1), t.Add(36*time.Hour))
	u := t.Add(90 * time.Minute)
	fmt.Println(u.Sub(t), u.After(t), u.Before(t), u.Equal(t), t.Truncate(time.Hour), t.Round(time.Hour))
	y, w := t.ISOWeek()
	fmt.Println(y, w)
	p, err := time.Parse(time.RFC3339, "2023-10-05T14:30:00+02:00")
	fmt.Println(p, err, p.UTC())
	p, err = time.Parse("2006-01-02", "2023-13-05")
	fmt.Println(p, err)
	p, err = time.Parse("2006-01-02", "hello")
	fmt.Println(err)
	p, err = time.Parse("Jan 2, 2006 at 3:04pm (MST)", "Feb 3, 2013 at 7:54pm (PST)")
	fmt.Println(p, err)
	for _, s := range []string{"1h15m30.918s", "300ms", "-1.5h", "2h45m", "abc", "1", "1x", ""} {
		d, err := time.ParseDuration(s)
		fmt.Println(d, err)
	}
	d := 1*time.Hour + 15*time.Minute + 30*time.Second + 918*time.Millisecond
	fmt.Println(d, d.Round(time.Minute), d.Truncate(time.Hour), d.Hours(), d.Minutes(), d.Seconds(), d.Milliseconds())
	fmt.Printf("%v %d %s %T %.2f\n", d, d, d, d, d.Seconds())
	fmt.Println(time.Unix(1700000000, 5).UTC(), time.UnixMilli(1700000000123).UTC())
	var z time.Time
	fmt.Println(z, z.IsZero(), time.Month(13), time.Weekday(9), time.Saturday)
	fmt.Println(t.In(time.FixedZone("EST", -5*3600)))
	fmt.Printf("%v %+v %#v\n", struct{ D time.Duration }{d}, struct{ T time.Time }{z}, time.Second)
	start := time.Now()
	time.Sleep(0)
	_ = start
	fmt.Println(time.Duration(1500)*time.Microsecond, time.Duration(999), -time.Second)
	b, _ := t.MarshalJSON()
	fmt.Println(string(b))
	fmt.Printf("%#v\n", t)
}

// Output:
// 2024-02-29 13:04:05.123456789 +0000 UTC
// Thu Feb 29 13:04:05 2024
// Thu Feb 29 13:04:05 UTC 2024
// 29 Feb 24 13:04 UTC
// Thursday, 29-Feb-24 13:04:05 UTC
// Thu, 29 Feb 2024 13:04:05 UTC
// Thu, 29 Feb 2024 13:04:05 +0000
// 2024-02-29T13:04:05Z
// 2024-02-29T13:04:05.123456789Z
// 1:04PM
// Feb 29 13:04:05.123456
// 2024-02-29 13:04:05
// 2024-02-29
// 13:04:05
// 2024-02-29T13:04:05.123Z
// Feb 29 24 01:04PM
// 060 Thursday
// 2024 February 29 Thursday 60 13 4 5 123456789 1709211845 1709211845123
// 2025-03-01 13:04:05.123456789 +0000 UTC 2024-01-30 13:04:05.123456789 +0000 UTC 2024-03-02 01:04:05.123456789 +0000 UTC
// 1h30m0s true false false 2024-02-29 13:00:00 +0000 UTC 2024-02-29 13:00:00 +0000 UTC
// 2024 9
// 2023-10-05 14:30:00 +0200 +0200 <nil> 2023-10-05 12:30:00 +0000 UTC
// 0001-01-01 00:00:00 +0000 UTC parsing time "2023-13-05": month out of range
// parsing time "hello" as "2006-01-02": cannot parse "hello" as "2006"
// 2013-02-03 19:54:00 +0000 PST <nil>
// 1h15m30.918s <nil>
// 300ms <nil>
// -1h30m0s <nil>
// 2h45m0s <nil>
// 0s time: invalid duration "abc"
// 0s time: missing unit in duration "1"
// 0s time: unknown unit "x" in duration "1x"
// 0s time: invalid duration ""
// 1h15m30.918s 1h16m0s 1h0m0s 1.2585883333333334 75.5153 4530.918 4530918
// 1h15m30.918s 4530918000000 1h15m30.918s time.Duration 4530.92
// 2023-11-14 22:13:20.000000005 +0000 UTC 2023-11-14 22:13:20.123 +0000 UTC
// 0001-01-01 00:00:00 +0000 UTC true %!Month(13) %!Weekday(9) Saturday
// 2024-02-29 08:04:05.123456789 -0500 EST
// {1h15m30.918s} {T:0001-01-01 00:00:00 +0000 UTC} 1000000000
// 1.5ms 999ns -1s
// "2024-02-29T13:04:05.123456789Z"
// time.Date(2024, time.February, 29, 13, 4, 5, 123456789, time.UTC)
