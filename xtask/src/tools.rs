//! Programs that the tests need beside Rust and a C compiler: installed with apt when root, else named in one line.

use crate::run::{program, run};

/// A program and the Debian package that has it.
struct Tool {
    program: &'static str,
    package: &'static str,
}

/// What `cargo xtask test` needs.
const FOR_TESTS: &[Tool] = &[
    Tool { program: "openssl", package: "openssl" },
    Tool { program: "python3", package: "python3" },
    Tool { program: "unzip", package: "unzip" },
    NPM,
    Tool { program: "chromium", package: "chromium" },
    Tool { program: "chromedriver", package: "chromium-driver" },
    Tool { program: "fc-list", package: "fontconfig" },
];

/// What `cargo xtask faults` needs.
const FOR_FAULTS: &[Tool] = &[
    Tool { program: "mkfs.ext4", package: "e2fsprogs" },
    Tool { program: "losetup", package: "util-linux" },
    Tool { program: "mount", package: "mount" },
    Tool { program: "strace", package: "strace" },
    Tool { program: "python3", package: "python3" },
];

/// Makes sure that the programs are there that break things.
pub(crate) fn ensure_for_faults() -> Result<(), String> {
    install(&missing(FOR_FAULTS))
}

/// Brings the browser files of others.
const NPM: Tool = Tool { program: "npm", package: "npm" };

/// The font with which pages are looked at: without it, Japanese is empty boxes.
const FONT: &str = "fonts-noto-cjk";

/// The server that the hub's mails are sent to in tests; a module of Python, no program.
const MAIL_SERVER: &str = "python3-aiosmtpd";

/// Makes sure that the programs are there.
pub(crate) fn ensure_for_tests() -> Result<(), String> {
    let mut packages = missing(FOR_TESTS);
    let has_font = program("fc-list", &[":lang=ja"]).output().is_ok_and(|output| !output.stdout.is_empty());
    if !has_font {
        packages.push(FONT);
    }
    if !starts(&mut program("/usr/bin/python3", &["-c", "import aiosmtpd"])) {
        packages.push(MAIL_SERVER);
    }
    install(&packages)
}

/// Makes sure that npm is there.
pub(crate) fn ensure_npm() -> Result<(), String> {
    install(&missing(&[NPM]))
}

/// Makes sure that `cargo deny` is there.
pub(crate) fn ensure_cargo_deny() -> Result<(), String> {
    if starts(&mut program("cargo", &["deny", "--version"])) {
        return Ok(());
    }
    // A debug build: it is built once on a machine and runs for a second.
    run(&mut program("cargo", &["install", "--locked", "--debug", "cargo-deny", "--version", "0.20.2"]))
}

/// Makes sure that `cargo fuzz` is there.
pub(crate) fn ensure_cargo_fuzz() -> Result<(), String> {
    if starts(&mut program("cargo", &["fuzz", "--version"])) {
        return Ok(());
    }
    run(&mut program("cargo", &["install", "--locked", "--debug", "cargo-fuzz", "--version", "0.13.1"]))
}

fn missing(tools: &[Tool]) -> Vec<&'static str> {
    tools.iter().filter(|tool| !is_there(tool.program)).map(|tool| tool.package).collect()
}

fn install(packages: &[&str]) -> Result<(), String> {
    if packages.is_empty() {
        return Ok(());
    }
    let line = format!("apt-get install -y --no-install-recommends {}", packages.join(" "));
    if !is_root() {
        return Err(format!("these programs are missing; please run: sudo {line}"));
    }
    run(&mut program("apt-get", &["update", "-q"]))?;
    run(program("sh", &["-c", &line]).env("DEBIAN_FRONTEND", "noninteractive"))
}

fn is_there(name: &str) -> bool {
    starts(&mut program("sh", &["-c", &format!("command -v {name}")]))
}

fn starts(command: &mut std::process::Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

fn is_root() -> bool {
    program("id", &["-u"]).output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}
