//! How long a program takes from its start to its end.

use anchors::measure::{percentile, result};
use std::process::{Command, Stdio};
use std::time::Instant;

/// Starts the program many times; the median counts.
pub(crate) fn measure(times: usize, program: &str, arguments: &[&str]) {
    let mut milliseconds: Vec<f64> = (0..times).map(|_| once(program, arguments)).collect();
    result("start_ms", percentile(&mut milliseconds, 0.5), "ms");
    result("start_p95_ms", percentile(&mut milliseconds, 0.95), "ms");
}

fn once(program: &str, arguments: &[&str]) -> f64 {
    let start = Instant::now();
    let mut command = Command::new(program);
    let output = command.args(arguments).stdin(Stdio::null()).output().unwrap();
    let elapsed = start.elapsed().as_secs_f64() * 1e3;
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stdout));
    elapsed
}
