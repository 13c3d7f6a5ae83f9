package time

import "errors"

// AppendBinary writes a version, seconds since year 1, nanoseconds and the zone's offset: in minutes with -1 for
// UTC, and in the second version with seconds of the offset.
func (t Time) AppendBinary(b []byte) ([]byte, error) {
	minutes, seconds, version := -1, 0, byte(1)
	if t.Location() != UTC {
		_, offset := t.Zone()
		if minutes, seconds = offset/60, offset%60; seconds != 0 {
			version = 2
		}
		if minutes < -32768 || minutes == -1 || minutes > 32767 {
			return b, errors.New("Time.MarshalBinary: unexpected zone offset")
		}
	}
	b = append(b, version)
	for shift := 56; shift >= 0; shift -= 8 {
		b = append(b, byte(t.sec>>shift))
	}
	for shift := 24; shift >= 0; shift -= 8 {
		b = append(b, byte(t.nsec>>shift))
	}
	b = append(b, byte(minutes>>8), byte(minutes))
	if version == 2 {
		b = append(b, byte(seconds))
	}
	return b, nil
}

func (t Time) MarshalBinary() ([]byte, error) { return t.AppendBinary(nil) }

func (t *Time) UnmarshalBinary(data []byte) error {
	if len(data) == 0 {
		return errors.New("Time.UnmarshalBinary: no data")
	}
	version := int(data[0])
	if version != 1 && version != 2 {
		return errors.New("Time.UnmarshalBinary: unsupported version")
	}
	if len(data) != 14+version {
		return errors.New("Time.UnmarshalBinary: invalid length")
	}
	number := func(from, to int) (n int64) {
		for _, b := range data[from:to] {
			n = n<<8 | int64(b)
		}
		return n
	}
	offset := int(int16(number(13, 15))) * 60
	if version == 2 {
		offset += int(data[15])
	}
	*t = Time{sec: number(1, 9), nsec: int64(int32(number(9, 13)))}
	if offset == -60 {
		return nil
	}
	if _, local := t.In(Local).Zone(); offset == local {
		*t = t.In(Local)
	} else {
		*t = t.In(FixedZone("", offset))
	}
	return nil
}

func (t Time) GobEncode() ([]byte, error)      { return t.MarshalBinary() }
func (t *Time) GobDecode(data []byte) error    { return t.UnmarshalBinary(data) }
func (t Time) MarshalText() ([]byte, error)    { return t.AppendText(nil) }
func (t Time) MarshalJSON() ([]byte, error)    { return t.quoted("MarshalJSON") }
func (t Time) AppendText(b []byte) ([]byte, error) {
	if err := t.strict(); err != nil {
		return nil, errors.New("Time.MarshalText: " + err.Error())
	}
	return t.AppendFormat(b, RFC3339Nano), nil
}

func (t Time) quoted(method string) ([]byte, error) {
	if err := t.strict(); err != nil {
		return nil, errors.New("Time." + method + ": " + err.Error())
	}
	return append(t.AppendFormat([]byte{'"'}, RFC3339Nano), '"'), nil
}

// strict is what RFC 3339 cannot write.
func (t Time) strict() error {
	if y := t.Year(); y < 0 || y > 9999 {
		return errors.New("year outside of range [0,9999]")
	}
	if _, offset := t.Zone(); offset <= -24*3600 || offset >= 24*3600 {
		return errors.New("timezone hour outside of range [0,23]")
	}
	return nil
}
