package time

import "errors"

// rules are the zones by the rule that holds in them today, in POSIX's notation.
const rules = `<+0330>-3:30 =Iran Asia/Tehran
<+03>-3 =Turkey Asia/Aden,Amman,Baghdad,Bahrain,Damascus,Istanbul,Kuwait,Qatar,Riyadh Europe/Istanbul,Minsk
<+0430>-4:30 Asia/Kabul
<+04>-4 Asia/Baku,Dubai,Muscat,Tbilisi,Yerevan Europe/Astrakhan,Samara,Saratov,Ulyanovsk Indian/Mahe,Mauritius,Reunion
<+0530>-5:30 Asia/Colombo
<+0545>-5:45 Asia/Kathmandu,Katmandu
<+05>-5 Asia/Almaty,Aqtau,Aqtobe,Ashgabat,Ashkhabad,Atyrau,Dushanbe,Oral,Qostanay,Qyzylorda,Samarkand,Tashkent,Yekaterinburg Indian/Kerguelen,Maldives
<+0630>-6:30 Asia/Rangoon,Yangon Indian/Cocos
<+06>-6 Asia/Bishkek,Dacca,Dhaka,Kashgar,Omsk,Thimbu,Thimphu,Urumqi Indian/Chagos
<+07>-7 Asia/Bangkok,Barnaul,Ho_Chi_Minh,Hovd,Krasnoyarsk,Novokuznetsk,Novosibirsk,Phnom_Penh,Saigon,Tomsk,Vientiane Indian/Christmas
<+0845>-8:45 Australia/Eucla
<+08>-8 =Singapore Asia/Brunei,Choibalsan,Irkutsk,Kuala_Lumpur,Kuching,Singapore,Ulaanbaatar,Ulan_Bator
<+09>-9 Asia/Chita,Dili,Khandyga,Yakutsk Pacific/Palau
<+1030>-10:30<+11>-11,M10.1.0,M4.1.0 Australia/LHI,Lord_Howe
<+10>-10 Asia/Ust-Nera,Vladivostok Pacific/Chuuk,Port_Moresby,Truk,Yap
<+11>-11 Asia/Magadan,Sakhalin,Srednekolymsk Pacific/Bougainville,Efate,Guadalcanal,Kosrae,Noumea,Pohnpei,Ponape
<+11>-11<+12>,M10.1.0,M4.1.0/3 Pacific/Norfolk
<+1245>-12:45<+1345>,M9.5.0/2:45,M4.1.0/3:45 Pacific/Chatham
<+12>-12 Asia/Anadyr,Kamchatka Pacific/Fiji,Funafuti,Kwajalein,Majuro,Nauru,Tarawa,Wake,Wallis
<+13>-13 Pacific/Apia,Enderbury,Fakaofo,Kanton,Tongatapu
<+14>-14 Pacific/Kiritimati
<-01>1 Atlantic/Cape_Verde
<-01>1<+00>,M3.5.0/0,M10.5.0/1 Atlantic/Azores
<-02>2 America/Noronha Atlantic/South_Georgia Brazil/DeNoronha
<-02>2<-01>,M3.5.0/-1,M10.5.0/0 America/Godthab,Nuuk,Scoresbysund
<-03>3 America/Araguaina,Asuncion,Bahia,Belem,Buenos_Aires,Catamarca,Cayenne,Cordoba,Coyhaique,Fortaleza,Jujuy,Maceio,Mendoza,Montevideo,Paramaribo,Punta_Arenas,Recife,Rosario,Santarem,Sao_Paulo Atlantic/Stanley Brazil/East
<-03>3<-02>,M3.2.0,M11.1.0 America/Miquelon
<-04>4 America/Boa_Vista,Campo_Grande,Caracas,Cuiaba,Guyana,La_Paz,Manaus,Porto_Velho Brazil/West
<-04>4<-03>,M9.1.6/24,M4.1.6/24 America/Santiago Chile/Continental
<-05>5 America/Bogota,Eirunepe,Guayaquil,Lima,Porto_Acre,Rio_Branco Brazil/Acre
<-06>6 Pacific/Galapagos
<-06>6<-05>,M9.1.6/22,M4.1.6/22 Chile/EasterIsland Pacific/Easter
<-08>8 Pacific/Pitcairn
<-0930>9:30 Pacific/Marquesas
<-09>9 Pacific/Gambier
<-10>10 Pacific/Rarotonga,Tahiti
<-11>11 Pacific/Niue
ACST-9:30 Australia/Darwin,North
ACST-9:30ACDT,M10.1.0,M4.1.0/3 Australia/Adelaide,Broken_Hill,South,Yancowinna
AEST-10 Australia/Brisbane,Lindeman,Queensland
AEST-10AEDT,M10.1.0,M4.1.0/3 Australia/ACT,Canberra,Currie,Hobart,Melbourne,NSW,Sydney,Tasmania,Victoria
AKST9AKDT,M3.2.0,M11.1.0 America/Anchorage,Juneau,Metlakatla,Nome,Sitka,Yakutat US/Alaska
AST4 America/Anguilla,Antigua,Aruba,Barbados,Blanc-Sablon,Curacao,Dominica,Grenada,Guadeloupe,Kralendijk,Lower_Princes,Marigot,Martinique,Montserrat,Port_of_Spain,Puerto_Rico,Santo_Domingo,St_Barthelemy,St_Kitts,St_Lucia,St_Thomas,St_Vincent,Tortola,Virgin
AST4ADT,M3.2.0,M11.1.0 America/Glace_Bay,Goose_Bay,Halifax,Moncton,Thule Atlantic/Bermuda Canada/Atlantic
AWST-8 Australia/Perth,West
CAT-2 Africa/Blantyre,Bujumbura,Gaborone,Harare,Juba,Khartoum,Kigali,Lubumbashi,Lusaka,Maputo,Windhoek
CET-1 Africa/Algiers,Tunis
CET-1CEST,M3.5.0,M10.5.0/3 =CET,MET,Poland Africa/Ceuta Arctic/Longyearbyen Atlantic/Jan_Mayen Europe/Amsterdam,Andorra,Belgrade,Berlin,Bratislava,Brussels,Budapest,Busingen,Copenhagen,Gibraltar,Ljubljana,Luxembourg,Madrid,Malta,Monaco,Oslo,Paris,Podgorica,Prague,Rome,San_Marino,Sarajevo,Skopje,Stockholm,Tirane,Vaduz,Vatican,Vienna,Warsaw,Zagreb,Zurich
CST-8 =PRC,ROC Asia/Chongqing,Chungking,Harbin,Macao,Macau,Shanghai,Taipei
CST5CDT,M3.2.0/0,M11.1.0/1 =Cuba America/Havana
CST6 America/Bahia_Banderas,Belize,Chihuahua,Costa_Rica,Edmonton,El_Salvador,Guatemala,Managua,Merida,Mexico_City,Monterrey,Regina,Swift_Current,Tegucigalpa,Yellowknife Canada/Mountain,Saskatchewan Mexico/General
CST6CDT,M3.2.0,M11.1.0 =CST6CDT America/Chicago,Knox_IN,Matamoros,Menominee,Ojinaga,Rainy_River,Rankin_Inlet,Resolute,Winnipeg Canada/Central US/Central,Indiana-Starke
ChST-10 Pacific/Guam,Saipan
EAT-3 Africa/Addis_Ababa,Asmara,Asmera,Dar_es_Salaam,Djibouti,Kampala,Mogadishu,Nairobi Indian/Antananarivo,Comoro,Mayotte
EET-2 Africa/Tripoli Europe/Kaliningrad
EET-2EEST,M3.4.4/50,M10.4.4/50 Asia/Gaza,Hebron
EET-2EEST,M3.5.0/0,M10.5.0/0 Asia/Beirut
EET-2EEST,M3.5.0/3,M10.5.0/4 =EET Asia/Famagusta,Nicosia Europe/Athens,Bucharest,Chisinau,Helsinki,Kiev,Kyiv,Mariehamn,Nicosia,Riga,Sofia,Tallinn,Tiraspol,Uzhgorod,Vilnius,Zaporozhye
EET-2EEST,M4.5.5/0,M10.5.4/24 =Egypt Africa/Cairo
EST5 =EST,Jamaica America/Atikokan,Cancun,Cayman,Coral_Harbour,Jamaica,Panama
EST5EDT,M3.2.0,M11.1.0 =EST5EDT America/Detroit,Fort_Wayne,Grand_Turk,Indianapolis,Iqaluit,Louisville,Montreal,Nassau,New_York,Nipigon,Pangnirtung,Port-au-Prince,Thunder_Bay,Toronto Canada/Eastern US/East-Indiana,Eastern,Michigan
GMT0 =GMT,Iceland Africa/Abidjan,Accra,Bamako,Banjul,Bissau,Conakry,Dakar,Freetown,Lome,Monrovia,Nouakchott,Ouagadougou,Sao_Tome,Timbuktu America/Danmarkshavn Atlantic/Reykjavik,St_Helena
GMT0BST,M3.5.0/1,M10.5.0 =GB Europe/Belfast,Guernsey,Isle_of_Man,Jersey,London
HKT-8 =Hongkong Asia/Hong_Kong
HST10 =HST Pacific/Honolulu,Johnston US/Hawaii
HST10HDT,M3.2.0,M11.1.0 America/Adak,Atka US/Aleutian
IST-1GMT0,M10.5.0,M3.5.0/1 =Eire Europe/Dublin
IST-2IDT,M3.4.4/26,M10.5.0 =Israel Asia/Jerusalem,Tel_Aviv
IST-5:30 Asia/Calcutta,Kolkata
JST-9 =Japan Asia/Tokyo
KST-9 =ROK Asia/Pyongyang,Seoul
MSK-3 Europe/Kirov,Moscow,Simferopol,Volgograd
MST7 =MST America/Creston,Dawson,Dawson_Creek,Fort_Nelson,Hermosillo,Mazatlan,Phoenix,Vancouver,Whitehorse Canada/Pacific,Yukon Mexico/BajaSur US/Arizona
MST7MDT,M3.2.0,M11.1.0 =MST7MDT America/Boise,Cambridge_Bay,Ciudad_Juarez,Denver,Inuvik,Shiprock US/Mountain
NST3:30NDT,M3.2.0,M11.1.0 America/St_Johns Canada/Newfoundland
NZST-12NZDT,M9.5.0,M4.1.0/3 =NZ Pacific/Auckland
PKT-5 Asia/Karachi
PST-8 Asia/Manila
PST8PDT,M3.2.0,M11.1.0 =PST8PDT America/Ensenada,Los_Angeles,Santa_Isabel,Tijuana Mexico/BajaNorte US/Pacific
SAST-2 Africa/Johannesburg,Maseru,Mbabane
SST11 Pacific/Midway,Pago_Pago,Samoa US/Samoa
UTC0 =UTC
WAT-1 Africa/Bangui,Brazzaville,Douala,Kinshasa,Lagos,Libreville,Luanda,Malabo,Ndjamena,Niamey,Porto-Novo
WET0WEST,M3.5.0/1,M10.5.0 =Portugal,WET Atlantic/Canary,Faeroe,Faroe,Madeira Europe/Lisbon
WIB-7 Asia/Jakarta,Pontianak
WIT-9 Asia/Jayapura
WITA-8 Asia/Makassar,Ujung_Pandang`

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
