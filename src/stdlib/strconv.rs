//! `strconv`, and the parts of `fmt`'s scanning that store through pointers.

use super::Native;
use super::text::{category, float, parse, quote};
use crate::compile::code::RKind;
use crate::vm::native::{Call, Flow, Iface};

pub(super) fn native(name: &str) -> Option<Native> {
    Some(match name {
        "strconv.parseInt" => |c| {
            let r = parse::int(c.str_bytes(0), c.word(2) as u32, c.word(3) as u32);
            let (v, status) = r.map_or_else(|(v, bad)| (v, status(bad)), |v| (v, 0));
            c.ret_int(0, v);
            c.ret_int(1, status);
            Flow::Done
        },
        "strconv.parseUint" => |c| {
            let bits = if c.word(3) == 0 { 64 } else { c.word(3) as u32 };
            let r = parse::uint(c.str_bytes(0), c.word(2) as u32, bits);
            let (v, status) = r.map_or_else(|(v, bad)| (v, status(bad)), |v| (v, 0));
            c.ret(0, v);
            c.ret_int(1, status);
            Flow::Done
        },
        "strconv.parseFloat" => |c| {
            let r = parse::float(c.str_bytes(0), c.word(2) as u32);
            let (v, status) = r.map_or_else(|(v, bad)| (v, status(bad)), |v| (v, 0));
            c.ret_float(0, v);
            c.ret_int(1, status);
            Flow::Done
        },
        "strconv.Itoa" => |c| {
            let s = c.int(0).to_string();
            c.ret_str(0, s.as_bytes());
            Flow::Done
        },
        "strconv.formatInt" => format_int,
        "strconv.FormatFloat" => |c| {
            let mut out = Vec::new();
            let prec = c.int(2).clamp(-1, 100_000) as i32;
            float::append(&mut out, c.float(0), c.word(1) as u8, prec, c.word(3) as u32);
            c.ret_str(0, &out);
            Flow::Done
        },
        "strconv.quoteWith" => |c| {
            let mut out = Vec::new();
            quote::append(&mut out, c.str_bytes(0), b'"', c.bool(2));
            c.ret_str(0, &out);
            Flow::Done
        },
        "time.quote" => |c| {
            let mut out = Vec::new();
            quote::append(&mut out, c.str_bytes(0), b'"', false);
            c.ret_str(0, &out);
            Flow::Done
        },
        "strconv.quoteRune" => |c| {
            let mut out = Vec::new();
            quote::append_rune(&mut out, char_of(c.word(0)), c.bool(1));
            c.ret_str(0, &out);
            Flow::Done
        },
        "strconv.CanBackquote" => |c| {
            let ok = quote::can_backquote(c.str_bytes(0));
            c.ret_bool(0, ok);
            Flow::Done
        },
        "strconv.IsPrint" => |c| {
            let ok = u32::try_from(c.word(0))
                .ok()
                .and_then(char::from_u32)
                .is_some_and(category::is_print);
            c.ret_bool(0, ok);
            Flow::Done
        },
        "strconv.unquote" | "fmt.unquote" => |c| {
            let r = quote::unquote(c.str_bytes(0));
            c.ret_str(0, r.as_deref().unwrap_or_default());
            c.ret_bool(2, r.is_some());
            Flow::Done
        },
        "strconv.unquoteChar" => |c| {
            let r = quote::unquote_char(c.str_bytes(0), c.word(2) as u8);
            let (code, byte, n) = r.unwrap_or((0, true, 0));
            c.ret(0, u64::from(code));
            c.ret_bool(1, !byte && code >= 0x80);
            c.ret(2, n as u64);
            Flow::Done
        },
        "fmt.pointee" => |c| {
            let k = target(c, c.iface(0)).map_or(0, |(_, k)| k);
            c.ret_int(0, k);
            Flow::Done
        },
        "fmt.retype" => |c| {
            let (tag, data) = (c.word(2), c.word(1));
            c.ret(0, tag);
            c.ret(1, data);
            Flow::Done
        },
        "fmt.storeInt" => store_int,
        "fmt.storeFloat" => store_float,
        "fmt.storeString" => |c| {
            if let Some((addr, _)) = target(c, c.iface(0)) {
                let (p, n) = (c.word(2), c.word(3));
                c.store(addr, p);
                c.store(addr + 8, n);
            }
            Flow::Done
        },
        _ => return None,
    })
}

fn status(bad: parse::Bad) -> i64 {
    match bad {
        parse::Bad::Syntax => 1,
        parse::Bad::Range => 2,
    }
}

fn char_of(word: u64) -> char {
    u32::try_from(word).ok().and_then(char::from_u32).unwrap_or('\u{fffd}')
}

/// `formatInt(i int64, base int, signed bool) string`
fn format_int(call: &mut Call<'_>) -> Flow {
    let (v, base, signed) = (call.int(0), call.word(1).clamp(2, 36), call.bool(2));
    let mut u = if signed { v.unsigned_abs() } else { v as u64 };
    let mut out = Vec::new();
    loop {
        out.push(b"0123456789abcdefghijklmnopqrstuvwxyz"[(u % base) as usize]);
        u /= base;
        if u == 0 {
            break;
        }
    }
    if signed && v < 0 {
        out.push(b'-');
    }
    out.reverse();
    call.ret_str(0, &out);
    Flow::Done
}

/// Address and kind (as `fmt.pointee` numbers them) of what an operand points to.
fn target(call: &Call<'_>, v: Iface) -> Option<(u64, i64)> {
    let RKind::Pointer { elem } = call.rtype(v.rtype()?)?.kind else { return None };
    let kind = match call.rtype(elem)?.kind {
        RKind::Int => 1,
        RKind::Int8 => 2,
        RKind::Int16 => 3,
        RKind::Int32 => 4,
        RKind::Int64 => 5,
        RKind::Uint => 11,
        RKind::Uint8 => 12,
        RKind::Uint16 => 13,
        RKind::Uint32 => 14,
        RKind::Uint64 => 15,
        RKind::Uintptr => 16,
        RKind::Float32 => 20,
        RKind::Float64 => 21,
        RKind::String => 30,
        RKind::Bool => 40,
        RKind::Complex64 => 41,
        RKind::Complex128 => 42,
        RKind::Slice { elem } if matches!(call.rtype(elem)?.kind, RKind::Uint8) => 43,
        _ => return None,
    };
    (v.data != 0).then_some((v.data, kind))
}

/// `storeInt(arg any, tok string, base int) int`
fn store_int(call: &mut Call<'_>) -> Flow {
    let Some((addr, kind)) = target(call, call.iface(0)) else {
        call.ret_int(0, 1);
        return Flow::Done;
    };
    let (tok, base) = (call.str_bytes(2), call.word(4) as u32);
    let bits = [64, 8, 16, 32, 64, 64][(kind % 10).min(5) as usize - 1];
    let read = if kind < 10 {
        parse::int(tok, base, 64).map_err(|e| e.1).map(|v| {
            let fits = bits == 64 || v >> (bits - 1) == 0 || v >> (bits - 1) == -1;
            (v as u64, fits)
        })
    } else {
        parse::uint(tok, base, 64).map_err(|e| e.1).map(|v| (v, bits == 64 || v >> bits == 0))
    };
    let answer = match read {
        Ok((v, true)) => {
            if kind == 12 {
                call.write_bytes(addr, &[v as u8]);
            } else {
                call.store(addr, v);
            }
            0
        }
        Ok((_, false)) => 3,
        Err(bad) => status(bad),
    };
    call.ret_int(0, answer);
    Flow::Done
}

/// `storeFloat(arg any, tok string) int`
fn store_float(call: &mut Call<'_>) -> Flow {
    let Some((addr, kind)) = target(call, call.iface(0)) else {
        call.ret_int(0, 1);
        return Flow::Done;
    };
    let answer = match parse::float(call.str_bytes(2), if kind == 20 { 32 } else { 64 }) {
        Ok(v) => {
            call.store(addr, v.to_bits());
            0
        }
        Err((_, bad)) => status(bad),
    };
    call.ret_int(0, answer);
    Flow::Done
}
