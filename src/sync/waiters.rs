//! Queues of goroutines that wait on channels. The first one, which mostly is the only one, stands in the queue itself;
//! the others are lists in one slab, so that a queue allocates nothing of its own. An entry is stale when its goroutine was woken through another queue (a select); it is
//! skipped when met, and swept when too many have gathered.

use crate::rows::make_room;
use crate::sched::{Sched, Slot};

const NIL: u32 = u32::MAX;

/// One waiting goroutine, or one case of its select.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Waiter {
    pub slot: Slot,
    pub ticket: u32,
    /// The machine's: where the value goes to.
    pub at: u32,
    /// Select case.
    pub case: u16,
}

const NOBODY: Waiter = Waiter { slot: Slot::NONE, ticket: 0, at: 0, case: 0 };

#[derive(Clone, Debug)]
struct Node {
    waiter: Waiter,
    next: u32,
    /// The value to send when it is one word; wider ones: 1 + index into `wide`.
    word: u64,
}

/// First in, first out. **Invariant:** where there is no first one, there are no others.
#[derive(Clone, Debug)]
pub(super) struct Queue {
    /// Its slot is [`Slot::NONE`] when nobody waits.
    first: Waiter,
    /// See [`Node::word`].
    word: u64,
    /// The others: a list in [`Slab`].
    head: u32,
    tail: u32,
    len: u32,
    sweep_at: u32,
}

impl Default for Queue {
    fn default() -> Queue {
        Queue { first: NOBODY, word: 0, head: NIL, tail: NIL, len: 0, sweep_at: 8 }
    }
}

impl Queue {
    /// True when nobody waits; false does not say that somebody does.
    #[inline]
    pub fn is_empty(&self) -> bool {
        !self.first.slot.is_some()
    }
}

/// All entries of all queues.
#[derive(Clone, Debug)]
pub(super) struct Slab {
    nodes: Vec<Node>,
    free: u32,
    wide: Vec<Vec<u64>>,
    free_wide: Vec<u32>,
}

impl Default for Slab {
    fn default() -> Slab {
        Slab { nodes: Vec::new(), free: NIL, wide: Vec::new(), free_wide: Vec::new() }
    }
}

impl Slab {
    /// Bytes of the host's that it takes, about.
    pub fn bytes(&self) -> usize {
        self.nodes.len() * size_of::<Node>() + self.wide.iter().map(|w| 8 * w.len()).sum::<usize>()
    }

    /// Appends a waiter with the value that it sends (empty for receivers).
    #[inline(always)]
    pub fn push(&mut self, q: &mut Queue, s: &Sched, waiter: Waiter, value: &[u64]) {
        let word = match value {
            [] => 0,
            [word] => *word,
            _ => self.keep_wide(value),
        };
        if q.is_empty() {
            (q.first, q.word) = (waiter, word);
        } else {
            self.push_behind(q, s, (waiter, word), value.len());
        }
    }

    #[inline(never)]
    fn push_behind(&mut self, q: &mut Queue, s: &Sched, new: (Waiter, u64), width: usize) {
        if q.len >= q.sweep_at {
            self.sweep(q, s, width);
        }
        let node = Node { waiter: new.0, next: NIL, word: new.1 };
        let new = self.free;
        let new = match self.nodes.get_mut(new as usize) {
            Some(free) => {
                self.free = free.next;
                *free = node;
                new
            }
            None => {
                make_room(&mut self.nodes);
                self.nodes.push(node);
                self.nodes.len() as u32 - 1
            }
        };
        match self.nodes.get_mut(q.tail as usize) {
            Some(tail) => tail.next = new,
            None => q.head = new,
        }
        q.tail = new;
        q.len += 1;
    }

    /// Takes the first that still waits and writes the value that it sends to `out`.
    #[inline(always)]
    pub fn pop(&mut self, q: &mut Queue, s: &Sched, out: &mut [u64]) -> Option<Waiter> {
        while !q.is_empty() {
            let (waiter, word) = self.take_first(q);
            let live = s.waits(waiter.slot, waiter.ticket);
            match out {
                [] => {}
                [only] if live => *only = word,
                [_] => {}
                _ => self.take_wide(word, if live { &mut *out } else { &mut [] }),
            }
            if live {
                return Some(waiter);
            }
        }
        None
    }

    /// True when somebody still waits; stale entries before are dropped.
    #[inline]
    pub fn any(&mut self, q: &mut Queue, s: &Sched, width: usize) -> bool {
        while !q.is_empty() {
            if s.waits(q.first.slot, q.first.ticket) {
                return true;
            }
            let (_, word) = self.take_first(q);
            if width > 1 {
                self.take_wide(word, &mut []);
            }
        }
        false
    }

    /// Drops all entries.
    pub fn clear(&mut self, q: &mut Queue, width: usize) {
        while !q.is_empty() {
            let (_, word) = self.take_first(q);
            if width > 1 {
                self.take_wide(word, &mut []);
            }
        }
        *q = Queue::default();
    }

    /// Calls `f` with each live waiter, in order, and the value that it sends.
    pub fn each(&self, q: &Queue, s: &Sched, width: usize, mut f: impl FnMut(Slot, &[u64])) {
        let mut tell = |waiter: &Waiter, word: &u64| {
            if s.waits(waiter.slot, waiter.ticket) {
                match width {
                    0 => f(waiter.slot, &[]),
                    1 => f(waiter.slot, &[*word]),
                    _ => f(waiter.slot, &self.wide[*word as usize - 1]),
                }
            }
        };
        if !q.is_empty() {
            tell(&q.first, &q.word);
        }
        let mut at = q.head;
        while let Some(node) = self.nodes.get(at as usize) {
            tell(&node.waiter, &node.word);
            at = node.next;
        }
    }

    #[inline(always)]
    fn take_first(&mut self, q: &mut Queue) -> (Waiter, u64) {
        let first = (q.first, q.word);
        match q.head {
            NIL => q.first.slot = Slot::NONE,
            _ => (q.first, q.word) = self.unlink_head(q),
        }
        first
    }

    fn unlink_head(&mut self, q: &mut Queue) -> (Waiter, u64) {
        let head = q.head;
        let node = &mut self.nodes[head as usize];
        q.head = std::mem::replace(&mut node.next, self.free);
        self.free = head;
        q.len -= 1;
        if q.head == NIL {
            q.tail = NIL;
        }
        (node.waiter, node.word)
    }

    /// Drops stale entries; the next sweep comes when as many have been added as are left.
    #[cold]
    fn sweep(&mut self, q: &mut Queue, s: &Sched, width: usize) {
        let (mut before, mut at) = (NIL, q.head);
        while at != NIL {
            let node = &self.nodes[at as usize];
            let (next, word) = (node.next, node.word);
            if s.waits(node.waiter.slot, node.waiter.ticket) {
                before = at;
            } else {
                match self.nodes.get_mut(before as usize) {
                    Some(b) => b.next = next,
                    None => q.head = next,
                }
                self.nodes[at as usize].next = self.free;
                self.free = at;
                q.len -= 1;
                if width > 1 {
                    self.take_wide(word, &mut []);
                }
            }
            at = next;
        }
        q.tail = before;
        q.sweep_at = (2 * q.len).max(8);
    }

    #[cold]
    fn keep_wide(&mut self, value: &[u64]) -> u64 {
        let i = self.free_wide.pop().unwrap_or_else(|| {
            self.wide.push(Vec::new());
            self.wide.len() as u32 - 1
        });
        self.wide[i as usize].clear();
        self.wide[i as usize].extend_from_slice(value);
        u64::from(i) + 1
    }

    #[cold]
    fn take_wide(&mut self, word: u64, out: &mut [u64]) {
        let i = word as usize - 1;
        for (to, from) in out.iter_mut().zip(&self.wide[i]) {
            *to = *from;
        }
        self.free_wide.push(i as u32);
    }

    #[cfg(test)]
    pub fn len(&self, q: &Queue) -> usize {
        usize::from(!q.is_empty()) + q.len as usize
    }
}
