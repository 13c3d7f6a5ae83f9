// Package syncmap is an elder name of sync.Map.
package syncmap

import "sync"

type Map = sync.Map
