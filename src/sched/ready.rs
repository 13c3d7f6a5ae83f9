//! The queue of runnable goroutines, in the policy's order.

use std::collections::VecDeque;

use super::Slot;
use crate::choice::{ChoiceKind, Chooser, Policy};

/// Runnable goroutines.
#[derive(Clone, Default, Debug)]
pub struct Ready {
    /// Runs before all others: who was made ready last, in the policy that wants it so.
    run_next: Option<Slot>,
    /// The first of the queue, where there are any: mostly there is one or none.
    first: Option<Slot>,
    rest: VecDeque<Slot>,
}

impl Ready {
    /// How many could run.
    #[inline]
    pub fn len(&self) -> usize {
        usize::from(self.run_next.is_some()) + usize::from(self.first.is_some()) + self.rest.len()
    }

    /// True when none could.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.run_next.is_none() && self.first.is_none()
    }

    /// A goroutine became runnable by a `go` statement or a wake-up.
    #[inline]
    pub fn push(&mut self, slot: Slot, policy: Policy) {
        match policy {
            Policy::Go => {
                if let Some(old) = self.run_next.replace(slot) {
                    self.push_back(old);
                }
            }
            _ => self.push_back(slot),
        }
    }

    /// A goroutine gave way: it goes to the end in every policy.
    #[inline]
    pub fn push_back(&mut self, slot: Slot) {
        match self.first {
            None => self.first = Some(slot),
            Some(_) => self.rest.push_back(slot),
        }
    }

    /// Takes the only one, where there is nothing to choose.
    #[inline]
    pub fn pop_only(&mut self) -> Option<Slot> {
        if self.run_next.is_some() {
            return if self.first.is_some() { None } else { self.run_next.take() };
        }
        if self.rest.is_empty() { self.first.take() } else { None }
    }

    /// Takes the one that runs next.
    pub fn pop(&mut self, chooser: &mut Chooser) -> Option<Slot> {
        let mut k = match self.len() {
            0 => return None,
            1 => 0,
            n if chooser.goes_by_rank() => {
                chooser.choose_first(n as u32, self.iter().map(|s| s.0)) as usize
            }
            n => chooser.choose(ChoiceKind::Next, n as u32) as usize,
        };
        if self.run_next.is_some() {
            if k == 0 {
                return self.run_next.take();
            }
            k -= 1;
        }
        if k > 0 {
            return self.pop_later(k - 1, chooser.policy());
        }
        let next = if self.rest.is_empty() { None } else { self.rest.pop_front() };
        std::mem::replace(&mut self.first, next)
    }

    /// Takes number `k` of those behind the first, who takes its place where the order does not matter.
    fn pop_later(&mut self, k: usize, policy: Policy) -> Option<Slot> {
        if policy != Policy::Random {
            return self.rest.remove(k);
        }
        let taken = std::mem::replace(self.rest.get_mut(k)?, self.first?);
        self.first = self.rest.pop_front();
        Some(taken)
    }

    /// All, in order.
    pub fn iter(&self) -> impl Iterator<Item = Slot> + '_ {
        self.run_next.iter().chain(&self.first).chain(&self.rest).copied()
    }
}
