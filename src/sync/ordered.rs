//! What goes through a channel beside its values: what senders and receivers know of the others, by Go's
//! memory model (see [`Order`](crate::sched::Order)).

use crate::sched::{Given, Sched, Slot};
use std::collections::VecDeque;

/// Of one channel.
#[derive(Clone, Default, Debug)]
pub(super) struct Ordered {
    /// With each value in the buffer.
    sent: VecDeque<Given>,
    /// With each place that a receive has freed: the k-th receive is before the (k+C)-th send.
    freed: VecDeque<Given>,
    /// With the close.
    pub closed: Given,
}

/// Of many channels, by their index; taken out of them for a while.
#[derive(Debug)]
pub struct Orders(pub(super) Vec<(usize, Box<Ordered>)>);

impl Ordered {
    /// A value goes from a sender to a receiver past the (empty) buffer of so many places.
    pub fn hand_over(&mut self, s: &mut Sched, places: u32, from: Slot, to: Slot) {
        let given = s.order.give(from);
        s.order.learn(to, &given);
        self.freed.push_back(s.order.give(to));
        if self.freed.len() > places as usize
            && let Some(freed) = self.freed.pop_front()
        {
            s.order.learn(from, &freed);
        }
    }

    /// A sender puts a value into the buffer: into a place that was never used while there is one, then into
    /// the one that was freed first.
    pub fn fill_place(&mut self, s: &mut Sched, places: u32, from: Slot) {
        let mut place = Given::default();
        if self.freed.len() + self.sent.len() >= places as usize
            && let Some(freed) = self.freed.pop_front()
        {
            place = freed;
            s.order.learn_and_give(from, &mut place);
        } else {
            s.order.give_into(from, &mut place);
        }
        self.sent.push_back(place);
    }

    /// The running goroutine takes a value out of the buffer.
    pub fn free_place(&mut self, s: &mut Sched) {
        let mut place = Given::default();
        if let Some(sent) = self.sent.pop_front() {
            place = sent;
            s.order.learn_and_give(s.current(), &mut place);
        } else {
            s.order.give_into(s.current(), &mut place);
        }
        self.freed.push_back(place);
    }

    /// The values in the buffer are dropped.
    pub fn drain(&mut self) {
        self.sent.clear();
    }
}
