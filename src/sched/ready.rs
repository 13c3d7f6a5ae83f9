//! The queue of runnable goroutines, in the policy's order.

use std::collections::VecDeque;

use super::Slot;
use crate::choice::{ChoiceKind, Chooser, Policy};

/// Runnable goroutines.
#[derive(Clone, Default, Debug)]
pub struct Ready {
    queue: VecDeque<Slot>,
    run_next: Option<Slot>,
}

impl Ready {
    /// How many could run.
    #[inline]
    pub fn len(&self) -> usize {
        self.queue.len() + usize::from(self.run_next.is_some())
    }

    /// True when none could.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A goroutine became runnable by a `go` statement or a wake-up.
    #[inline]
    pub fn push(&mut self, slot: Slot, policy: Policy) {
        match policy {
            Policy::Go => {
                if let Some(old) = self.run_next.replace(slot) {
                    self.queue.push_back(old);
                }
            }
            _ => self.queue.push_back(slot),
        }
    }

    /// A goroutine gave way: it goes to the end in every policy.
    #[inline]
    pub fn push_back(&mut self, slot: Slot) {
        self.queue.push_back(slot);
    }

    /// Takes the one that runs next.
    #[inline(always)] // two callers, one of them in a hurry
    pub fn pop(&mut self, chooser: &mut Chooser) -> Option<Slot> {
        let mut k = chooser.choose(ChoiceKind::Next, self.len() as u32) as usize;
        if let Some(first) = self.run_next {
            if k == 0 {
                self.run_next = None;
                return Some(first);
            }
            k -= 1;
        }
        match k {
            0 => self.queue.pop_front(),
            _ if chooser.policy() == Policy::Random => self.queue.swap_remove_front(k),
            _ => self.queue.remove(k),
        }
    }

    /// All, in order.
    pub fn iter(&self) -> impl Iterator<Item = Slot> + '_ {
        self.run_next.iter().chain(self.queue.iter()).copied()
    }
}
