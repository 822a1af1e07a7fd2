//! The memory of a check of one large file, in a process that does nothing else.

use crate::alone::{PIECE, expect_no_finding, options};
use anchors::measure::result;
use standard::check::DocumentCheck;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::time::{Duration, Instant};

/// In a file of this size, what is kept of at most a million keys has long stopped growing at the first quarter.
const LARGE: usize = 900_000_000;

/// Checks the file as it is read, and looks at the resident memory at each quarter.
pub(crate) fn measure(path: &Path) {
    let mut file = File::open(path).unwrap();
    let size = file.metadata().unwrap().len() as usize;
    let mut piece = vec![0; PIECE];
    // Without the time of reading: that is the disk's, when the file has left the cache.
    let mut spent = Duration::ZERO;
    let mut check = DocumentCheck::new(path.to_str().unwrap(), options());
    let (mut read, mut resident) = (0, Vec::new());
    loop {
        let length = file.read(&mut piece).unwrap();
        if length == 0 {
            break;
        }
        let start = Instant::now();
        check.feed(&piece[..length]);
        spent += start.elapsed();
        read += length;
        if read * 4 / size > resident.len() {
            resident.push(kibibytes("VmRSS"));
        }
    }
    let start = Instant::now();
    let report = check.finish();
    spent += start.elapsed();
    result("check_file_mb_s", size as f64 / 1e6 / spent.as_secs_f64(), "MB/s");
    expect_no_finding(&report);
    for (quarter, kibibytes) in (1..).zip(&resident) {
        result(&format!("check_rss_{}_mib", quarter * 25), kibibytes / 1024.0, "MiB");
    }
    result("check_rss_mib", kibibytes("VmHWM") / 1024.0, "MiB");
    if size < LARGE {
        println!("MISSING check_rss_growth_mib what is kept is still growing in a file of this size");
        return;
    }
    result("check_rss_growth_mib", (resident.last().unwrap() - resident[0]) / 1024.0, "MiB");
}

/// A figure of this process.
fn kibibytes(name: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with(name)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}
