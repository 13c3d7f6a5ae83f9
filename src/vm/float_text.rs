//! Floating-point numbers as the runtime's own `print` shows them: the shortest text that reads back as the
//! same number, in the format `%g` of `strconv`.

/// Exponents outside of these bounds are written out.
const PLAIN_EXPONENTS: std::ops::Range<i32> = -4..6;

/// A float64, or a float32 that is kept as one (`single`).
pub fn float_text(x: f64, single: bool) -> String {
    if x.is_nan() {
        return "NaN".to_owned();
    }
    if x.is_infinite() {
        return if x > 0.0 { "+Inf" } else { "-Inf" }.to_owned();
    }
    let text = if single { format!("{:e}", x as f32) } else { format!("{x:e}") };
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
