//! `os`, `syscall`, `log` and `runtime`: streams, ends, and questions about the run.

use super::Native;
use crate::ids::{Gid, NO_OBJECT, NOBODY};
use crate::sched::{Sched, Slot, State};
use crate::trace::event::EventKind;
use crate::vm::native::{Call, Flow, PanicWith, Slice};
use crate::vm::under_test::UnderTest;

pub(super) fn native(name: &str) -> Option<Native> {
    Some(match name {
        "fmt.stdout" => |c| {
            let bytes = c.byte_slice(0).to_vec();
            c.write(1, &bytes);
            c.ret_int(0, bytes.len() as i64);
            c.ret(1, 0);
            c.ret(2, 0);
            c.done()
        },
        "os.write" => |c| {
            let bytes = c.byte_slice(1).to_vec();
            let fd = if c.word(0) == 2 { 2 } else { 1 };
            c.write(fd, &bytes);
            c.done()
        },
        "log.writeStderr" => |c| {
            let bytes = c.byte_slice(0).to_vec();
            c.write(2, &bytes);
            c.done()
        },
        "os.readStdin" | "fmt.readStdin" => |c| {
            let to = c.slice(0);
            let bytes = c.read_stdin(to.len);
            c.write_bytes(to.addr, &bytes);
            c.ret_int(0, bytes.len() as i64);
            Flow::Done
        },
        "os.startFile" => |c| {
            let at = c.word(0) as usize;
            let (name, text) = c.files().get(at).cloned().unwrap_or_default();
            c.ret_str(0, name.as_bytes());
            c.ret_str(2, text.as_bytes());
            Flow::Done
        },
        "os/signal.awaited" => |c| {
            let chan = c.chan_id(c.word(0));
            c.m.signals.retain(|s| Some(*s) != chan);
            c.m.signals.extend(chan.filter(|_| c.word(1) != 0));
            Flow::Done
        },
        "os.args" => args,
        "os.Exit" => |c| match &c.m.under_test {
            Some(test) if test.running && c.int(0) == 0 => {
                PanicWith::text("unexpected call to os.Exit(0) during test")
            }
            _ => Flow::Exit(c.int(0) as i32),
        },
        "log.exit" | "syscall.exit" | "testing.exit" => |c| Flow::Exit(c.int(0) as i32),
        "log.caller" => |c| {
            let place = c.caller(c.word(0) as usize);
            let (file, line, _) = place.unwrap_or(("???".into(), 0, String::new()));
            c.ret_str(0, file.as_bytes());
            c.ret_int(2, i64::from(line));
            Flow::Done
        },
        "testing.caller" => |c| {
            let place = c.caller(c.word(0) as usize);
            let (file, line, func) = place.unwrap_or(("???".into(), 0, String::new()));
            c.ret_str(0, file.as_bytes());
            c.ret_int(2, i64::from(line));
            c.ret_str(3, func.as_bytes());
            Flow::Done
        },
        "testing.begin" => |c| {
            let path = c.string(0);
            c.m.under_test = Some(UnderTest { path, running: false, idle: false });
            Flow::Done
        },
        "testing.running" => |c| {
            let (running, idle) = (c.word(0) != 0, c.word(1) != 0);
            if let Some(test) = &mut c.m.under_test {
                (test.running, test.idle) = (running, idle);
            }
            Flow::Done
        },
        "testing.races" => |c| {
            let n = if c.m.config.race_exit { c.m.races.found.len() } else { 0 };
            c.ret_int(0, n as i64);
            Flow::Done
        },
        "testing.shift" => |c| {
            c.m.wall_shift_ns = c.m.wall_shift_ns.saturating_add(c.int(0));
            c.m.in_bubble = c.word(1) != 0;
            Flow::Done
        },
        "testing.capture" => |c| {
            c.capture();
            Flow::Done
        },
        "testing.captured" => |c| {
            let bytes = c.end_capture();
            c.ret_str(0, &bytes);
            Flow::Done
        },
        "runtime.Gosched"
        | "net/http/httptest.yield"
        | "testing/synctest.yield"
        | "testing.yield" => |_| Flow::Yield,
        "testing.number" => |c| {
            let gid = c.gid().0;
            c.ret(0, u64::from(gid));
            Flow::Done
        },
        "testing.descendants" => |c| {
            let n = descendants(&c.m.sched, Gid(c.word(0) as _));
            c.ret_int(0, n as i64);
            Flow::Done
        },
        "testing/synctest.others" | "testing.others" => |c| {
            let n = c.m.sched.runnable();
            c.ret_int(0, n as i64);
            Flow::Done
        },
        "net/http.faultOf" => |c| {
            let (method, path) = (c.string(0), c.string(2));
            let (trouble, ns, text) = c.m.request_made(&method, &path);
            c.ret_int(0, trouble);
            c.ret_int(1, ns);
            c.ret_str(2, text.as_bytes());
            Flow::Done
        },
        "runtime/trace.mark" => mark,
        "runtime.Goexit" => |_| Flow::Goexit,
        "runtime.NumGoroutine" => |c| {
            let n = c.num_goroutine();
            c.ret_int(0, n as i64);
            Flow::Done
        },
        "runtime.NumCPU" => |c| {
            let n = c.m.sched.processors().map_or(8, |(_, all)| all);
            c.ret_int(0, n as i64);
            Flow::Done
        },
        "runtime.use" => |c| {
            c.m.sched.use_processors(c.word(0) as usize);
            Flow::Done
        },
        "runtime.collect" => |c| {
            c.want_gc();
            Flow::Done
        },
        "runtime.memory" => |c| {
            let heap = &c.m.heap;
            let held = (heap.words().len() + heap.outside) as u64 * 8;
            let facts = [heap.used_bytes() as u64, heap.total_bytes(), held, heap.collections()];
            for (i, fact) in facts.into_iter().enumerate() {
                c.ret(i, fact);
            }
            c.ret(4, c.m.gs.len() as u64);
            Flow::Done
        },
        "runtime.frame" => |c| {
            let place = c.caller(c.word(0) as usize);
            c.ret_bool(5, place.is_some());
            let (file, line, func) = place.unwrap_or_default();
            c.ret_str(0, func.as_bytes());
            c.ret_str(2, file.as_bytes());
            c.ret_int(4, i64::from(line));
            Flow::Done
        },
        "runtime.funcOf" => |c| {
            let value = c.word(0);
            let place = c.declared(value);
            c.ret_bool(5, place.is_some());
            let (file, line, func) = place.unwrap_or_default();
            c.ret_str(0, func.as_bytes());
            c.ret_str(2, file.as_bytes());
            c.ret_int(4, i64::from(line));
            Flow::Done
        },
        "runtime/pprof.leaked" => |c| {
            let text: String = c.never_run().iter().map(|g| format!(" {} ", g.0)).collect();
            c.ret_str(0, text.as_bytes());
            Flow::Done
        },
        "runtime.stackText" => |c| {
            let text = if c.word(0) != 0 { c.all_stacks() } else { c.stack_text() };
            c.ret_str(0, text.as_bytes());
            Flow::Done
        },
        _ => return None,
    })
}

/// `args() []string`
fn args(call: &mut Call<'_>) -> Flow {
    let args = call.args().to_vec();
    let addr = call.alloc_words(2 * args.len(), false);
    for (i, a) in args.iter().enumerate() {
        let text = call.new_bytes(a.as_bytes());
        call.store(addr + 16 * i as u64, text);
        call.store(addr + 16 * i as u64 + 8, a.len() as u64);
    }
    call.ret_slice(0, Slice { addr, len: args.len(), cap: args.len() });
    Flow::Done
}

/// `mark(kind int, text string)`: the reader's own mark in the trace.
fn mark(call: &mut Call<'_>) -> Flow {
    let (kind, text, pos) = (call.int(0), call.string(1), call.pos());
    let text = call.m.sched.trace.intern(&text);
    call.m.sched.record(EventKind::Mark, NOBODY, NO_OBJECT, pos, i64::from(text.0), kind);
    Flow::Done
}

/// Goroutines alive that `of` began, or others that it began. One that has ended is taken as begun by it when
/// it came later.
fn descendants(sched: &Sched, of: Gid) -> usize {
    let below = |mut gid: Gid| {
        while gid > of {
            match sched.slot_of(gid) {
                Some(slot) => gid = sched.status(slot).parent,
                None => return true,
            }
        }
        gid == of
    };
    let all = (0..sched.slots()).map(|i| sched.status(Slot(i as u32)));
    all.filter(|s| s.state != State::Dead && s.gid > of && below(s.parent)).count()
}
