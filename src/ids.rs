//! Small numbers that name things across rooms. Each is an index into one vector of one owner.

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
        pub struct $name(pub u32);
        impl $name {
            /// As an index into the owner's vector.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

id!(/** A goroutine; Go's own number, so `main` is 1. 0 stands for "nobody" (the clock, the outside). */ Gid);
id!(/** A traced object (channel, lock, WaitGroup, context, timer …); 0 stands for "none". */ ObjectId);
id!(/** A compiled function: index into `Program::funcs`. */ FuncId);
id!(/** A text in the trace's or program's string table. */ StrId);

/// Nobody.
pub const NOBODY: Gid = Gid(0);
/// The goroutine that runs `main.main`.
pub const MAIN: Gid = Gid(1);
/// No object.
pub const NO_OBJECT: ObjectId = ObjectId(0);
