//! Floating-point numbers as the runtime's own `print` shows them: the shortest text that reads back as the
//! same number, in the format `%g` of `strconv`.

/// Exponents outside of these bounds are written out.
const PLAIN_EXPONENTS: std::ops::Range<i32> = -4..6;

/// The shortest scientific notation that reads back as the same number; of two that are as near, the even one.
pub fn shortest(x: f64, single: bool) -> String {
    let text = if single { format!("{:e}", x as f32) } else { format!("{x:e}") };
    even_of_two(x, single, &text).unwrap_or(text)
}

/// The text one below, where the number lies halfway between it and `text`, which was rounded up to an odd digit.
fn even_of_two(x: f64, single: bool, text: &str) -> Option<String> {
    let (mantissa, exp) = text.split_once('e')?;
    let (front, last) = mantissa.split_at(mantissa.len() - 1);
    let last = last.parse::<u8>().ok().filter(|d| d % 2 == 1)?;
    if front.len() < if single { 7 } else { 15 } {
        return None;
    }
    let even = format!("{front}{}", last - 1);
    let exact = format!("{x:.40e}");
    let rest = exact.strip_prefix(&even)?.split_once('e')?.0.strip_prefix('5')?;
    let same = |t: &str| if single { t.parse() == Ok(x as f32) } else { t.parse() == Ok(x) };
    let even = format!("{even}e{exp}");
    (rest.bytes().all(|b| b == b'0') && same(&even)).then_some(even)
}

/// A float64, or a float32 that is kept as one (`single`).
pub fn float_text(x: f64, single: bool) -> String {
    if x.is_nan() {
        return "NaN".to_owned();
    }
    if x.is_infinite() {
        return if x > 0.0 { "+Inf" } else { "-Inf" }.to_owned();
    }
    let text = shortest(x, single);
    let (mantissa, exp) = text.split_once('e').unwrap_or((&text, "0"));
    let exp: i32 = exp.parse().unwrap_or(0);
    if PLAIN_EXPONENTS.contains(&exp) {
        return if single { format!("{}", x as f32) } else { format!("{x}") };
    }
    let sign = if exp < 0 { '-' } else { '+' };
    format!("{mantissa}e{sign}{:02}", exp.abs())
}

/// A complex number in its brackets.
pub fn complex_text(re: f64, im: f64, single: bool) -> String {
    let im = float_text(im, single);
    let sign = if im.starts_with(['+', '-']) { "" } else { "+" };
    format!("({}{sign}{im}i)", float_text(re, single))
}
