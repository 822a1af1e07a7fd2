//! Measuring, and saying what was measured: lines `RESULT <name> <value> <unit>`.

use std::time::Instant;

/// Says one figure.
pub fn result(name: &str, value: f64, unit: &str) {
    println!("RESULT {name} {value:.3} {unit}");
}

/// Megabytes (of a million bytes) a second since `start`.
pub fn megabytes(name: &str, bytes: usize, start: Instant) {
    result(name, bytes as f64 / 1e6 / start.elapsed().as_secs_f64(), "MB/s");
}

/// How long one measure of the limits may take: the variable `SECS`, else a second.
pub fn seconds() -> f64 {
    std::env::var("SECS").ok().and_then(|seconds| seconds.parse().ok()).unwrap_or(1.0)
}

/// Calls a second over about [`seconds`].
pub fn rate(mut call: impl FnMut()) -> f64 {
    call();
    let limit = seconds();
    let start = Instant::now();
    let mut calls = 0_u64;
    loop {
        call();
        calls += 1;
        if calls & 7 == 0 || limit < 0.5 {
            let elapsed = start.elapsed().as_secs_f64();
            if elapsed >= limit {
                return calls as f64 / elapsed;
            }
        }
    }
}

/// The value that the share `part` of all values does not exceed.
pub fn percentile(values: &mut [f64], part: f64) -> f64 {
    if values.is_empty() {
        return f64::NAN;
    }
    values.sort_by(f64::total_cmp);
    values[((values.len() - 1) as f64 * part).round() as usize]
}
