//! The events and their numbers. The numbers are part of the trace format: append, never renumber.

use crate::ids::{Gid, ObjectId};
use crate::text::Pos;

/// Version of the format; raised when a number changes its meaning.
pub const TRACE_VERSION: u32 = 2;

/// One event, wide.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Event {
    /// What happened.
    pub kind: EventKind,
    /// Virtual time, nanoseconds since the start of the run.
    pub time_ns: i64,
    /// Scheduling decisions taken so far.
    pub step: u32,
    /// Whom it concerns (see [`EventKind`]); 0 is the world outside.
    pub g: Gid,
    /// The other goroutine: parent, waker, partner; 0 is the clock, or nobody.
    pub by: Gid,
    /// The object.
    pub obj: ObjectId,
    /// Where in the source: the nearest frame of the reader's own program, else the library's.
    pub pos: Pos,
    /// First payload, see [`EventKind`].
    pub a: i64,
    /// Second payload.
    pub b: i64,
}

/// Kinds of events. `a`, `b` as said; unnamed payloads are 0.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(u8)]
pub enum EventKind {
    /// `g` was made by `by` at the `go` statement `pos`; runnable. a: `FuncId`; b: `StrId` of its label's
    /// arguments (`3` for `worker(3)`), 0 none.
    Spawn = 0,
    /// `g` runs now: one scheduling decision. a: number of goroutines that could have run.
    Start = 1,
    /// `g` waits. a: [`WaitReason`]; b: for `Sleep` the time at which it ends.
    Block = 2,
    /// `g` was made runnable by `by` through `obj`; `pos` is the waker's. a: [`Cause`].
    Wake = 3,
    /// `g` went to the end of the queue. a: 0 `runtime.Gosched`, 1 preempted.
    Yield = 4,
    /// `g` ended. a: 0 returned, 1 `runtime.Goexit`, 2 panicked, 3 ended by the end of the program,
    /// 4 killed by a fault.
    End = 5,
    /// `g` sent on channel `obj`; `by`: the receiver that took it directly. a: values buffered after it.
    Send = 6,
    /// `g` received from channel `obj`; `by`: the sender whose value it is when known. a: values buffered
    /// after it; b: 1 when the channel was closed and empty.
    Recv = 7,
    /// `g` closed channel `obj`.
    Close = 8,
    /// `g` chose in a select. a: case index (number of cases for default); b: number of ready cases.
    Select = 9,
    /// `g` holds lock `obj`. a: 0 exclusive, 1 shared.
    Lock = 10,
    /// `g` released lock `obj`. a: as above.
    Unlock = 11,
    /// Counter of WaitGroup or semaphore `obj`. a: delta; b: value after.
    Count = 12,
    /// `g` signalled Cond `obj`. a: number woken; b: 1 for Broadcast.
    Signal = 13,
    /// A new object. a: [`ObjectKind`]; b: `StrId` of its name, 0 none; `pos`: where it was made or first used.
    /// For a channel `step`'s partner event [`EventKind::Capacity`] follows when it is buffered.
    Object = 14,
    /// Capacity of channel, semaphore or limit `obj`. a: capacity.
    Capacity = 15,
    /// Context `obj`: a: its parent's `ObjectId`; b: deadline in ns, -1 none.
    Context = 16,
    /// Context `obj` was cancelled by `g` (0: its deadline). a: `StrId` of the error or cause; b: 1 deadline.
    Cancel = 17,
    /// Timer or ticker `obj` fired.
    Timer = 18,
    /// `g` panics. a: `StrId` of the text.
    Panic = 19,
    /// `g` recovered. a: `StrId` of the text.
    Recover = 20,
    /// `g` wrote. a: 1 stdout, 2 stderr; b: bytes. The bytes are in the output log in the same order.
    Output = 21,
    /// Fault number `a` took effect on `g`.
    Fault = 22,
    /// The reader's own mark (`runtime/trace`). a: `StrId`; b: 0 log, 1 region begins, 2 region ends,
    /// 3 task begins, 4 task ends.
    Mark = 23,
    /// The run ended. a: [`EndCode`]; b: exit status.
    Finish = 24,
    /// The size of the heap, told while `g` runs once it has changed by so much that it is worth a word (see
    /// `Heap::tell_next`): a program that holds little has no such event. a: 1 after a collection; b: KiB in use.
    Memory = 25,
}

impl EventKind {
    /// All, by number.
    pub const ALL: [EventKind; 26] = [
        EventKind::Spawn,
        EventKind::Start,
        EventKind::Block,
        EventKind::Wake,
        EventKind::Yield,
        EventKind::End,
        EventKind::Send,
        EventKind::Recv,
        EventKind::Close,
        EventKind::Select,
        EventKind::Lock,
        EventKind::Unlock,
        EventKind::Count,
        EventKind::Signal,
        EventKind::Object,
        EventKind::Capacity,
        EventKind::Context,
        EventKind::Cancel,
        EventKind::Timer,
        EventKind::Panic,
        EventKind::Recover,
        EventKind::Output,
        EventKind::Fault,
        EventKind::Mark,
        EventKind::Finish,
        EventKind::Memory,
    ];

    /// The kind of that number.
    pub fn from_number(n: u8) -> Option<EventKind> {
        EventKind::ALL.get(usize::from(n)).copied()
    }
}

/// Why a goroutine waits, in a goroutine dump's words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum WaitReason {
    ChanReceive = 0,
    ChanSend = 1,
    ChanReceiveNil = 2,
    ChanSendNil = 3,
    Select = 4,
    SelectNoCases = 5,
    Sleep = 6,
    MutexLock = 7,
    RWMutexLock = 8,
    RWMutexRLock = 9,
    WaitGroupWait = 10,
    CondWait = 11,
    Semacquire = 12,
    Coroutine = 13,
    IoWait = 14,
    /// A call that a fault keeps from returning; Go has no such state.
    Hang = 15,
}

impl WaitReason {
    /// All, by number.
    pub const ALL: [WaitReason; 16] = [
        WaitReason::ChanReceive,
        WaitReason::ChanSend,
        WaitReason::ChanReceiveNil,
        WaitReason::ChanSendNil,
        WaitReason::Select,
        WaitReason::SelectNoCases,
        WaitReason::Sleep,
        WaitReason::MutexLock,
        WaitReason::RWMutexLock,
        WaitReason::RWMutexRLock,
        WaitReason::WaitGroupWait,
        WaitReason::CondWait,
        WaitReason::Semacquire,
        WaitReason::Coroutine,
        WaitReason::IoWait,
        WaitReason::Hang,
    ];

    /// For a lock.
    pub fn is_lock(self) -> bool {
        matches!(self, WaitReason::MutexLock | WaitReason::RWMutexLock | WaitReason::RWMutexRLock)
    }

    /// Go's words.
    pub fn text(self) -> &'static str {
        match self {
            WaitReason::ChanReceive => "chan receive",
            WaitReason::ChanSend => "chan send",
            WaitReason::ChanReceiveNil => "chan receive (nil chan)",
            WaitReason::ChanSendNil => "chan send (nil chan)",
            WaitReason::Select => "select",
            WaitReason::SelectNoCases => "select (no cases)",
            WaitReason::Sleep => "sleep",
            WaitReason::MutexLock => "sync.Mutex.Lock",
            WaitReason::RWMutexLock => "sync.RWMutex.Lock",
            WaitReason::RWMutexRLock => "sync.RWMutex.RLock",
            WaitReason::WaitGroupWait => "sync.WaitGroup.Wait",
            WaitReason::CondWait => "sync.Cond.Wait",
            WaitReason::Semacquire => "semacquire",
            WaitReason::Coroutine => "coroutine",
            WaitReason::IoWait => "IO wait",
            WaitReason::Hang => "hang (injected)",
        }
    }
}

/// Through what a goroutine was woken.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(u8)]
pub enum Cause {
    /// A value was sent to it.
    Send = 0,
    /// Its value was received, or room was made in the buffer.
    Recv = 1,
    /// The channel was closed.
    Close = 2,
    /// A lock was released.
    Unlock = 3,
    /// A counter reached zero, a permit was returned.
    Count = 4,
    /// Cond.Signal or Broadcast.
    Signal = 5,
    /// Its sleep or timer ended.
    Timer = 6,
    /// A context was cancelled (the channel of `Done` was closed).
    Cancel = 7,
    /// A fault.
    Fault = 8,
    /// The other half of a coroutine (`iter.Pull`).
    Coroutine = 9,
}

/// Kinds of objects.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum ObjectKind {
    Chan = 0,
    Mutex = 1,
    RWMutex = 2,
    WaitGroup = 3,
    Cond = 4,
    Once = 5,
    Context = 6,
    Timer = 7,
    Ticker = 8,
    Semaphore = 9,
    Pool = 10,
    Map = 11,
    /// A context's `Done` channel; its owner's id is in a `Context` event.
    DoneChan = 12,
    /// An in-memory connection or HTTP request.
    Request = 13,
}

impl ObjectKind {
    /// All, by number.
    pub const ALL: [ObjectKind; 14] = [
        ObjectKind::Chan,
        ObjectKind::Mutex,
        ObjectKind::RWMutex,
        ObjectKind::WaitGroup,
        ObjectKind::Cond,
        ObjectKind::Once,
        ObjectKind::Context,
        ObjectKind::Timer,
        ObjectKind::Ticker,
        ObjectKind::Semaphore,
        ObjectKind::Pool,
        ObjectKind::Map,
        ObjectKind::DoneChan,
        ObjectKind::Request,
    ];

    /// A word for it.
    pub fn text(self) -> &'static str {
        match self {
            ObjectKind::Chan => "chan",
            ObjectKind::Mutex => "mutex",
            ObjectKind::RWMutex => "rwmutex",
            ObjectKind::WaitGroup => "waitgroup",
            ObjectKind::Cond => "cond",
            ObjectKind::Once => "once",
            ObjectKind::Context => "context",
            ObjectKind::Timer => "timer",
            ObjectKind::Ticker => "ticker",
            ObjectKind::Semaphore => "semaphore",
            ObjectKind::Pool => "pool",
            ObjectKind::Map => "map",
            ObjectKind::DoneChan => "done",
            ObjectKind::Request => "request",
        }
    }
}

/// How a run ended.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(u8)]
pub enum EndCode {
    /// `main` returned.
    Done = 0,
    /// `os.Exit`, `log.Fatal`.
    Exit = 1,
    /// All goroutines asleep.
    Deadlock = 2,
    /// Unrecovered panic.
    Panic = 3,
    /// Another fatal error (concurrent map writes …).
    Fatal = 4,
    /// Ended by the race detector.
    Race = 5,
    /// A limit was reached.
    Limit = 6,
    /// The reader stopped it.
    Stopped = 7,
    /// All wait, and somebody for what only comes from outside.
    Waiting = 8,
}

/// State of a goroutine during a span; numbers are the page's palette.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum SpanState {
    Running = 0,
    Runnable = 1,
    Waiting = 2,
    Sleeping = 3,
    /// Can never run again.
    Stuck = 4,
    /// Its context is done: from the cancel that woke it until it ends or waits for something else.
    Cancelled = 5,
    /// A panic unwinds it, or ended it.
    Panicked = 6,
    Dead = 7,
}

impl SpanState {
    /// All, by number.
    pub const ALL: [SpanState; 8] = [
        SpanState::Running,
        SpanState::Runnable,
        SpanState::Waiting,
        SpanState::Sleeping,
        SpanState::Stuck,
        SpanState::Cancelled,
        SpanState::Panicked,
        SpanState::Dead,
    ];

    /// A word for it.
    pub fn text(self) -> &'static str {
        match self {
            SpanState::Running => "running",
            SpanState::Runnable => "runnable",
            SpanState::Waiting => "waiting",
            SpanState::Sleeping => "sleeping",
            SpanState::Stuck => "stuck",
            SpanState::Cancelled => "cancelled",
            SpanState::Panicked => "panicked",
            SpanState::Dead => "dead",
        }
    }
}
