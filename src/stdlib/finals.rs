//! Natives of `runtime.SetFinalizer`, `runtime.AddCleanup` and package `weak`.

use super::Native;
use crate::compile::code::RKind;
use crate::vm::finals::{Then, Watch};
use crate::vm::native::{Call, Flow, Iface};

pub(super) fn native(name: &str) -> Option<Native> {
    Some(match name {
        "runtime.SetFinalizer" => set_finalizer,
        "runtime.watch" => |c| {
            let (object, call) = (c.word(0), c.word(1));
            let finals = &mut c.machine().finals;
            let id = finals.new_id();
            finals.watch(Watch { object, then: Then::Clean { call, id } });
            c.ret(0, id);
            Flow::Done
        },
        "runtime.unwatch" => |c| {
            let wanted = c.word(0);
            let is = |w: &Watch| matches!(w.then, Then::Clean { id, .. } if id == wanted);
            c.machine().finals.retain(|w| !is(w));
            Flow::Done
        },
        "runtime.nextFinal" => next,
        "runtime.finalizes" => |c| {
            let watches = c.machine().finals.is_used();
            c.ret_bool(0, watches);
            Flow::Done
        },
        "weak.handle" => handle,
        "weak.target" => |c| {
            let hidden = c.load(c.word(0));
            c.ret(0, if hidden == 0 { 0 } else { !hidden });
            Flow::Done
        },
        _ => return None,
    })
}

/// The name of an interface's dynamic type.
fn type_name(c: &Call<'_>, v: Iface) -> String {
    v.rtype().and_then(|t| c.rtype(t)).map_or("nil".into(), |t| t.name.clone())
}

fn set_finalizer(c: &mut Call<'_>) -> Flow {
    let (obj, call) = (c.iface(0), c.iface(2));
    let fatal = |text: String| Flow::Fatal(format!("runtime.SetFinalizer: {text}"));
    let kind = obj.rtype().and_then(|t| c.rtype(t)).map(|t| t.kind.clone());
    match kind {
        None => return fatal("first argument is nil".into()),
        Some(RKind::Pointer { .. }) if obj.data != 0 => {}
        Some(RKind::Pointer { .. }) => return fatal("pointer not in allocated block".into()),
        Some(_) => {
            return fatal(format!("first argument is {}, not pointer", type_name(c, obj)));
        }
    }
    let is = |w: &Watch| w.object == obj.data && matches!(w.then, Then::Finalize { .. });
    let Some(func) = call.rtype() else {
        c.machine().finals.retain(|w| !is(w));
        return Flow::Done;
    };
    let Some(RKind::Func { params, .. }) = c.rtype(func).map(|t| t.kind.clone()) else {
        return fatal(format!("second argument is {}, not a function", type_name(c, call)));
    };
    let kind = params.first().and_then(|p| c.rtype(*p)).map(|t| t.kind.clone());
    let boxed = match (params.len(), kind) {
        (1, Some(RKind::Interface)) => true,
        (1, Some(RKind::Pointer { .. })) => false,
        _ => {
            let (o, f) = (type_name(c, obj), type_name(c, call));
            return fatal(format!("cannot pass {o} to finalizer {f}"));
        }
    };
    let finals = &mut c.machine().finals;
    if finals.has_finalizer(obj.data) {
        return fatal("finalizer already set".into());
    }
    let then = Then::Finalize { call: call.data, tag: obj.tag, boxed };
    finals.watch(Watch { object: obj.data, then });
    Flow::Done
}

/// The object and how it is called: as a pointer, as an interface, or not at all; three nil functions at the
/// end.
fn next(c: &mut Call<'_>) -> Flow {
    let mut words = [0; 6];
    if let Some(w) = c.machine().finals.next() {
        match w.then {
            Then::Finalize { call, tag, boxed } => {
                words[..3].copy_from_slice(&[w.object, tag, w.object]);
                words[if boxed { 4 } else { 3 }] = call;
            }
            Then::Clean { call, .. } => words[5] = call,
            Then::Clear { .. } => {}
        }
    }
    for (i, w) in words.into_iter().enumerate() {
        c.ret(i, w);
    }
    Flow::Done
}

/// The word through which all weak pointers to one place go. It holds the address so that nobody takes it for
/// one.
fn handle(c: &mut Call<'_>) -> Flow {
    let object = c.word(0);
    let known = c.machine().finals.handle(object);
    let handle = known.unwrap_or_else(|| {
        let handle = c.alloc_words(1, true);
        c.store(handle, !object);
        c.machine().finals.watch(Watch { object, then: Then::Clear { handle } });
        handle
    });
    c.ret(0, handle);
    Flow::Done
}
