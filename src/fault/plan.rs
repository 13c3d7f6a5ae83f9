//! The faults of a run, and when each takes effect.

use super::spec::{Delay, FaultSpec, When};
use crate::choice::{ChoiceKind, Chooser};

/// All faults of a run with what has been counted so far. Plain data, cloned with the world.
#[derive(Clone, Default, Debug)]
pub struct FaultPlan {
    faults: Vec<FaultSpec>,
    /// Occasions met, per fault.
    met: Vec<u32>,
    /// Times it took effect, per fault.
    fired: Vec<u32>,
}

impl FaultPlan {
    /// A plan.
    pub fn new(faults: Vec<FaultSpec>) -> FaultPlan {
        let n = faults.len();
        FaultPlan { faults, met: vec![0; n], fired: vec![0; n] }
    }

    /// The faults by number.
    pub fn faults(&self) -> &[FaultSpec] {
        &self.faults
    }

    /// Times that fault `i` took effect.
    pub fn fired(&self, i: usize) -> u32 {
        self.fired.get(i).copied().unwrap_or(0)
    }

    /// Occasions of fault `i` so far.
    pub fn met(&self, i: usize) -> u32 {
        self.met.get(i).copied().unwrap_or(0)
    }

    /// An occasion of fault `i` has come: does it take effect? `above`: the level that it asks for is above its
    /// number. The answer is the chooser's, whose usual one follows the plan; a schedule may say otherwise.
    pub fn decide(&mut self, i: usize, now_ns: i64, above: bool, chooser: &mut Chooser) -> bool {
        let Some(fault) = self.faults.get(i) else { return false };
        self.met[i] = self.met[i].saturating_add(1);
        let (when, nth) = (&fault.when, self.met[i]);
        let counted = (when.from_nth..=when.to_nth).contains(&nth);
        let timely = (when.from_ns..=when.to_ns).contains(&now_ns);
        let spent = when.once && self.fired[i] > 0;
        let mut planned = counted && timely && !spent && above;
        if planned && when.hundredths < When::CERTAIN {
            let bound = u32::from(When::CERTAIN);
            planned = chooser.choose(ChoiceKind::Fault, bound) < u32::from(when.hundredths);
        }
        let fires = chooser.choose_or(ChoiceKind::Fault, 2, u32::from(planned)) == 1;
        self.fired[i] += u32::from(fires);
        fires
    }
}

impl Delay {
    /// How much longer a call takes that took `own_ns` by itself.
    pub fn extra_ns(self, own_ns: i64, chooser: &mut Chooser) -> i64 {
        match self {
            Delay::Factor { thousandths } => {
                let total = i128::from(own_ns.max(0)) * i128::from(thousandths) / 1000;
                i64::try_from(total - i128::from(own_ns.max(0))).unwrap_or(i64::MAX).max(0)
            }
            Delay::Plus { from_ns, to_ns } => {
                // Drawn in a million steps: fine enough to see, and one small answer in a schedule.
                let steps = (to_ns - from_ns).min(1_000_000) as u32;
                let step = chooser.choose(ChoiceKind::Fault, steps.saturating_add(1));
                let span = i128::from(to_ns - from_ns) * i128::from(step);
                from_ns + (span / i128::from(steps.max(1))) as i64
            }
            Delay::Exponential { mean_ns } => {
                nanoseconds(-libm::log(drawn(chooser)) * mean_ns as f64)
            }
            Delay::Tail { least_ns, thousandths } => {
                let exponent = f64::from(thousandths) / 1000.0;
                nanoseconds(least_ns as f64 * libm::pow(drawn(chooser), -1.0 / exponent))
            }
        }
    }
}

/// Drawn in a million steps strictly between 0 and 1.
fn drawn(chooser: &mut Chooser) -> f64 {
    const STEPS: u32 = 1_000_000;
    (f64::from(chooser.choose(ChoiceKind::Fault, STEPS)) + 0.5) / f64::from(STEPS)
}

/// At most a hundred years, so that times can be added.
fn nanoseconds(ns: f64) -> i64 {
    ns.clamp(0.0, 3.2e18) as i64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::choice::Policy;

    fn fires(text: &str, times_ns: &[i64]) -> Vec<bool> {
        let fault = text.parse().expect("valid");
        let (mut plan, mut c) = (FaultPlan::new(vec![fault]), Chooser::new(Policy::Fifo, 3));
        times_ns.iter().map(|t| plan.decide(0, *t, true, &mut c)).collect()
    }

    #[test]
    fn on_the_occasions_that_were_asked_for() {
        let (t, f) = (true, false);
        let s = 1_000_000_000;
        assert_eq!(fires("line:1=hang", &[0, 0]), [t, t]);
        assert_eq!(fires("line:1#2=hang", &[0, 0, 0]), [f, t, f]);
        assert_eq!(fires("line:1#2..=hang", &[0, 0, 0]), [f, t, t]);
        assert_eq!(fires("line:1#2..3=hang", &[0, 0, 0, 0]), [f, t, t, f]);
        assert_eq!(fires("line:1@2s=hang", &[s, 2 * s, 3 * s]), [f, t, f]);
        assert_eq!(fires("line:1@2s..=hang", &[s, 2 * s, 3 * s]), [f, t, t]);
        assert_eq!(fires("line:1@2s..3s=hang", &[s, 2 * s, 3 * s, 4 * s]), [f, t, t, f]);
        let some = fires("line:1%25=hang", &[0; 1000]).iter().filter(|x| **x).count();
        assert!((180..320).contains(&some), "{some}");
    }

    #[test]
    fn a_plan_draws_nothing_that_the_program_draws() {
        let (mut plain, mut faulty) =
            (Chooser::new(Policy::Random, 8), Chooser::new(Policy::Random, 8));
        let mut plan = FaultPlan::new(vec!["line:1%50=hang".parse().expect("valid")]);
        for _ in 0..100 {
            plan.decide(0, 0, true, &mut faulty);
            let kind = ChoiceKind::Next;
            assert_eq!(faulty.choose(kind, 9), plain.choose(kind, 9));
        }
    }

    #[test]
    fn delays() {
        let mut c = Chooser::new(Policy::Fifo, 1);
        assert_eq!(Delay::Factor { thousandths: 3000 }.extra_ns(100, &mut c), 200);
        assert_eq!(Delay::Plus { from_ns: 50, to_ns: 50 }.extra_ns(100, &mut c), 50);
        for _ in 0..100 {
            let d = Delay::Plus { from_ns: 50, to_ns: 60 }.extra_ns(0, &mut c);
            assert!((50..=60).contains(&d));
        }
        let long = Delay::Plus { from_ns: 0, to_ns: i64::MAX };
        assert!(long.extra_ns(0, &mut c) >= 0);
    }

    #[test]
    fn distributions_have_their_means_and_tails() {
        let mut c = Chooser::new(Policy::Fifo, 1);
        let mut draw = |d: Delay| -> Vec<i64> {
            let mut all: Vec<i64> = (0..20_000).map(|_| d.extra_ns(0, &mut c)).collect();
            all.sort_unstable();
            all
        };
        let exp = draw(Delay::Exponential { mean_ns: 1_000_000 });
        let mean = exp.iter().sum::<i64>() / 20_000;
        assert!((970_000..1_030_000).contains(&mean), "{mean}");
        assert!((670_000..720_000).contains(&exp[10_000]), "the median is ln 2: {}", exp[10_000]);
        let tail = draw(Delay::Tail { least_ns: 1_000_000, thousandths: 1_000 });
        assert!(tail[0] >= 1_000_000);
        assert!((1_900_000..2_100_000).contains(&tail[10_000]), "{}", tail[10_000]);
        assert!(tail[19_800] > 60_000_000, "one in a hundred: {}", tail[19_800]);
    }
}
