//! Everything that a program can use up, by name, with its default. Reaching one is an outcome of the run,
//! never a panic of ours.

/// Limits of a run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Scheduling decisions.
    pub steps: u64,
    /// Backward jumps and calls executed, over all goroutines (counted by the machine).
    pub instructions: u64,
    /// Goroutines alive at once.
    pub goroutines: u64,
    /// Bytes of memory reachable by the program.
    pub heap: u64,
    /// Bytes of the process, 2 KiB for each goroutine besides what it holds; past it the kernel kills it.
    pub memory: u64,
    /// Bytes of one goroutine's stack; reaching it is Go's own `stack overflow`.
    pub stack: u64,
    /// Bytes written to stdout and stderr.
    pub output: u64,
    /// Events in the trace.
    pub events: u64,
    /// Virtual nanoseconds.
    pub virtual_time: u64,
    /// Bytes that a page's engine may take for this run and all that it keeps. Whoever knows them ends the run.
    pub page_memory: u64,
    /// Goroutines that run at one virtual time; 0: as many as are ready, and running takes no time.
    pub processors: u64,
    /// Virtual nanoseconds that an instruction takes, with processors.
    pub instruction_ns: u64,
}

/// Most processors of a run.
pub const MOST_PROCESSORS: u64 = 256;
/// Longest time of an instruction: a second.
pub const MOST_INSTRUCTION_NS: u64 = 1_000_000_000;

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            steps: 100_000_000,
            instructions: 2_000_000_000,
            goroutines: 2_000_000,
            heap: 1 << 30,
            memory: u64::MAX,
            stack: 64 << 20,
            output: 16 << 20,
            events: 200_000_000,
            virtual_time: 100 * 365 * 86_400 * 1_000_000_000,
            page_memory: u64::MAX,
            processors: 0,
            instruction_ns: 1,
        }
    }
}

/// A limit's name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum LimitName {
    Steps,
    Instructions,
    Goroutines,
    Heap,
    Memory,
    Stack,
    Output,
    Events,
    VirtualTime,
    PageMemory,
}

/// A limit that was reached.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LimitHit {
    /// Which.
    pub name: LimitName,
    /// Its value.
    pub value: u64,
}

impl LimitName {
    /// All of them.
    pub const ALL: [LimitName; 10] = [
        LimitName::Steps,
        LimitName::Instructions,
        LimitName::Goroutines,
        LimitName::Heap,
        LimitName::Memory,
        LimitName::Stack,
        LimitName::Output,
        LimitName::Events,
        LimitName::VirtualTime,
        LimitName::PageMemory,
    ];

    /// Name in reports, `--limit` and requests.
    pub fn text(self) -> &'static str {
        match self {
            LimitName::Steps => "steps",
            LimitName::Instructions => "instructions",
            LimitName::Goroutines => "goroutines",
            LimitName::Heap => "heap",
            LimitName::Memory => "memory",
            LimitName::Stack => "stack",
            LimitName::Output => "output",
            LimitName::Events => "events",
            LimitName::VirtualTime => "virtual_time",
            LimitName::PageMemory => "page_memory",
        }
    }

    /// The limit of that name.
    pub fn from_text(text: &str) -> Option<LimitName> {
        LimitName::ALL.into_iter().find(|n| n.text() == text)
    }

    /// One sentence for the reader: what was used up, and what to do.
    pub fn advice(self) -> &'static str {
        match self {
            LimitName::Steps => {
                "The program took too many scheduling steps. Look for goroutines that wake each other for ever, or raise the limit `steps`."
            }
            LimitName::Instructions => {
                "The program computed for too long. Look for a loop that never ends, or raise the limit `instructions`."
            }
            LimitName::Goroutines => {
                "Too many goroutines are alive at once. Start fewer at a time (a pool, a semaphore), or raise the limit `goroutines`."
            }
            LimitName::Heap => {
                "The program holds too much memory. Make smaller values, or raise the limit `heap`."
            }
            LimitName::Memory => {
                "The process has used up its memory, as a container would. Hold less at a time, or raise the limit `memory`."
            }
            LimitName::Stack => {
                "A goroutine called too deeply. Look for a recursion that never ends, or raise the limit `stack`."
            }
            LimitName::Output => {
                "The program printed too much. Print less, or raise the limit `output`."
            }
            LimitName::Events => {
                "Too much happened to record it all. Make the program smaller, or raise the limit `events`."
            }
            LimitName::VirtualTime => {
                "Virtual time ran too far. Look for a ticker or a sleep loop that never ends, or raise the limit `virtual_time`."
            }
            LimitName::PageMemory => {
                "The run and what is kept of it take all the memory that a page has. Start fewer goroutines, call less deeply, or run it with the command line."
            }
        }
    }
}

impl Limits {
    /// The value of a limit.
    pub fn get(&self, name: LimitName) -> u64 {
        match name {
            LimitName::Steps => self.steps,
            LimitName::Instructions => self.instructions,
            LimitName::Goroutines => self.goroutines,
            LimitName::Heap => self.heap,
            LimitName::Memory => self.memory,
            LimitName::Stack => self.stack,
            LimitName::Output => self.output,
            LimitName::Events => self.events,
            LimitName::VirtualTime => self.virtual_time,
            LimitName::PageMemory => self.page_memory,
        }
    }

    /// Sets a limit.
    pub fn set(&mut self, name: LimitName, value: u64) {
        *match name {
            LimitName::Steps => &mut self.steps,
            LimitName::Instructions => &mut self.instructions,
            LimitName::Goroutines => &mut self.goroutines,
            LimitName::Heap => &mut self.heap,
            LimitName::Memory => &mut self.memory,
            LimitName::Stack => &mut self.stack,
            LimitName::Output => &mut self.output,
            LimitName::Events => &mut self.events,
            LimitName::VirtualTime => &mut self.virtual_time,
            LimitName::PageMemory => &mut self.page_memory,
        } = value;
    }

    /// Sets what the machine that runs the program has, by name: a number of it, no limit. None: there is no such
    /// name; else the most that it may be, when that is less.
    pub fn set_machine(&mut self, name: &str, value: u64) -> Option<Result<(), u64>> {
        let (place, most) = match name {
            "processors" => (&mut self.processors, MOST_PROCESSORS),
            "instruction_ns" => (&mut self.instruction_ns, MOST_INSTRUCTION_NS),
            _ => return None,
        };
        *place = value.min(most);
        Some(if value > most { Err(most) } else { Ok(()) })
    }

    /// The hit of a limit, for reporting.
    pub fn hit(&self, name: LimitName) -> LimitHit {
        LimitHit { name, value: self.get(name) }
    }
}
