// Package structs marks struct types.
package structs

// HostLayout says that a struct is laid out as the host wants it.
type HostLayout struct{ _ hostLayout }

type hostLayout struct{}
