//! `time`: the virtual clock.

use super::Native;
use super::text::duration::{self, Bad};
use crate::compile::code::CHAN_BASE;
use crate::sync::ChanId;
use crate::vm::native::{Call, Flow};
use crate::vm::timers::TimerAction;

pub(super) fn native(name: &str) -> Option<Native> {
    Some(match name {
        "time.Sleep" => sleep,
        "time.now" => |c| {
            let now = asked(c);
            c.ret_int(0, now);
            Flow::Done
        },
        "time.clock" => |c| {
            let now = asked(c);
            c.ret_int(0, now);
            let wall = now.saturating_add(c.m.wall_shift_ns);
            c.ret_int(1, wall);
            Flow::Done
        },
        "time.epoch" => |c| {
            let epoch = c.epoch_s();
            c.ret_int(0, epoch);
            Flow::Done
        },
        "time.zoneRules" => |c| {
            let files = super::source(super::ZONES).unwrap_or_default();
            c.ret_str(0, files.first().map_or("", |f| &f.1).as_bytes());
            Flow::Done
        },
        "time.Duration.String" => |c| {
            let text = duration::format(c.int(0));
            c.ret_str(0, text.as_bytes());
            Flow::Done
        },
        "time.parseDuration" => |c| {
            let (d, status) = match duration::parse(c.str_bytes(0)) {
                Ok(d) => (d, 0),
                Err(Bad::Invalid) => (0, 1),
                Err(Bad::NoUnit) => (0, 2),
                Err(Bad::Unit(from, len)) => {
                    (0, (from as i64) << 32 | 1 << 16 | len.min(0xffff) as i64)
                }
            };
            c.ret_int(0, d);
            c.ret_int(1, status);
            Flow::Done
        },
        "time.newTimerChan" => |c| {
            let chan = c.m.make_timer_chan();
            c.ret(0, chan);
            Flow::Done
        },
        "time.startTimer" => start_timer,
        "time.startFunc" => start_func,
        "time.stopTimer" => |c| {
            let active = c.m.stop_timer(timer(c.word(0)));
            c.ret_bool(0, active);
            Flow::Done
        },
        "time.resetTimer" => |c| {
            let (id, delay, period) = (timer(c.word(0)), c.int(1), c.int(2));
            let active = c.m.stop_timer(id);
            c.m.set_timer(id, delay, period);
            c.ret_bool(0, active);
            Flow::Done
        },
        _ => return None,
    })
}

/// Numbers of timers in Go start at 1, so that 0 is none.
fn timer(word: u64) -> u32 {
    (word as u32).wrapping_sub(1)
}

/// The present moment, for a program that asks: while it runs, time must pass.
fn asked(call: &mut Call<'_>) -> i64 {
    call.m.busy.asked = true;
    call.now_ns()
}

/// `Sleep(d Duration)`
fn sleep(call: &mut Call<'_>) -> Flow {
    let d = call.int(0);
    if d <= 0 {
        return Flow::Done;
    }
    let (at, pos) = (call.now_ns().saturating_add(d), call.pos());
    call.m.sched.sleep(at, pos);
    Flow::Parked
}

/// `startTimer(c chan Time, loc *Location, d, period Duration) (id uint64)`
fn start_timer(call: &mut Call<'_>) -> Flow {
    let chan = ChanId(call.word(0).wrapping_sub(CHAN_BASE) as u32);
    let (loc, delay, period) = (call.word(1), call.int(2), call.int(3));
    let id = call.m.make_timer(TimerAction::Send(chan, loc), period > 0);
    call.m.set_timer(id, delay, period);
    call.ret(0, u64::from(id) + 1);
    Flow::Done
}

/// `startFunc(f func(), d Duration) (id uint64)`
fn start_func(call: &mut Call<'_>) -> Flow {
    let (f, delay) = (call.word(0), call.int(1));
    let id = call.m.make_timer(TimerAction::Call(f), false);
    call.m.set_timer(id, delay, 0);
    call.ret(0, u64::from(id) + 1);
    Flow::Done
}
