//! `bench exchange`: a real hub, offices that enrolled by the command line, a load generator, and the machine's limits.

mod hub;
pub(super) mod office;

use super::figures::Figures;
use super::{limits, program, table};
use crate::run::root;
pub(super) use hub::Hub;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Offices that send, and as many that receive. The quota of one is 10,000 transmissions a day.
const SENDERS: usize = 8;

/// The programs that take part.
pub(super) struct Programs {
    hub: PathBuf,
    pub(super) renkei: PathBuf,
    load: PathBuf,
    limits: PathBuf,
}

pub(super) fn run(quick: bool) -> Result<(), String> {
    let (passes, sets) = if quick { (1, "4000") } else { (3, "12000") };
    println!("building");
    let programs = Programs::build()?;
    let folder = program::empty_folder("exchange")?;
    let certs = certificates()?;
    println!("starting a hub; {} offices enrol", 2 * SENDERS);
    let hub = Hub::start(&programs, &folder.join("hub"))?;
    let mut figures = Figures::default();
    for (name, mebibytes) in ["idle_mib", "idle_authority_mib"].into_iter().zip(hub.memory()?) {
        figures.read(&format!("RESULT {name} {mebibytes:.3} MiB\n"));
    }
    let offices = folder.join("offices");
    office::enrol(&hub, &programs, &offices, SENDERS)?;
    for pass in 1..=passes {
        println!("pass {pass} of {passes}: the limits, then {sets} sets");
        let mut machine = Command::new(&programs.limits);
        machine.arg("exchange").arg(&certs).arg(&folder).env("SECS", if quick { "1" } else { "2" });
        figures.read(&renamed(&program::output(&mut machine)?));
        figures.read(&hub.load(&programs, "pass", &offices, &[sets])?);
    }
    println!("sign-ins, and sets while sign-ins storm");
    figures.read(&renamed(&hub.load(&programs, "sign-in", &offices, &[])?));
    println!("counting what was accepted");
    figures.read(&program::output(Command::new(&programs.load).arg("count").arg(&offices))?);
    compare(&mut figures);
    table::print(limits::EXCHANGE, &figures);
    let json = program::folder().join("exchange.json");
    std::fs::write(&json, figures.to_json()).map_err(|error| format!("{}: {error}", json.display()))?;
    println!("\nfigures: target/bench/exchange.json");
    Ok(())
}

impl Programs {
    pub(super) fn build() -> Result<Self, String> {
        program::build_all("Cargo.toml", &[("hub", "renkei-hub"), ("office", "renkei")])?;
        program::build_all(
            "bench/Cargo.toml",
            &[("bench-exchange", "bench-exchange"), ("bench-limits", "bench-limits")],
        )?;
        Ok(Self {
            hub: program::built("renkei-hub"),
            renkei: program::built("renkei"),
            load: program::built("bench-exchange"),
            limits: program::built("bench-limits"),
        })
    }
}

/// Certificates of the bare kernel; made once.
fn certificates() -> Result<PathBuf, String> {
    let folder = program::folder().join("certs");
    if !folder.join("ec-client.pem").exists() {
        let script: &Path = &root().join("bench/compare/certs.sh");
        program::output(Command::new("bash").arg(script).arg(&folder))?;
    }
    Ok(folder)
}

/// What figures of the programs are called in this bench.
const NAMES: [(&str, &str); 8] = [
    ("storm_accept_per_s", "accept_per_s_in_signin_storm"),
    ("wire.post_verify_csv_receipt.conc32", "kernel_per_s"),
    ("wire.post_verify_csv_receipt.conc32.p99", "kernel_p99_ms"),
    ("wire.post_verify_csv_receipt.conc32.server_cpu", "kernel_cpu_us"),
    ("wire.get20k.conc32", "kernel_fetch_per_s"),
    ("wire.get20k.conc32.server_cpu", "kernel_fetch_cpu_us"),
    ("disk.data.append20k_fdatasync", "fsync_per_s"),
    ("crypto.p256_verify", "verify_per_s"),
];

fn renamed(output: &str) -> String {
    let line = |line: &str| match line.strip_prefix("RESULT ").and_then(|rest| rest.split_once(' ')) {
        Some((name, rest)) => {
            let ours = NAMES.iter().find(|(theirs, _)| *theirs == name).map_or(name, |(_, ours)| ours);
            format!("RESULT {ours} {}\n", rest.replace("op/s", "1/s").replace("msg/s", "1/s").replace("us/msg", "us"))
        }
        None => String::new(),
    };
    output.lines().map(line).collect()
}

/// The ratios of this run: they say more than the figures.
fn compare(figures: &mut Figures) {
    let ratios = [
        ("accept_to_kernel", "accept_per_s", "kernel_per_s"),
        ("accept_cpu_to_kernel", "accept_cpu_us", "kernel_cpu_us"),
        ("fetch_to_kernel", "fetch_per_s", "kernel_fetch_per_s"),
        ("storm_to_accept", "accept_per_s_in_signin_storm", "accept_per_s"),
    ];
    for (name, ours, theirs) in ratios {
        if let (Some(ours), Some(theirs)) = (figures.median(ours), figures.median(theirs)) {
            figures.read(&format!("RESULT {name} {:.3} ×", ours / theirs));
        }
    }
}
