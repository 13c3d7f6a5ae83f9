package http

import (
	"errors"
	"strconv"
	"strings"
	"time"
)

var (
	errBlankCookie           = errors.New("http: blank cookie")
	errEqualNotFoundInCookie = errors.New("http: '=' not found in cookie")
	errInvalidCookieName     = errors.New("http: invalid cookie name")
)

// ParseCookie reads the cookies of a request's field.
func ParseCookie(line string) ([]*Cookie, error) {
	if strings.TrimSpace(line) == "" {
		return nil, errBlankCookie
	}
	for _, part := range strings.Split(line, ";") {
		name, _, ok := strings.Cut(strings.TrimSpace(part), "=")
		if !ok {
			return nil, errEqualNotFoundInCookie
		}
		if name == "" {
			return nil, errInvalidCookieName
		}
	}
	return readCookies([]string{line}), nil
}

// ParseSetCookie reads what an answer says of one cookie.
func ParseSetCookie(line string) (*Cookie, error) {
	first, rest, _ := strings.Cut(strings.TrimSpace(line), ";")
	name, value, ok := strings.Cut(strings.TrimSpace(first), "=")
	if !ok {
		if first == "" {
			return nil, errBlankCookie
		}
		return nil, errEqualNotFoundInCookie
	}
	if name == "" {
		return nil, errInvalidCookieName
	}
	c := &Cookie{Name: name, Value: value, Raw: line}
	if n := len(value); n > 1 && value[0] == '"' && value[n-1] == '"' {
		c.Value, c.Quoted = value[1:n-1], true
	}
	for _, part := range strings.Split(rest, ";") {
		if part = strings.TrimSpace(part); part != "" {
			c.attribute(part)
		}
	}
	return c, nil
}

func (c *Cookie) attribute(part string) {
	key, value, _ := strings.Cut(part, "=")
	switch strings.ToLower(key) {
	case "path":
		c.Path = value
	case "domain":
		c.Domain = value
	case "max-age":
		n, err := strconv.Atoi(value)
		if err != nil || n != 0 && value[0] == '0' {
			break
		}
		if n <= 0 {
			n = -1
		}
		c.MaxAge = n
		return
	case "expires":
		c.RawExpires = value
		t, err := time.Parse(time.RFC1123, value)
		if err != nil {
			t, err = time.Parse("Mon, 02-Jan-2006 15:04:05 MST", value)
		}
		if err != nil {
			break
		}
		c.Expires = t.UTC()
		return
	case "secure":
		c.Secure = true
	case "httponly":
		c.HttpOnly = true
	case "partitioned":
		c.Partitioned = true
	case "samesite":
		switch strings.ToLower(value) {
		case "lax":
			c.SameSite = SameSiteLaxMode
		case "strict":
			c.SameSite = SameSiteStrictMode
		case "none":
			c.SameSite = SameSiteNoneMode
		default:
			c.SameSite = SameSiteDefaultMode
		}
	default:
		c.Unparsed = append(c.Unparsed, part)
	}
}
