//! Natives: functions of the library that have no body in Go. A native is a Rust function that gets a
//! [`Call`] (arguments, results, memory, the world) and answers with a [`Flow`]. It never calls Go code
//! itself: it asks for it with [`Flow::Invoke`] and is run again from its start with the results in its
//! memo, so the host stack stays flat.
//!
//! **Invariant:** no collection happens inside a native, so addresses that it holds stay good until it
//! returns. What must survive a [`Flow::Retry`] or [`Flow::Invoke`] lies in arguments, memo or memory.

use super::machine::Machine;
use crate::compile::code::{Program, RType, ZERO_BASE};
use crate::ids::{FuncId, Gid, ObjectId};
use crate::text::Pos;
use crate::trace::event::WaitReason;

/// A native function.
pub type Native = fn(&mut Call<'_>) -> Flow;

/// What a dump shows of a call of a native: function and place under `$GOROOT/src`, innermost first.
pub type NativeFrames = &'static [(&'static str, &'static str)];

/// What happens after a native.
#[derive(Clone, PartialEq, Debug)]
pub enum Flow {
    /// Goes on; the results are placed.
    Done,
    /// The goroutine waits; when it is woken it goes on after the call. Results are placed already, or the
    /// waker places them.
    Block(WaitReason, ObjectId),
    /// The goroutine waits; when it is woken the native runs again.
    Retry(WaitReason, ObjectId),
    /// The goroutine waits already, through the executor; when it is woken it goes on after the call.
    Parked,
    /// The goroutine waits already, through the executor; when it is woken the native runs again
    /// ([`Call::resumed`] tells).
    ParkedRetry,
    /// Goes on after the call when its turn comes again (`runtime.Gosched`).
    Yield,
    /// The call is complete, and others may go on before what follows it.
    Preempt,
    /// Panics.
    Panic(PanicWith),
    /// `fatal error: TEXT` and a dump; cannot be recovered.
    Fatal(String),
    /// Ends the program with this status.
    Exit(i32),
    /// Ends the goroutine after its deferred calls.
    Goexit,
    /// Ends the goroutine at once.
    Killed,
    /// Runs Go code, appends its result words to the memo, then runs the native again.
    Invoke {
        /// What to call.
        func: Callee,
        /// Argument words.
        args: Vec<u64>,
        /// Number of result words.
        results: u16,
    },
}

/// What to call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Callee {
    /// A func value (address of a closure); nil panics as in Go.
    Value(u64),
    /// A function of the program.
    Func(FuncId),
}

/// The value that a native panics with.
#[derive(Clone, PartialEq, Debug)]
pub enum PanicWith {
    /// A `runtime.Error` that prints `runtime error: TEXT`.
    Runtime(String),
    /// A `runtime.Error` that prints TEXT alone, as `send on closed channel` does.
    Plain(String),
    /// A `*runtime.TypeAssertionError`: prints TEXT alone (`interface conversion: …`).
    Conversion(String),
    /// A Go `string`.
    Text(String),
    /// Any interface value.
    Value(Iface),
}

impl PanicWith {
    /// As a [`Flow`]: a runtime error (`runtime error: TEXT`).
    pub fn runtime(text: impl Into<String>) -> Flow {
        Flow::Panic(PanicWith::Runtime(text.into()))
    }
    /// As a [`Flow`]: a runtime error that prints its text alone.
    pub fn plain(text: impl Into<String>) -> Flow {
        Flow::Panic(PanicWith::Plain(text.into()))
    }
    /// As a [`Flow`]: `panic("TEXT")`.
    pub fn text(text: impl Into<String>) -> Flow {
        Flow::Panic(PanicWith::Text(text.into()))
    }
}

/// An interface value: two words.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Iface {
    /// Rtype index + 1; 0 is nil.
    pub tag: u64,
    /// The value itself when its type is one word wide, else the address of its copy.
    pub data: u64,
}

impl Iface {
    /// The dynamic type; `None` for nil.
    pub fn rtype(self) -> Option<u32> {
        self.tag.checked_sub(1).map(|t| t as u32)
    }
}

/// A slice value: three words.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Slice {
    /// Byte address of the first element; 0 is the nil slice.
    pub addr: u64,
    /// Elements.
    pub len: usize,
    /// Capacity.
    pub cap: usize,
}

/// A running native's door to the world. Arguments and results share one window: word 0 is the first
/// argument (the receiver, for a method) and also the first result, so read before you write.
pub struct Call<'m> {
    pub(crate) m: &'m mut Machine,
    /// First word of the window on the running stack.
    pub(crate) base: usize,
}

impl<'m> Call<'m> {
    // Arguments, by word of the window.

    /// Argument word `i`.
    #[inline]
    pub fn word(&self, i: usize) -> u64 {
        self.m.stack.get(self.base + i)
    }
    /// As a signed integer.
    #[inline]
    pub fn int(&self, i: usize) -> i64 {
        self.word(i) as i64
    }
    /// As a float.
    pub fn float(&self, i: usize) -> f64 {
        f64::from_bits(self.word(i))
    }
    /// As a bool.
    pub fn bool(&self, i: usize) -> bool {
        self.word(i) != 0
    }
    /// Bytes of the string in words `i`, `i + 1`.
    pub fn str_bytes(&self, i: usize) -> &[u8] {
        self.bytes(self.word(i), self.word(i + 1) as usize)
    }
    /// The string in words `i`, `i + 1` as text; bad UTF-8 is replaced.
    pub fn string(&self, i: usize) -> String {
        String::from_utf8_lossy(self.str_bytes(i)).into_owned()
    }
    /// The slice in words `i…i + 2`.
    pub fn slice(&self, i: usize) -> Slice {
        Slice { addr: self.word(i), len: self.word(i + 1) as usize, cap: self.word(i + 2) as usize }
    }
    /// Bytes of the `[]byte` in words `i…i + 2`.
    pub fn byte_slice(&self, i: usize) -> &[u8] {
        self.bytes(self.word(i), self.word(i + 1) as usize)
    }
    /// The interface in words `i`, `i + 1`.
    pub fn iface(&self, i: usize) -> Iface {
        Iface { tag: self.word(i), data: self.word(i + 1) }
    }

    // Results.

    /// Sets result word `i`.
    #[inline]
    pub fn ret(&mut self, i: usize, word: u64) {
        self.m.stack.set(self.base + i, word);
    }
    /// Sets result word `i` to an integer.
    pub fn ret_int(&mut self, i: usize, v: i64) {
        self.ret(i, v as u64);
    }
    /// Sets result word `i` to a float.
    pub fn ret_float(&mut self, i: usize, v: f64) {
        self.ret(i, v.to_bits());
    }
    /// Sets result word `i` to a bool.
    pub fn ret_bool(&mut self, i: usize, v: bool) {
        self.ret(i, v as u64);
    }
    /// Sets result words `i`, `i + 1` to a new string.
    pub fn ret_str(&mut self, i: usize, bytes: &[u8]) {
        let addr = self.m.heap.new_bytes(bytes);
        self.ret(i, addr);
        self.ret(i + 1, bytes.len() as u64);
    }
    /// Sets result words `i…i + 2` to a new `[]byte`.
    pub fn ret_bytes(&mut self, i: usize, bytes: &[u8]) {
        let addr = self.m.heap.new_bytes(bytes);
        self.ret_slice(i, Slice { addr, len: bytes.len(), cap: bytes.len() });
    }
    /// Sets result words `i…i + 2` to a slice.
    pub fn ret_slice(&mut self, i: usize, s: Slice) {
        self.ret(i, s.addr);
        self.ret(i + 1, s.len as u64);
        self.ret(i + 2, s.cap as u64);
    }
    /// Sets result words `i`, `i + 1` to an interface.
    pub fn ret_iface(&mut self, i: usize, v: Iface) {
        self.ret(i, v.tag);
        self.ret(i + 1, v.data);
    }

    /// True when this call waited before and runs again ([`Flow::Retry`], [`Flow::ParkedRetry`]).
    pub fn resumed(&self) -> bool {
        self.m.native_resumed
    }

    // Memo of invoked Go functions.

    /// Number of result words of finished [`Flow::Invoke`]s of this call.
    pub fn memo_len(&self) -> usize {
        self.m.memo_words().map_or(0, <[u64]>::len)
    }
    /// True when a [`Flow::Invoke`] of this call has finished.
    pub fn invoked(&self) -> bool {
        self.m.memo_words().is_some()
    }
    /// Word `k` of them; 0 when there is none.
    pub fn memo(&self, k: usize) -> u64 {
        self.m.memo_words().and_then(|w| w.get(k)).copied().unwrap_or(0)
    }

    // Memory.

    /// The word at an address; 0 outside of memory.
    pub fn load(&self, addr: u64) -> u64 {
        self.m.heap.load(addr)
    }
    /// Stores a word; ignored outside of memory.
    pub fn store(&mut self, addr: u64, word: u64) {
        self.m.heap.store(addr, word);
    }
    /// `n` words from an address; empty when they do not all lie in memory.
    pub fn words(&self, addr: u64, n: usize) -> &[u64] {
        self.m.heap.range(addr, n)
    }
    /// `len` bytes from a byte address; empty when they do not all lie in memory.
    pub fn bytes(&self, addr: u64, len: usize) -> &[u8] {
        self.m.heap.bytes(addr, len)
    }
    /// Copies bytes to memory; ignored when they do not fit.
    pub fn write_bytes(&mut self, addr: u64, bytes: &[u8]) {
        self.m.heap.write_bytes(addr, bytes);
    }
    /// True when `addr` may be dereferenced.
    pub fn is_address(&self, addr: u64) -> bool {
        self.m.heap.index(addr).is_some()
    }
    /// False when so many bytes more would pass the heap limit: then return [`Call::out_of_memory`]
    /// instead of building a huge value.
    pub fn has_room(&self, bytes: usize) -> bool {
        self.m.heap.has_room(bytes)
    }
    /// Ends the run with the limit `heap`.
    pub fn out_of_memory(&mut self) -> Flow {
        self.m.heap.full = true;
        Flow::Done
    }
    /// Zeroed memory of so many words. Past the limit an address outside of memory: stores there are
    /// ignored and the run ends when the native returns.
    pub fn alloc_words(&mut self, n: usize, noscan: bool) -> u64 {
        self.m.heap.alloc(n, noscan).unwrap_or(self.m.heap.nowhere())
    }
    /// Zeroed memory for one value of an rtype.
    pub fn alloc(&mut self, rtype: u32) -> u64 {
        let (words, noscan) = self.rtype(rtype).map_or((0, true), |t| (t.words as usize, t.noscan));
        self.alloc_words(words, noscan)
    }
    /// New memory with these bytes: the address word of a string or `[]byte`.
    pub fn new_bytes(&mut self, bytes: &[u8]) -> u64 {
        self.m.heap.new_bytes(bytes)
    }
    /// New slice memory for `n` elements of an rtype (packed when its kind is `Uint8`).
    pub fn new_slice(&mut self, elem: u32, n: usize) -> Slice {
        let addr = self.m.alloc_elems(elem, n).unwrap_or(self.m.heap.nowhere());
        Slice { addr: if n == 0 { ZERO_BASE } else { addr }, len: n, cap: n }
    }
    /// Makes an interface of a value: its words are boxed where the type is not one word wide.
    pub fn make_iface(&mut self, rtype: u32, value: &[u64]) -> Iface {
        self.m.box_value(rtype, value)
    }
    /// Words of the value inside an interface; empty for nil.
    pub fn iface_value(&self, v: Iface) -> Vec<u64> {
        self.m.unbox_value(v)
    }

    // The program.

    /// The program.
    pub fn program(&self) -> &Program {
        &self.m.linked.program
    }
    /// An rtype.
    pub fn rtype(&self, index: u32) -> Option<&RType> {
        self.m.types.get(index as usize)
    }
    /// Index of an rtype by its `%T` name: a way to hooks such as `string` or `*errors.errorString`.
    pub fn rtype_named(&self, name: &str) -> Option<u32> {
        self.m.rtype_named(name)
    }
    /// The function behind method `name` (`Error`, `String`) of a dynamic type; it takes the interface's
    /// data word as its receiver.
    pub fn method(&self, rtype: u32, name: &str) -> Option<FuncId> {
        self.m.method_of(rtype, name)
    }
    /// A function of [`Program::hooks`].
    pub fn hook(&self, name: &str) -> Option<FuncId> {
        self.m.linked.program.hooks.iter().find(|(n, _)| n == name).map(|h| h.1)
    }

    // Maps and channels.

    /// Number of entries; 0 for nil.
    pub fn map_len(&self, map: u64) -> usize {
        self.m.maps.len_of(map)
    }
    /// All entries, key and value words, in the order of insertion.
    pub fn map_entries(&self, map: u64) -> Vec<(Vec<u64>, Vec<u64>)> {
        self.m.maps.whole_entries(&self.m.heap, map)
    }
    /// Value words of a key. `None` when absent, or when the key cannot be hashed.
    pub fn map_get(&self, map: u64, key: &[u64]) -> Option<Vec<u64>> {
        self.m.map_get_words(map, key)
    }
    /// Sets an entry; false when the map is nil or the key cannot be hashed.
    pub fn map_set(&mut self, map: u64, key: &[u64], value: &[u64]) -> bool {
        self.m.map_set_words(map, key, value)
    }
    /// Deletes an entry; false when the map is nil or the key cannot be hashed.
    pub fn map_delete(&mut self, map: u64, key: &[u64]) -> bool {
        self.m.map_delete_words(map, key)
    }
    /// Takes all entries away, those too whose keys equal nothing.
    pub fn map_clear(&mut self, map: u64) {
        self.m.map_clear(map);
    }
    /// A new map of a map rtype.
    pub fn make_map(&mut self, rtype: u32) -> u64 {
        self.m.make_map(rtype)
    }
    /// Values in a channel's buffer; 0 for nil.
    pub fn chan_len(&self, chan: u64) -> usize {
        self.m.chan_len(chan)
    }
    /// Capacity of a channel; 0 for nil.
    pub fn chan_cap(&self, chan: u64) -> usize {
        self.m.chan_cap(chan)
    }

    // The world.

    /// The running goroutine.
    pub fn gid(&self) -> Gid {
        self.m.running_gid()
    }
    /// Virtual time in nanoseconds since the start of the run.
    pub fn now_ns(&self) -> i64 {
        self.m.now_ns()
    }
    /// Goroutines that have not ended.
    pub fn num_goroutine(&self) -> usize {
        self.m.num_goroutine()
    }
    /// Appends to the program's output; `fd` 1 or 2.
    pub fn write(&mut self, fd: u8, bytes: &[u8]) {
        self.m.write_output(fd, bytes);
    }
    /// Done, with what others may see: in drawn orders they may go on first.
    pub fn done(&mut self) -> Flow {
        if self.m.preempts() { Flow::Preempt } else { Flow::Done }
    }
    /// `os.Args`.
    pub fn args(&self) -> &[String] {
        &self.m.config.args
    }
    /// Keeps standard output back from here on.
    pub fn capture(&mut self) {
        self.m.captured = Some(Vec::new());
    }
    /// What was kept back; output goes on as ever.
    pub fn end_capture(&mut self) -> Vec<u8> {
        self.m.captured.take().unwrap_or_default()
    }
    /// Takes up to `most` bytes of standard input; none at its end.
    pub fn read_stdin(&mut self, most: usize) -> Vec<u8> {
        let left = &self.m.config.stdin[self.m.stdin_read..];
        let bytes = left[..most.min(left.len())].to_vec();
        self.m.stdin_read += bytes.len();
        bytes
    }
    /// Files that are there at the start: path and text.
    pub fn files(&self) -> &[(String, String)] {
        &self.m.config.files
    }
    /// Place of the call in the reader's own program (for the trace).
    pub fn pos(&self) -> Pos {
        self.m.user_pos()
    }
    /// Place of the call in Go text as `FILE:LINE`, `skip` frames further out (for log flags,
    /// `runtime.Caller`).
    pub fn caller(&self, skip: usize) -> Option<(String, u32, String)> {
        self.m.caller(skip)
    }
    /// File, line and name of the function that a func value is.
    pub fn declared(&self, value: u64) -> Option<(String, u32, String)> {
        self.m.declared(value)
    }
    /// The running goroutine's stack without the frame that called the native, as `debug.Stack` gives it.
    pub fn stack_text(&self) -> String {
        self.m.stack_text_of_running()
    }
    /// Starts a goroutine that calls `func` with these argument words.
    pub fn spawn(&mut self, func: Callee, args: &[u64]) -> Gid {
        self.m.spawn_native(func, args)
    }
    /// A number below `bound` from the one door for chance; 0 when there is nothing to choose.
    pub fn choose(&mut self, kind: crate::choice::ChoiceKind, bound: u32) -> u32 {
        self.m.sched.chooser.choose(kind, bound)
    }
    /// Sets a goroutine to sleep: return what this gives.
    pub fn sleep(&mut self, ns: i64) -> Flow {
        if ns <= 0 {
            return Flow::Done;
        }
        let at = self.m.sched.now_ns().saturating_add(ns);
        let pos = self.m.user_pos();
        self.m.sched.sleep(at, pos);
        Flow::Parked
    }
    /// Name of the object that the caller's line makes or uses first, for the trace.
    pub fn name_here(&mut self) -> crate::ids::StrId {
        self.m.name_here()
    }
    /// The channel (handle) of a new timer; see [`Call::make_timer`].
    pub fn make_timer_chan(&mut self) -> u64 {
        self.m.make_timer_chan()
    }
    /// A timer that is not set yet: it will send the time on the channel of [`Call::make_timer_chan`]
    /// (`data`: address of the location), or call the func value `data` in a new goroutine. Its number
    /// names it.
    pub fn make_timer(&mut self, chan: Option<u64>, data: u64, ticker: bool) -> u32 {
        use super::timers::TimerAction;
        let action = match chan.and_then(super::interp::chan_id) {
            Some(c) => TimerAction::Send(c, data),
            None => TimerAction::Call(data),
        };
        self.m.make_timer(action, ticker)
    }
    /// Stops a timer and drops an undelivered tick; true when it was going to fire.
    pub fn stop_timer(&mut self, timer: u32) -> bool {
        self.m.stop_timer(timer)
    }
    /// Sets a stopped timer: due in `delay_ns`, then every `period_ns` when that is above 0.
    pub fn set_timer(&mut self, timer: u32, delay_ns: i64, period_ns: i64) {
        self.m.set_timer(timer, delay_ns, period_ns);
    }
    /// A channel by its handle, for the executor's own operations; `None` for nil.
    pub fn chan_id(&self, handle: u64) -> Option<crate::sync::ChanId> {
        super::interp::chan_id(handle)
    }
    /// Stacks of all goroutines, the running one first.
    pub fn all_stacks(&self) -> String {
        self.m.all_stacks()
    }
    /// Goroutines that can never run again.
    pub fn never_run(&self) -> Vec<Gid> {
        self.m.never_run()
    }
    /// Collects garbage after the native has returned (`runtime.GC`).
    pub fn want_gc(&mut self) {
        self.m.heap.request_gc();
    }
    /// Seconds since 1970 at the start of virtual time.
    pub fn epoch_s(&self) -> i64 {
        self.m.config.epoch_s
    }
    /// The whole machine, for what is not wrapped here.
    pub fn machine(&mut self) -> &mut Machine {
        self.m
    }
}
