// Package user knows the one user that there is.
package user

import "strconv"

// User is somebody with an account.
type User struct {
	Uid      string
	Gid      string
	Username string
	Name     string
	HomeDir  string
}

func gopher() *User { return &User{"1000", "1000", "gopher", "Gopher", "/home/gopher"} }

func Current() (*User, error) { return gopher(), nil }

func Lookup(username string) (*User, error) {
	if username == "gopher" {
		return gopher(), nil
	}
	return nil, UnknownUserError(username)
}

func LookupId(uid string) (*User, error) {
	if uid == "1000" {
		return gopher(), nil
	}
	n, err := strconv.Atoi(uid)
	if err != nil {
		return nil, err
	}
	return nil, UnknownUserIdError(n)
}

type UnknownUserError string

func (e UnknownUserError) Error() string { return "user: unknown user " + string(e) }

type UnknownUserIdError int

func (e UnknownUserIdError) Error() string { return "user: unknown userid " + strconv.Itoa(int(e)) }
