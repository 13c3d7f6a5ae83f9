//! Questions about dynamic types, asked by `errors` and `context`.

use super::Native;
use crate::compile::code::RKind;
use crate::vm::native::{Call, Flow};

pub(super) fn native(name: &str) -> Option<Native> {
    Some(match name {
        "errors.isComparable" | "context.isComparable" => is_comparable,
        "errors.checkTarget" => check_target,
        "errors.assignTo" => assign_to,
        "context.typeName" => type_name,
        _ => return None,
    })
}

/// `isComparable(v any) bool`
fn is_comparable(call: &mut Call<'_>) -> Flow {
    let ok = call.iface(0).rtype().and_then(|t| call.rtype(t)).is_none_or(|t| t.comparable);
    call.ret_bool(0, ok);
    Flow::Done
}

/// `typeName(v any) string`
fn type_name(call: &mut Call<'_>) -> Flow {
    let name = call
        .iface(0)
        .rtype()
        .and_then(|t| call.rtype(t))
        .map_or("<nil>".into(), |t| t.name.clone());
    call.ret_str(0, name.as_bytes());
    Flow::Done
}

/// `checkTarget(target any) string`: what `errors.As` panics with.
fn check_target(call: &mut Call<'_>) -> Flow {
    let v = call.iface(0);
    let complaint = match v.rtype().and_then(|t| call.rtype(t)).map(|t| &t.kind) {
        None => "errors: target cannot be nil",
        Some(RKind::Pointer { .. }) if v.data == 0 => "errors: target must be a non-nil pointer",
        Some(RKind::Pointer { elem }) => {
            let elem = *elem;
            let interface = call.rtype(elem).is_some_and(|t| t.kind == RKind::Interface);
            let error = call.rtype(elem).is_some() && call.method(elem, "Error").is_some();
            if interface || error {
                ""
            } else {
                "errors: *target must be interface or implement error"
            }
        }
        Some(_) => "errors: target must be a non-nil pointer",
    };
    call.ret_str(0, complaint.as_bytes());
    Flow::Done
}

/// `assignTo(err error, target any) bool`
fn assign_to(call: &mut Call<'_>) -> Flow {
    let (err, target) = (call.iface(0), call.iface(2));
    let elem = match target.rtype().and_then(|t| call.rtype(t)).map(|t| &t.kind) {
        Some(RKind::Pointer { elem }) => *elem,
        _ => {
            call.ret_bool(0, false);
            return Flow::Done;
        }
    };
    let Some(dynamic) = err.rtype() else {
        call.ret_bool(0, false);
        return Flow::Done;
    };
    let interface = call.rtype(elem).is_some_and(|t| t.kind == RKind::Interface);
    let fits = if interface { implements(call, dynamic, elem) } else { dynamic == elem };
    if fits {
        if interface {
            call.store(target.data, err.tag);
            call.store(target.data + 8, err.data);
        } else {
            for (i, w) in call.iface_value(err).into_iter().enumerate() {
                call.store(target.data + 8 * i as u64, w);
            }
        }
    }
    call.ret_bool(0, fits);
    Flow::Done
}

/// True when the method set of `dynamic` holds all methods of interface `wanted`.
pub(super) fn implements(call: &Call<'_>, dynamic: u32, wanted: u32) -> bool {
    let (Some(d), Some(w)) = (call.rtype(dynamic), call.rtype(wanted)) else { return false };
    w.methods.iter().all(|(m, _)| d.methods.binary_search_by_key(m, |e| e.0).is_ok())
}
