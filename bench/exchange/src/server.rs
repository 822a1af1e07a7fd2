//! What the hub's processes use: CPU time and memory, as the system counts them.

use anchors::measure::result;
use std::path::PathBuf;

/// Ticks of `/proc/<pid>/stat` are hundredths of a second on every Linux that we know (`getconf CLK_TCK`).
const MICROSECONDS_A_TICK: f64 = 10_000.0;

/// Hub and authority.
pub(crate) struct Server {
    processes: Vec<PathBuf>,
}

impl Server {
    /// By their process numbers, the hub first.
    pub(crate) fn new(numbers: &[&str]) -> Self {
        Self { processes: numbers.iter().map(|number| PathBuf::from("/proc").join(number)).collect() }
    }

    /// CPU time of all so far, in microseconds.
    pub(crate) fn cpu(&self) -> f64 {
        let ticks = self.processes.iter().map(|process| {
            let stat = std::fs::read_to_string(process.join("stat")).unwrap();
            // After the name, which may hold anything: user and system time are fields 14 and 15.
            let rest = stat.rsplit_once(')').unwrap().1;
            let fields = rest.split_whitespace().skip(11).take(2);
            fields.map(|ticks| ticks.parse::<f64>().unwrap()).sum::<f64>()
        });
        ticks.sum::<f64>() * MICROSECONDS_A_TICK
    }

    /// Says the resident memory of the hub now, or the greatest so far (`VmRSS`, `VmHWM`).
    pub(crate) fn say_memory(&self, name: &str, line: &str) {
        let status = std::fs::read_to_string(self.processes[0].join("status")).unwrap();
        let line = status.lines().find_map(|each| each.strip_prefix(line)).unwrap();
        let kibibytes: f64 = line.split_whitespace().find_map(|part| part.parse().ok()).unwrap();
        result(name, kibibytes / 1024.0, "MiB");
    }
}
