//! The least expected of all runs: where what happened is furthest from what such a fault usually does.

use super::{AtlasRun, Effect, Surprise};

/// Steps between effects that are worth a sentence.
const WORTH: i32 = 1;

/// The least expected run, the first of several in the order of the code.
pub(super) fn surprise(runs: &[AtlasRun]) -> Option<Surprise> {
    let mut best: Option<(i32, usize)> = None;
    for (i, r) in runs.iter().enumerate() {
        let distance = distance(&r.what, r.effect);
        if distance > best.map_or(WORTH, |b| b.0) {
            best = Some((distance, i));
        }
    }
    let (_, run) = best?;
    let r = &runs[run];
    let what = match r.what.strip_prefix("forget ") {
        Some(name) => format!("without `{name}`, line {}", r.site.line),
        None => format!("`{}` in `{}` at line {}", r.what, r.site.name, r.site.line),
    };
    let sentence = format!("Surprise: {what}: {}. {}", r.effect.words(), r.message);
    Some(Surprise { run, sentence })
}

/// How far an effect is from the usual. Worse than expected counts double: that is what one would want to know.
fn distance(what: &str, effect: Effect) -> i32 {
    let usual = match what.split('(').next().unwrap_or_default() {
        "slow" | "queue" => Effect::Later,
        "error" | "refuse" | "cancel" | "deadline" | "drop" | "dup" | "limit" | "rate" => {
            Effect::Wrong
        }
        "hang" => Effect::Deadlock,
        "kill" => Effect::Deadlock,
        "panic" | "crash" | "signal" => Effect::Crash,
        _ => Effect::Leak,
    };
    let steps = effect as i32 - usual as i32;
    if steps > 0 { 2 * steps } else { i32::from(steps < 0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slow_call_that_kills_is_less_expected_than_a_panic_that_does() {
        assert!(distance("slow(x3)", Effect::Crash) > distance("panic(\"x\")", Effect::Crash));
        assert!(distance("slow(x3)", Effect::Deadlock) > distance("panic(\"x\")", Effect::None));
        assert_eq!(distance("slow(+500ms)", Effect::Later), 0);
    }
}
