// Package sql has the values that programs hand to databases and get from them. There are no databases
// here, so nothing that opens one.
package sql

import (
	"errors"
	"strconv"
	"time"

	"database/sql/driver"
)

var (
	ErrNoRows   = errors.New("sql: no rows in result set")
	ErrTxDone   = errors.New("sql: transaction has already been committed or rolled back")
	ErrConnDone = errors.New("sql: connection is already closed")
)

// Scanner takes a value of a database.
type Scanner interface {
	Scan(src any) error
}

// RawBytes are a database's own bytes.
type RawBytes []byte

// Result is what became of a statement.
type Result interface {
	LastInsertId() (int64, error)
	RowsAffected() (int64, error)
}

// NamedArg is an argument by name.
type NamedArg struct {
	_     struct{}
	Name  string
	Value any
}

func Named(name string, value any) NamedArg { return NamedArg{Name: name, Value: value} }

// Out is an argument that a procedure sets.
type Out struct {
	_    struct{}
	Dest any
	In   bool
}

// IsolationLevel is how much of other transactions one sees.
type IsolationLevel int

const (
	LevelDefault IsolationLevel = iota
	LevelReadUncommitted
	LevelReadCommitted
	LevelWriteCommitted
	LevelRepeatableRead
	LevelSnapshot
	LevelSerializable
	LevelLinearizable
)

func (i IsolationLevel) String() string {
	names := []string{"Default", "Read Uncommitted", "Read Committed", "Write Committed", "Repeatable Read", "Snapshot", "Serializable", "Linearizable"}
	if i < 0 || int(i) >= len(names) {
		return "IsolationLevel(" + strconv.Itoa(int(i)) + ")"
	}
	return names[i]
}

// TxOptions is how a transaction begins.
type TxOptions struct {
	Isolation IsolationLevel
	ReadOnly  bool
}

var registered = map[string]driver.Driver{}

// Register makes a driver known by a name.
func Register(name string, d driver.Driver) {
	if d == nil {
		panic("sql: Register driver is nil")
	}
	if registered[name] != nil {
		panic("sql: Register called twice for driver " + name)
	}
	registered[name] = d
}

// NullTime is a time or nothing.
type NullTime struct {
	Time  time.Time
	Valid bool
}

func (n *NullTime) Scan(value any) error { return scanNull(&n.Time, &n.Valid, value) }

func (n NullTime) Value() (driver.Value, error) { return orNull(n.Valid, n.Time) }
