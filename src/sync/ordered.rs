//! What goes through a channel beside its values: what senders and receivers know of the others, by Go's
//! memory model (see [`Order`](crate::sched::Order)).

use crate::sched::{Given, Sched, Slot};

/// Of one channel.
#[derive(Clone, Default, Debug)]
pub(super) struct Ordered {
    /// With each place of the buffer that was used, whoever filled or freed it last. The k-th send fills place k
    /// modulo their number and the k-th receive frees it, so that it is before the send that fills it next.
    places: Vec<Given>,
    next_send: u32,
    next_receive: u32,
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
        let now = s.order.give(to);
        match self.places.get_mut(self.next_send as usize) {
            Some(place) => s.order.learn(from, &std::mem::replace(place, now)),
            None => self.places.push(now),
        }
        self.next_send = after(self.next_send, places);
        self.next_receive = self.next_send;
    }

    /// A sender puts a value into the buffer of so many places.
    pub fn fill_place(&mut self, s: &mut Sched, places: u32, from: Slot) {
        match self.places.get_mut(self.next_send as usize) {
            Some(place) => s.order.learn_and_give(from, place),
            None => self.places.push(s.order.give(from)),
        }
        self.next_send = after(self.next_send, places);
    }

    /// The running goroutine takes a value out of the buffer of so many places.
    pub fn free_place(&mut self, s: &mut Sched, places: u32) {
        if let Some(place) = self.places.get_mut(self.next_receive as usize) {
            s.order.learn_and_give(s.current(), place);
        }
        self.next_receive = after(self.next_receive, places);
    }

    /// The `len` values in the buffer of so many places are dropped.
    pub fn drain(&mut self, places: u32, len: u32) {
        for _ in 0..len {
            if let Some(place) = self.places.get_mut(self.next_receive as usize) {
                *place = Given::default();
            }
            self.next_receive = after(self.next_receive, places);
        }
    }
}

/// The place after this one.
fn after(place: u32, places: u32) -> u32 {
    if place + 1 < places { place + 1 } else { 0 }
}
