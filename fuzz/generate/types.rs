//! Types of generated programs.

use super::Generator;

/// A type.
#[derive(Clone, PartialEq, Debug)]
pub enum Ty {
    /// A basic type or a defined one of a basic kind, by name.
    Basic(&'static str),
    Slice(Box<Ty>),
    Array(Box<Ty>, usize),
    Map(Box<Ty>, Box<Ty>),
    /// One of [`STRUCTS`].
    Struct(usize),
    Any,
    /// The generic `Pair[A, B]`.
    Pair(Box<Ty>, Box<Ty>),
}

/// Integers with their widths.
pub const INTS: &[(&str, u32)] = &[
    ("int", 64),
    ("int8", 8),
    ("int16", 16),
    ("int32", 32),
    ("int64", 64),
    ("uint", 64),
    ("uint8", 8),
    ("uint16", 16),
    ("uint32", 32),
    ("uint64", 64),
    ("Small", 8),
    ("Wide", 64),
];

const BASICS: &[&str] = &[
    "int",
    "int",
    "int8",
    "int16",
    "int32",
    "int64",
    "uint",
    "uint8",
    "uint16",
    "uint32",
    "uint64",
    "Small",
    "Wide",
    "float64",
    "float32",
    "string",
    "string",
    "Text",
    "bool",
    "complex128",
];

/// Struct types: name and fields.
pub const STRUCTS: &[(&str, &[(&str, Field)])] = &[
    ("Point", &[("X", Field::Basic("int")), ("Y", Field::Basic("int8"))]),
    (
        "Record",
        &[
            ("Name", Field::Basic("string")),
            ("At", Field::Struct(0)),
            ("Bytes", Field::Bytes),
            ("F", Field::Basic("float32")),
            ("B", Field::Basic("bool")),
        ],
    ),
    ("Outer", &[("Point", Field::Struct(0)), ("List", Field::List), ("C", Field::Basic("uint8"))]),
];

/// Type of a field.
#[derive(Clone, Copy, Debug)]
pub enum Field {
    Basic(&'static str),
    Struct(usize),
    /// `[3]uint8`
    Bytes,
    /// `[]int`
    List,
}

impl Field {
    pub fn ty(self) -> Ty {
        match self {
            Field::Basic(b) => Ty::Basic(b),
            Field::Struct(s) => Ty::Struct(s),
            Field::Bytes => Ty::Array(Box::new(Ty::Basic("uint8")), 3),
            Field::List => Ty::Slice(Box::new(Ty::Basic("int"))),
        }
    }
}

pub const DECLS: &str = r#"type Small int8
type Wide uint64
type Text string

type Point struct {
	X int
	Y int8
}

type Record struct {
	Name  string
	At    Point
	Bytes [3]uint8
	F     float32
	B     bool
}

type Outer struct {
	Point
	List []int
	C    uint8
}

type Pair[A, B any] struct {
	First  A
	Second B
}

type Number interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~float32 | ~float64
}

type Shape interface{ Area() int }

func (p Point) Area() int        { return p.X * int(p.Y) }
func (p *Point) Move(dx int)     { p.X += dx; p.Y += int8(dx) }
func (r Record) Area() int       { return r.At.Area() + len(r.Name) }
func (s Small) Area() int        { return int(s) * 2 }
func (t Text) Area() int         { return len(t) }
func (p Pair[A, B]) Swap() Pair[B, A] { return Pair[B, A]{p.Second, p.First} }

func area(s Shape) int { return s.Area() }

func at[T any](s []T, i int) (zero T) {
	if len(s) == 0 {
		return
	}
	return s[uint(i)%uint(len(s))]
}

func total[T Number](s ...T) (sum T) {
	for _, v := range s {
		sum += v*2 + 1
	}
	return
}

func mapped[T, U any](s []T, f func(T) U) []U {
	out := make([]U, 0, len(s))
	for _, v := range s {
		out = append(out, f(v))
	}
	return out
}

func pick[T any](cond bool, a, b T) T {
	if cond {
		return a
	}
	return b
}

func count(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

"#;

impl Ty {
    /// As Go writes it.
    pub fn go(&self) -> String {
        match self {
            Ty::Basic(b) => (*b).into(),
            Ty::Slice(e) => format!("[]{}", e.go()),
            Ty::Array(e, n) => format!("[{n}]{}", e.go()),
            Ty::Map(k, v) => format!("map[{}]{}", k.go(), v.go()),
            Ty::Struct(i) => STRUCTS[*i].0.into(),
            Ty::Any => "any".into(),
            Ty::Pair(a, b) => format!("Pair[{}, {}]", a.go(), b.go()),
        }
    }

    pub fn int_bits(&self) -> Option<u32> {
        let Ty::Basic(b) = self else { return None };
        INTS.iter().find(|(n, _)| n == b).map(|(_, w)| *w)
    }

    pub fn is_float(&self) -> bool {
        matches!(self, Ty::Basic("float64" | "float32"))
    }

    pub fn is_string(&self) -> bool {
        matches!(self, Ty::Basic("string" | "Text"))
    }

    /// `==` is defined and cannot panic.
    pub fn comparable(&self) -> bool {
        match self {
            Ty::Basic(_) | Ty::Struct(0 | 1) => true,
            Ty::Array(e, _) => e.comparable(),
            Ty::Pair(a, b) => a.comparable() && b.comparable(),
            _ => false,
        }
    }

    pub fn fields(&self) -> Vec<(&'static str, Ty)> {
        match self {
            Ty::Struct(i) => STRUCTS[*i].1.iter().map(|(n, f)| (*n, f.ty())).collect(),
            Ty::Pair(a, b) => vec![("First", (**a).clone()), ("Second", (**b).clone())],
            _ => vec![],
        }
    }
}

impl Generator {
    /// Some type, nested at most so deep.
    pub(super) fn ty(&mut self, depth: usize) -> Ty {
        let basic = |g: &mut Generator| Ty::Basic(BASICS[g.rng.below(BASICS.len())]);
        if depth == 0 {
            return basic(self);
        }
        match self.rng.below(20) {
            0..=8 => basic(self),
            9..=11 => Ty::Slice(Box::new(self.ty(depth - 1))),
            12 | 13 => {
                let n = 1 + self.rng.below(5);
                Ty::Array(Box::new(self.ty(depth - 1)), n)
            }
            14 => {
                let key = ["int", "string", "uint8", "Small", "float64"][self.rng.below(5)];
                Ty::Map(Box::new(Ty::Basic(key)), Box::new(self.ty(depth - 1)))
            }
            15..=17 => Ty::Struct(self.rng.below(STRUCTS.len())),
            18 => Ty::Any,
            _ => Ty::Pair(Box::new(self.ty(depth - 1)), Box::new(self.ty(depth - 1))),
        }
    }
}
