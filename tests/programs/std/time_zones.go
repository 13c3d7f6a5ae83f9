// Time zones by name: offsets and abbreviations over the year, and texts that name a zone.
package main

import (
	"fmt"
	"time"
)

func main() {
	base := time.Date(2024, time.January, 15, 12, 0, 0, 0, time.UTC)
	for _, name := range []string{"America/New_York", "America/Los_Angeles", "America/Sao_Paulo", "Europe/London", "Europe/Berlin", "Europe/Dublin", "Asia/Tokyo", "Asia/Kolkata", "Asia/Shanghai", "Asia/Dubai", "Asia/Kathmandu", "Australia/Sydney", "Pacific/Auckland", "Africa/Cairo", "US/Eastern", "GB", "UTC", "Japan", "EST"} {
		loc, err := time.LoadLocation(name)
		if err != nil {
			fmt.Println(err)
			continue
		}
		for m := 0; m < 12; m += 3 {
			t := base.AddDate(0, m, 0).In(loc)
			fmt.Print(t.Format("2006-01-02 15:04:05 -0700 MST "))
		}
		fmt.Println(loc)
	}
	_, err := time.LoadLocation("Mars/Phobos")
	fmt.Println(err)
	ny, _ := time.LoadLocation("America/New_York")
	for _, d := range [][4]int{{2024, 3, 10, 1}, {2024, 3, 10, 2}, {2024, 3, 10, 3}, {2024, 11, 3, 0}, {2024, 11, 3, 1}, {2024, 11, 3, 2}, {1999, 4, 3, 12}, {1999, 4, 5, 12}, {1999, 10, 30, 12}, {1999, 11, 2, 12}} {
		t := time.Date(d[0], time.Month(d[1]), d[2], d[3], 30, 0, 0, ny)
		fmt.Println(t, t.UTC(), t.Unix(), t.Weekday(), t.YearDay())
	}
	t := time.Date(2024, 3, 9, 12, 0, 0, 0, ny)
	fmt.Println(t.AddDate(0, 0, 1), t.Add(24*time.Hour), t.AddDate(0, 0, 1).Sub(t), t.Equal(t.UTC()), t == t.UTC())
	for _, s := range []string{"2024-07-04T10:00:00-04:00", "2024-07-04T10:00:00Z", "2024-01-04T10:00:00-05:00"} {
		p, err := time.ParseInLocation(time.RFC3339, s, ny)
		fmt.Println(p, err, p.Location())
	}
	p, err := time.ParseInLocation("2006-01-02 15:04", "2024-07-04 10:00", ny)
	fmt.Println(p, err)
	for _, s := range []string{"Mon, 02 Jan 2006 15:04:05 MST", "Tue, 10 Nov 2009 23:00:00 PST", "Tue, 10 Nov 2009 23:00:00 EST", "Tue, 10 Nov 2009 23:00:00 UTC", "Tue, 10 Nov 2009 23:00:00 GMT+3"} {
		p, err = time.Parse(time.RFC1123, s)
		fmt.Println(p, err)
		p, err = time.ParseInLocation(time.RFC1123, s, ny)
		fmt.Println(p, err)
	}
	fmt.Println(time.Date(2024, 7, 1, 0, 0, 0, 0, ny).IsDST(), time.Date(2024, 1, 1, 0, 0, 0, 0, ny).IsDST(), time.FixedZone("X", -5400), base.In(time.FixedZone("X", -5400)))
	fmt.Printf("%v|%s|%#v\n", ny, base.In(ny), base.In(ny).Truncate(time.Hour))
}

// Output:
// 2024-01-15 07:00:00 -0500 EST 2024-04-15 08:00:00 -0400 EDT 2024-07-15 08:00:00 -0400 EDT 2024-10-15 08:00:00 -0400 EDT America/New_York
// 2024-01-15 04:00:00 -0800 PST 2024-04-15 05:00:00 -0700 PDT 2024-07-15 05:00:00 -0700 PDT 2024-10-15 05:00:00 -0700 PDT America/Los_Angeles
// 2024-01-15 09:00:00 -0300 -03 2024-04-15 09:00:00 -0300 -03 2024-07-15 09:00:00 -0300 -03 2024-10-15 09:00:00 -0300 -03 America/Sao_Paulo
// 2024-01-15 12:00:00 +0000 GMT 2024-04-15 13:00:00 +0100 BST 2024-07-15 13:00:00 +0100 BST 2024-10-15 13:00:00 +0100 BST Europe/London
// 2024-01-15 13:00:00 +0100 CET 2024-04-15 14:00:00 +0200 CEST 2024-07-15 14:00:00 +0200 CEST 2024-10-15 14:00:00 +0200 CEST Europe/Berlin
// 2024-01-15 12:00:00 +0000 GMT 2024-04-15 13:00:00 +0100 IST 2024-07-15 13:00:00 +0100 IST 2024-10-15 13:00:00 +0100 IST Europe/Dublin
// 2024-01-15 21:00:00 +0900 JST 2024-04-15 21:00:00 +0900 JST 2024-07-15 21:00:00 +0900 JST 2024-10-15 21:00:00 +0900 JST Asia/Tokyo
// 2024-01-15 17:30:00 +0530 IST 2024-04-15 17:30:00 +0530 IST 2024-07-15 17:30:00 +0530 IST 2024-10-15 17:30:00 +0530 IST Asia/Kolkata
// 2024-01-15 20:00:00 +0800 CST 2024-04-15 20:00:00 +0800 CST 2024-07-15 20:00:00 +0800 CST 2024-10-15 20:00:00 +0800 CST Asia/Shanghai
// 2024-01-15 16:00:00 +0400 +04 2024-04-15 16:00:00 +0400 +04 2024-07-15 16:00:00 +0400 +04 2024-10-15 16:00:00 +0400 +04 Asia/Dubai
// 2024-01-15 17:45:00 +0545 +0545 2024-04-15 17:45:00 +0545 +0545 2024-07-15 17:45:00 +0545 +0545 2024-10-15 17:45:00 +0545 +0545 Asia/Kathmandu
// 2024-01-15 23:00:00 +1100 AEDT 2024-04-15 22:00:00 +1000 AEST 2024-07-15 22:00:00 +1000 AEST 2024-10-15 23:00:00 +1100 AEDT Australia/Sydney
// 2024-01-16 01:00:00 +1300 NZDT 2024-04-16 00:00:00 +1200 NZST 2024-07-16 00:00:00 +1200 NZST 2024-10-16 01:00:00 +1300 NZDT Pacific/Auckland
// 2024-01-15 14:00:00 +0200 EET 2024-04-15 14:00:00 +0200 EET 2024-07-15 15:00:00 +0300 EEST 2024-10-15 15:00:00 +0300 EEST Africa/Cairo
// 2024-01-15 07:00:00 -0500 EST 2024-04-15 08:00:00 -0400 EDT 2024-07-15 08:00:00 -0400 EDT 2024-10-15 08:00:00 -0400 EDT US/Eastern
// 2024-01-15 12:00:00 +0000 GMT 2024-04-15 13:00:00 +0100 BST 2024-07-15 13:00:00 +0100 BST 2024-10-15 13:00:00 +0100 BST GB
// 2024-01-15 12:00:00 +0000 UTC 2024-04-15 12:00:00 +0000 UTC 2024-07-15 12:00:00 +0000 UTC 2024-10-15 12:00:00 +0000 UTC UTC
// 2024-01-15 21:00:00 +0900 JST 2024-04-15 21:00:00 +0900 JST 2024-07-15 21:00:00 +0900 JST 2024-10-15 21:00:00 +0900 JST Japan
// 2024-01-15 07:00:00 -0500 EST 2024-04-15 07:00:00 -0500 EST 2024-07-15 07:00:00 -0500 EST 2024-10-15 07:00:00 -0500 EST EST
// unknown time zone Mars/Phobos
// 2024-03-10 01:30:00 -0500 EST 2024-03-10 06:30:00 +0000 UTC 1710052200 Sunday 70
// 2024-03-10 01:30:00 -0500 EST 2024-03-10 06:30:00 +0000 UTC 1710052200 Sunday 70
// 2024-03-10 03:30:00 -0400 EDT 2024-03-10 07:30:00 +0000 UTC 1710055800 Sunday 70
// 2024-11-03 00:30:00 -0400 EDT 2024-11-03 04:30:00 +0000 UTC 1730608200 Sunday 308
// 2024-11-03 01:30:00 -0400 EDT 2024-11-03 05:30:00 +0000 UTC 1730611800 Sunday 308
// 2024-11-03 02:30:00 -0500 EST 2024-11-03 07:30:00 +0000 UTC 1730619000 Sunday 308
// 1999-04-03 12:30:00 -0500 EST 1999-04-03 17:30:00 +0000 UTC 923160600 Saturday 93
// 1999-04-05 12:30:00 -0400 EDT 1999-04-05 16:30:00 +0000 UTC 923329800 Monday 95
// 1999-10-30 12:30:00 -0400 EDT 1999-10-30 16:30:00 +0000 UTC 941301000 Saturday 303
// 1999-11-02 12:30:00 -0500 EST 1999-11-02 17:30:00 +0000 UTC 941563800 Tuesday 306
// 2024-03-10 12:00:00 -0400 EDT 2024-03-10 13:00:00 -0400 EDT 23h0m0s true false
// 2024-07-04 10:00:00 -0400 EDT <nil> America/New_York
// 2024-07-04 10:00:00 +0000 UTC <nil> UTC
// 2024-01-04 10:00:00 -0500 EST <nil> America/New_York
// 2024-07-04 10:00:00 -0400 EDT <nil>
// 2006-01-02 15:04:05 +0000 MST <nil>
// 2006-01-02 15:04:05 +0000 MST <nil>
// 2009-11-10 23:00:00 +0000 PST <nil>
// 2009-11-10 23:00:00 +0000 PST <nil>
// 2009-11-10 23:00:00 +0000 EST <nil>
// 2009-11-10 23:00:00 -0500 EST <nil>
// 2009-11-10 23:00:00 +0000 UTC <nil>
// 2009-11-10 23:00:00 +0000 UTC <nil>
// 2009-11-11 02:00:00 +0300 GMT+3 <nil>
// 2009-11-11 02:00:00 +0300 GMT+3 <nil>
// true false X 2024-01-15 10:30:00 -0130 X
// America/New_York|2024-01-15 07:00:00 -0500 EST|time.Date(2024, time.January, 15, 7, 0, 0, 0, time.Location("America/New_York"))
