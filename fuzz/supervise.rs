//! Runs cases in a child process, seed after seed, and reads where it died: so a panic, an overflow of the
//! stack and a hang are all found, with the seed that shows them.

#![allow(clippy::disallowed_methods, reason = "a fuzzer looks at the clock")]

use std::io::{Seek, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

/// Where wasm programs stand by default, and so the page.
const STACK_BYTES: usize = 1 << 20;
/// Longer than this for one case is a hang.
const PATIENCE: Duration = Duration::from_secs(10);

/// A fuzz target.
pub struct Target {
    /// As the summary calls it.
    pub name: &'static str,
    /// The text of a seed.
    pub text: fn(u64) -> Vec<u8>,
    /// Must neither panic nor hang.
    pub run: fn(u64, &[u8]),
}

/// Runs programs from `seed` on, writing each seed to `note` first.
fn child(target: &'static Target, mut seed: u64, note: &Path) -> std::io::Result<()> {
    let mut file = std::fs::File::create(note)?;
    let work = move || loop {
        let mark = file.rewind().and_then(|()| file.write_all(&seed.to_le_bytes()));
        if mark.is_err() {
            return;
        }
        (target.run)(seed, &(target.text)(seed));
        seed = seed.wrapping_add(1);
    };
    let thread = std::thread::Builder::new().stack_size(STACK_BYTES).spawn(work)?;
    if thread.join().is_err() {
        std::process::exit(101);
    }
    Ok(())
}

fn noted(note: &Path) -> Option<u64> {
    let bytes = std::fs::read(note).ok()?;
    Some(u64::from_le_bytes(bytes.try_into().ok()?))
}

/// Feeds children until the time is over; returns programs tried and seeds that failed.
fn parent(mut seed: u64, time: Duration) -> std::io::Result<(u64, Vec<(u64, String)>)> {
    let note = std::env::temp_dir().join(format!("interleave-fuzz-{}", std::process::id()));
    let start = Instant::now();
    let (mut tried, mut found) = (0, Vec::new());
    while start.elapsed() < time && found.len() < 20 {
        std::fs::write(&note, seed.to_le_bytes())?;
        let mut child = Command::new(std::env::current_exe()?)
            .args(["--child", &seed.to_string()])
            .arg(&note)
            .stdout(Stdio::null())
            .stderr(Stdio::inherit())
            .spawn()?;
        let (mut last, mut since) = (seed, Instant::now());
        let failure = loop {
            std::thread::sleep(Duration::from_millis(50));
            if let Some(status) = child.try_wait()? {
                break Some(status.to_string());
            }
            match noted(&note) {
                Some(now) if now != last => (last, since) = (now, Instant::now()),
                _ if since.elapsed() > PATIENCE => break Some("hang".into()),
                _ => {}
            }
            if start.elapsed() >= time {
                break None;
            }
        };
        let _ = child.kill();
        child.wait()?;
        last = noted(&note).unwrap_or(last);
        tried += last - seed;
        seed = last + 1;
        if let Some(how) = failure {
            eprintln!("seed {last}: {how}");
            found.push((last, how));
        }
    }
    let _ = std::fs::remove_file(&note);
    Ok((tried, found))
}

/// Reads the arguments (`--minutes N`, `--seed N`, `--show SEED`) and runs the target.
pub fn main(target: &'static Target) -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let value = |name: &str| {
        let at = args.iter().position(|a| a == name)?;
        args.get(at + 1)?.parse::<u64>().ok()
    };
    if let Some(seed) = value("--child") {
        let note = args.last().map(PathBuf::from).unwrap_or_default();
        return if child(target, seed, &note).is_ok() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        };
    }
    if let Some(seed) = value("--show") {
        let text = (target.text)(seed);
        return match std::io::stdout().write_all(&text) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        };
    }
    let time = match value("--minutes") {
        Some(minutes) => Duration::from_secs(60 * minutes),
        None => Duration::from_secs(3),
    };
    match parent(value("--seed").unwrap_or(1), time) {
        Ok((tried, found)) => {
            let ok = found.is_empty() && tried > 0;
            println!("{}: {tried} programs, {} failures", target.name, found.len());
            println!(
                "test result: {}. {} passed; {} failed",
                if ok { "ok" } else { "FAILED" },
                u8::from(ok),
                u8::from(!ok)
            );
            if ok { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(e) => {
            eprintln!("{}: {e}", target.name);
            ExitCode::FAILURE
        }
    }
}
