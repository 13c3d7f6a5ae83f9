// Package driver is what a database and package sql agree on.
package driver

import (
	"context"
	"errors"
	"reflect"
)

// Value is nil, an int64, float64, bool, []byte, string or time.Time.
type Value any

// Valuer gives itself as a Value.
type Valuer interface {
	Value() (Value, error)
}

// NamedValue is an argument with its name and place.
type NamedValue struct {
	Name    string
	Ordinal int
	Value   Value
}

var (
	ErrSkip           = errors.New("driver: skip fast-path; continue as if unimplemented")
	ErrBadConn        = errors.New("driver: bad connection")
	ErrRemoveArgument = errors.New("driver: remove argument from query")
)

type IsolationLevel int

// TxOptions is how a transaction begins.
type TxOptions struct {
	Isolation IsolationLevel
	ReadOnly  bool
}

type Driver interface {
	Open(name string) (Conn, error)
}

type DriverContext interface {
	OpenConnector(name string) (Connector, error)
}

type Connector interface {
	Connect(context.Context) (Conn, error)
	Driver() Driver
}

type Conn interface {
	Prepare(query string) (Stmt, error)
	Close() error
	Begin() (Tx, error)
}

type Pinger interface {
	Ping(ctx context.Context) error
}

type ConnPrepareContext interface {
	PrepareContext(ctx context.Context, query string) (Stmt, error)
}

type ConnBeginTx interface {
	BeginTx(ctx context.Context, opts TxOptions) (Tx, error)
}

type Execer interface {
	Exec(query string, args []Value) (Result, error)
}

type ExecerContext interface {
	ExecContext(ctx context.Context, query string, args []NamedValue) (Result, error)
}

type Queryer interface {
	Query(query string, args []Value) (Rows, error)
}

type QueryerContext interface {
	QueryContext(ctx context.Context, query string, args []NamedValue) (Rows, error)
}

type SessionResetter interface {
	ResetSession(ctx context.Context) error
}

type Validator interface {
	IsValid() bool
}

type NamedValueChecker interface {
	CheckNamedValue(*NamedValue) error
}

type Result interface {
	LastInsertId() (int64, error)
	RowsAffected() (int64, error)
}

type Stmt interface {
	Close() error
	NumInput() int
	Exec(args []Value) (Result, error)
	Query(args []Value) (Rows, error)
}

type StmtExecContext interface {
	ExecContext(ctx context.Context, args []NamedValue) (Result, error)
}

type StmtQueryContext interface {
	QueryContext(ctx context.Context, args []NamedValue) (Rows, error)
}

type Rows interface {
	Columns() []string
	Close() error
	Next(dest []Value) error
}

type RowsNextResultSet interface {
	Rows
	HasNextResultSet() bool
	NextResultSet() error
}

type RowsColumnTypeScanType interface {
	Rows
	ColumnTypeScanType(index int) reflect.Type
}

type RowsColumnTypeDatabaseTypeName interface {
	Rows
	ColumnTypeDatabaseTypeName(index int) string
}

type Tx interface {
	Commit() error
	Rollback() error
}

// RowsAffected is the Result of a statement that changed so many rows.
type RowsAffected int64

func (RowsAffected) LastInsertId() (int64, error) {
	return 0, errors.New("LastInsertId is not supported by this driver")
}

func (v RowsAffected) RowsAffected() (int64, error) { return int64(v), nil }

type noRows struct{}

// ResultNoRows is the Result of a statement that has none.
var ResultNoRows noRows

func (noRows) LastInsertId() (int64, error) {
	return 0, errors.New("no LastInsertId available after DDL statement")
}

func (noRows) RowsAffected() (int64, error) {
	return 0, errors.New("no RowsAffected available after DDL statement")
}
