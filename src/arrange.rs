//! Sorting that stays small: one stable sort of numbers serves every type, where `slice::sort` is compiled anew for
//! each, and by every `collect` of a tree too. For lists that are not sorted in a hurry; what runs programs uses the
//! slice's own.

use std::cmp::Ordering;

/// Sorting in place; equal elements keep their order.
pub trait Arrange<T> {
    /// By a comparison, which must be a total order.
    fn arrange_by(&mut self, compare: impl Fn(&T, &T) -> Ordering);

    /// By what `key` gives.
    fn arrange_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        self.arrange_by(|a, b| key(a).cmp(&key(b)));
    }

    /// By the elements' own order.
    fn arrange(&mut self)
    where
        T: Ord,
    {
        self.arrange_by(T::cmp);
    }
}

impl<T> Arrange<T> for [T] {
    fn arrange_by(&mut self, compare: impl Fn(&T, &T) -> Ordering) {
        let mut from = arranged(self.len(), &|a, b| compare(&self[a], &self[b]));
        for first in 0..from.len() {
            let mut to = first;
            while from[to] != first {
                let next = from[to];
                self.swap(to, next);
                from[to] = to;
                to = next;
            }
            from[to] = to;
        }
    }
}

/// The numbers below `len`, sorted: at each place which element belongs there.
#[inline(never)]
fn arranged(len: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..len).collect();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

/// Collecting into trees one by one, without a sort.
pub trait Gather: Iterator + Sized {
    /// As `collect`.
    fn gather<C: Default + Extend<Self::Item>>(self) -> C {
        let mut all = C::default();
        all.extend(self);
        all
    }
}

impl<I: Iterator> Gather for I {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arranges_as_the_slice_itself_sorts() {
        let mut state = 7_u32;
        for len in 0..200 {
            let mut list = vec![];
            for i in 0..len {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                list.push((state >> 28, i));
            }
            let mut sorted = list.clone();
            sorted.sort_by_key(|x| x.0);
            list.arrange_by_key(|x| x.0);
            assert_eq!(list, sorted);
        }
    }
}
