use super::*;
use crate::choice::{Chooser, Policy};

fn measured(trace: &Trace) -> Numbers {
    let meaning = Meaning {
        place: &|p| (0, p.0 / 10),
        func: &|f| format!("main.f{}", f.0),
        stuck_since: &|_| None,
        processors: 0,
    };
    numbers(trace, &meaning)
}

/// Over random runs of the executor: the path is as long as the run and has no gap, parts add up to their number.
#[test]
fn paths_and_parts_add_up() {
    for seed in 0..100 {
        let trace = crate::sched::random_run(Chooser::new(Policy::Random, seed), seed);
        let found = measured(&trace);
        let number = |name: &str| found.list.iter().find(|n| n.name == name).cloned().unwrap();
        let makespan = number("makespan");
        let path = found.path.clone().unwrap();
        let (mut ns, mut step) = (0.0, 0.0);
        for pair in path.segments.windows(2) {
            assert_eq!(
                (pair[0].to_ns, pair[0].to_step),
                (pair[1].from_ns, pair[1].from_step),
                "{seed}"
            );
        }
        for s in &path.segments {
            ns += (s.to_ns - s.from_ns) as f64;
            step += f64::from(s.to_step - s.from_step);
        }
        assert_eq!((ns, step), (makespan.value, makespan.steps), "seed {seed}");
        for (name, whole) in [("critical", &makespan), ("blocked", &number("blocked"))] {
            let parts = number(name).parts;
            let sum = parts.iter().fold((0.0, 0.0), |s, p| (s.0 + p.value, s.1 + p.steps));
            assert_eq!(sum, (whole.value, whole.steps), "seed {seed} {name}");
        }
        let wasted = number("wasted");
        assert!(wasted.value >= 0.0 && wasted.steps <= makespan.steps, "one runs in each step");
    }
}
