//! The chooser: policy and seed, with answers laid over them.

use super::random::{mix, nth, scale};
use super::{ChoiceKind, Override, Policy, Schedule};
use crate::arrange::Arrange;

/// One answered choice, in the order in which it was asked: what exhaustive search branches on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Choice {
    /// What was chosen.
    pub kind: ChoiceKind,
    /// Answers were `0..bound`, `bound` is at least 2.
    pub bound: u32,
    /// The answer.
    pub answer: u32,
}

/// An order by ranks draws all ranks anew at one in so many choices.
const RANKS_LAST: u32 = 32;
/// So many of those who could run are compared by rank: with more, those who came last wait until then.
const RANKED: usize = 64;

/// Answers every choice of a run. Plain data: a clone goes on with the same answers.
#[derive(Clone, Debug)]
pub struct Chooser {
    policy: Policy,
    seed: u64,
    /// The ranks that hold now ([`Chooser::choose_first`]); `None`: each draw stands alone.
    ranks: Option<u64>,
    asked: [u32; ChoiceKind::COUNT],
    streams: [u64; ChoiceKind::COUNT],
    /// Sorted by kind, then index; `None` in the plain policies, which then pay nothing for it.
    laid_over: Option<Box<Overlay>>,
}

#[derive(Clone, Debug, Default)]
struct Overlay {
    /// Answers to give, sorted by (kind, index).
    given: Vec<Override>,
    /// Answers to give to the choices in the order of asking, whatever their kind.
    script: Vec<u32>,
    /// Answers given that differ from the policy's, in the order of asking.
    taken: Vec<Override>,
    /// Everything asked, when wanted.
    log: Option<Vec<Choice>>,
    asked_in_all: usize,
}

impl Chooser {
    /// A policy with its seed.
    pub fn new(policy: Policy, seed: u64) -> Chooser {
        let streams = ChoiceKind::ALL.map(|k| mix(seed ^ mix(k as u64 + 1)));
        let ranks = Some(mix(!seed)).filter(|r| policy == Policy::Random && r & 1 == 1);
        Chooser { policy, seed, ranks, asked: [0; ChoiceKind::COUNT], streams, laid_over: None }
    }

    /// Repeats a recorded run. An answer that no longer fits (the program has changed) is left out.
    pub fn replay(schedule: &Schedule) -> Chooser {
        let mut chooser = Chooser::new(schedule.policy, schedule.seed);
        if !schedule.overrides.is_empty() {
            let mut given = schedule.overrides.clone();
            given.arrange_by_key(|o| (o.kind, o.index));
            chooser.laid_over = Some(Box::new(Overlay { given, ..Overlay::default() }));
        }
        chooser
    }

    /// Gives `script`'s answers to the first choices in the order of asking, the policy's after them, and
    /// keeps a log ([`Chooser::log`]): what a search over schedules drives.
    pub fn scripted(policy: Policy, seed: u64, script: Vec<u32>) -> Chooser {
        let mut chooser = Chooser::new(policy, seed);
        chooser.laid_over =
            Some(Box::new(Overlay { script, log: Some(Vec::new()), ..Overlay::default() }));
        chooser
    }

    /// Answers one choice with a number below `bound`. A `bound` of 0 or 1 leaves nothing to choose: it is
    /// answered 0 and not counted.
    #[inline]
    pub fn choose(&mut self, kind: ChoiceKind, bound: u32) -> u32 {
        if bound <= 1 {
            return 0;
        }
        let index = self.asked[kind as usize];
        let usual = if kind == ChoiceKind::Next && self.policy != Policy::Random {
            0
        } else {
            scale(nth(self.streams[kind as usize], u64::from(index)), bound)
        };
        self.answer(kind, bound, usual)
    }

    /// Whether who runs next is asked of [`Chooser::choose_first`].
    ///
    /// Drawn orders are of two sorts, as the seed has it. In one each draw stands alone, so that anybody may
    /// follow anybody. In the other everybody has a rank and the first in rank runs, until all ranks are drawn
    /// anew: one goroutine is held back, or goes ahead, for long, which single draws hardly ever do (after
    /// Burckhardt, Kothari, Musuvathi, Nagarakatte: *A randomized scheduler with probabilistic guarantees of
    /// finding bugs*, ASPLOS 2010).
    #[inline(always)] // at every switch
    pub fn goes_by_rank(&self) -> bool {
        self.ranks.is_some()
    }

    /// Which of `bound` goroutines runs next by their ranks; `names` tell them apart for as long as they live.
    #[cold]
    pub fn choose_first(&mut self, bound: u32, names: impl Iterator<Item = u32>) -> u32 {
        let Some(ranks) = self.ranks.filter(|_| bound > 1) else { return 0 };
        let index = self.asked[ChoiceKind::Next as usize];
        let drawn = nth(self.streams[ChoiceKind::Next as usize], u64::from(index));
        if scale(drawn, RANKS_LAST) == 0 {
            self.ranks = Some(drawn);
        }
        let ranked = names.take(RANKED).map(|name| mix(ranks ^ u64::from(name)));
        let first = (0..).zip(ranked).min_by_key(|(_, rank)| *rank);
        self.answer(ChoiceKind::Next, bound, first.map_or(0, |(k, _)| k))
    }

    /// As [`Chooser::choose`], for a choice whose usual answer is known to the asker (a fault that is
    /// planned for this call): `usual` is what every policy answers, a schedule may differ.
    #[inline]
    pub fn choose_or(&mut self, kind: ChoiceKind, bound: u32, usual: u32) -> u32 {
        if bound <= 1 {
            return 0;
        }
        self.answer(kind, bound, usual.min(bound - 1))
    }

    #[inline]
    fn answer(&mut self, kind: ChoiceKind, bound: u32, usual: u32) -> u32 {
        let index = self.asked[kind as usize];
        self.asked[kind as usize] = index.wrapping_add(1);
        match &mut self.laid_over {
            None => usual,
            Some(overlay) => overlay.answer(kind, index, bound, usual),
        }
    }

    /// The policy.
    pub fn policy(&self) -> Policy {
        self.policy
    }

    /// The seed.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// How many choices of a kind were asked so far.
    pub fn asked(&self, kind: ChoiceKind) -> u32 {
        self.asked[kind as usize]
    }

    /// Lays one answer over the rest of the run: the `index`-th choice of `kind` (from 0) is `answer`.
    pub fn lay_over(&mut self, o: Override) {
        let overlay = self.laid_over.get_or_insert_default();
        let at = overlay.given.partition_point(|x| (x.kind, x.index) < (o.kind, o.index));
        match overlay.given.get_mut(at) {
            Some(x) if (x.kind, x.index) == (o.kind, o.index) => *x = o,
            _ => overlay.given.insert(at, o),
        }
    }

    /// All choices so far, for choosers that keep a log.
    pub fn log(&self) -> &[Choice] {
        self.laid_over.as_ref().and_then(|o| o.log.as_deref()).unwrap_or(&[])
    }

    /// What replays the run so far.
    pub fn schedule(&self) -> Schedule {
        let mut overrides = self.laid_over.as_ref().map_or(Vec::new(), |o| o.taken.clone());
        overrides.arrange_by_key(|o| (o.kind, o.index));
        Schedule { policy: self.policy, seed: self.seed, overrides }
    }
}

impl Overlay {
    fn answer(&mut self, kind: ChoiceKind, index: u32, bound: u32, usual: u32) -> u32 {
        let scripted = self.script.get(self.asked_in_all).copied();
        self.asked_in_all += 1;
        let wanted = scripted.or_else(|| {
            let at = self.given.binary_search_by_key(&(kind, index), |o| (o.kind, o.index)).ok()?;
            Some(self.given[at].answer)
        });
        let answer = wanted.filter(|&a| a < bound).unwrap_or(usual);
        if answer != usual {
            self.taken.push(Override { kind, index, answer });
        }
        if let Some(log) = &mut self.log {
            log.push(Choice { kind, bound, answer });
        }
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Who runs first in so many choices among three.
    fn firsts(chooser: &mut Chooser, many: usize) -> Vec<u32> {
        let first = |_| match chooser.goes_by_rank() {
            true => chooser.choose_first(3, 0..3),
            false => chooser.choose(ChoiceKind::Next, 3),
        };
        (0..many).map(first).collect()
    }

    #[test]
    fn some_seeds_hold_one_back_for_long() {
        let held = |seed: &u64| !firsts(&mut Chooser::new(Policy::Random, *seed), 14).contains(&0);
        let many = (0..300).filter(held).count();
        assert!((50..150).contains(&many), "single draws would give one or two: {many} of 300");
    }

    #[test]
    fn nobody_is_held_back_for_ever() {
        for seed in 0..100 {
            let mut firsts = firsts(&mut Chooser::new(Policy::Random, seed), 5_000);
            firsts.sort_unstable();
            firsts.dedup();
            assert_eq!(firsts, [0, 1, 2], "seed {seed}");
        }
    }

    #[test]
    fn ranks_are_replayed_and_laid_over() {
        let seed = (0..).find(|s| Chooser::new(Policy::Random, *s).goes_by_rank()).expect("half");
        let usual = firsts(&mut Chooser::new(Policy::Random, seed), 100);
        let o = Override { kind: ChoiceKind::Next, index: 40, answer: (usual[40] + 1) % 3 };
        let schedule = Schedule { policy: Policy::Random, seed, overrides: vec![o] };
        let other = firsts(&mut Chooser::replay(&schedule), 100);
        let differ: Vec<usize> = (0..100).filter(|i| usual[*i] != other[*i]).collect();
        assert_eq!(differ, [40]);
    }
}
