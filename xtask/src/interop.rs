//! `cargo xtask interop`: a hub as operators start it, and schemathesis that holds it to its own OpenAPI document.

mod client;

use crate::demo;
use crate::demo::hub::Hub;
use crate::run::{program, root, run as run_program};
use crate::tools;
use client::Client;
use std::path::{Path, PathBuf};

const USAGE: &str = "\
cargo xtask interop [--examples N] [--seed N] [--no-build]
    Starts a hub with two offices, reads the OpenAPI document that it serves, and asks every operation N times (default
    20) over mutual TLS, with a session: what fits the document, and what does not. An answer of 5xx, of a status or
    media type that the document does not have, or that its schema refuses is a failure.
    --no-build takes the programs that were built before. schemathesis (from PyPI, version pinned) is installed into target/interop/venv.";

/// Made anew at every start, but for the installed tool.
const FOLDER: &str = "target/interop";
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,\
                      response_schema_conformance";

/// A part of the API that is asked in a run of its own, in this order.
struct Part {
    what: &'static str,
    /// On the listener without client certificates.
    public: bool,
    /// Operation ids, as a regular expression.
    operations: &'static str,
}

const PARTS: &[Part] = &[
    Part { what: "public", public: true, operations: "^(OpenApi|ReadAuthority|ReadCrl|Enrol)$" },
    Part {
        what: "exchange",
        public: false,
        operations: "^(?!(OpenApi|ReadAuthority|ReadCrl|Enrol|StreamEvents|SignIn|Refresh|ChangePassword|SignOut|\
                     SignOutEverywhere)$)",
    },
    // These end sessions or make the hub wary of this certificate.
    Part { what: "session", public: false, operations: "^(SignIn|Refresh|ChangePassword|SignOut|SignOutEverywhere)$" },
];

/// A promise that the hub does not keep, put into its document.
struct Broken {
    what: &'static str,
    public: bool,
    operation: &'static str,
    /// Where in the document, as a JSON pointer, and what stands there instead.
    place: &'static str,
    instead: &'static str,
    /// The check of schemathesis that must see it.
    check: &'static str,
}

const BROKEN: &[Broken] = &[
    Broken {
        what: "control-member",
        public: true,
        operation: "^ReadAuthority$",
        place: "/components/schemas/Authority/required",
        instead: r#"["root", "neverThere"]"#,
        check: "response_schema_conformance",
    },
    Broken {
        what: "control-pattern",
        public: false,
        operation: "^ReadMe$",
        place: "/components/schemas/OfficeBody/properties/number/pattern",
        instead: r#""^[a-z]{10}$""#,
        check: "response_schema_conformance",
    },
    Broken {
        what: "control-header",
        public: false,
        operation: "^ReadMe$",
        place: "/components/headers/epoch/schema/pattern",
        instead: r#""^[0-9a-f]{31}$""#,
        check: "response_headers_conformance",
    },
];

/// Runs it all.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let plan = Plan::parse(arguments).ok_or(USAGE)?;
    tools::ensure_for_tests()?;
    let folder = root().join(FOLDER);
    let schemathesis = install(&folder)?;
    if plan.build {
        demo::build()?;
    }
    let state = folder.join("state");
    demo::make_anew(&state)?;
    let hub = Hub::start(&state)?;
    let offices = demo::join(&hub, &state)?;
    demo::exchange(&offices, &state)?;
    let client = Client::prepare(&hub, &offices, &state)?;
    let failed: Vec<&str> = PARTS
        .iter()
        .filter(|part| plan.ask(part, &schemathesis, &hub, &client, &folder).is_err())
        .map(|part| part.what)
        .collect();
    plan.control(&schemathesis, &hub, &client, &folder)?;
    if failed.is_empty() {
        Ok(())
    } else {
        Err(format!("the hub does not keep to its document: {}", failed.join(", ")))
    }
}

/// Installs schemathesis once; gives the program.
fn install(folder: &Path) -> Result<PathBuf, String> {
    let (venv, wanted) = (folder.join("venv"), root().join("xtask/src/interop/requirements.txt"));
    let venv = venv.display().to_string();
    run_program(&mut program("python3", &["-m", "venv", &venv]))?;
    let wanted = wanted.display().to_string();
    run_program(&mut program(&format!("{venv}/bin/pip"), &["install", "--quiet", "--requirement", &wanted]))?;
    Ok(PathBuf::from(venv).join("bin/schemathesis"))
}

struct Plan {
    examples: String,
    seed: String,
    build: bool,
}

impl Plan {
    fn parse(arguments: &[String]) -> Option<Self> {
        let mut plan = Self { examples: "20".to_owned(), seed: "1".to_owned(), build: true };
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            if argument == "--no-build" {
                plan.build = false;
                continue;
            }
            let value = rest.next().filter(|value| value.parse::<u32>().is_ok())?.clone();
            match argument.as_str() {
                "--examples" => plan.examples = value,
                "--seed" => plan.seed = value,
                _ => return None,
            }
        }
        Some(plan)
    }

    /// With a document that promises what the hub does not keep, the same run must fail, and by the check that is meant.
    fn control(&self, schemathesis: &Path, hub: &Hub, client: &Client, folder: &Path) -> Result<(), String> {
        for broken in BROKEN {
            let changed = client.with_broken_promise(broken)?;
            let part = Part { what: broken.what, public: broken.public, operations: broken.operation };
            let asked = self.ask(&part, schemathesis, hub, &changed, folder);
            let report = std::fs::read_to_string(folder.join(format!("{}.yaml", broken.what)));
            let report = report.map_err(|error| format!("{}.yaml: {error}", broken.what))?;
            if asked.is_ok() || !names_failure(&report, broken.check) {
                return Err(format!("the control «{}» was not refused by {}", broken.what, broken.check));
            }
            println!("control «{}»: refused by {}, as it must be", broken.what, broken.check);
        }
        Ok(())
    }

    fn ask(&self, part: &Part, schemathesis: &Path, hub: &Hub, client: &Client, folder: &Path) -> Result<(), String> {
        let port = if part.public { hub.public } else { hub.exchange };
        let report = folder.join(format!("{}.yaml", part.what)).display().to_string();
        let mut command =
            program(&schemathesis.display().to_string(), &["run", &client.document.display().to_string()]);
        command.args(["--url", &format!("https://localhost:{port}"), "--include-operation-id-regex", part.operations]);
        command.args(["--checks", CHECKS, "--max-examples", &self.examples, "--seed", &self.seed]);
        command.args(["--phases", "examples,coverage,fuzzing", "--workers", "1", "--request-timeout", "40"]);
        command.args(["--continue-on-failure", "--warnings", "off", "--report-vcr-path", &report]);
        command.arg("--tls-verify").arg(&client.root);
        command.env("RENKEI_INTEROP", &client.known);
        if !part.public {
            command.arg("--request-cert").arg(&client.certificate).arg("--request-cert-key").arg(&client.key);
            command.env("SCHEMATHESIS_HOOKS", root().join("xtask/src/interop/hooks.py"));
        }
        run_program(&mut command)
    }
}

/// Whether a report says that a check failed.
fn names_failure(report: &str, check: &str) -> bool {
    let lines: Vec<&str> = report.lines().map(str::trim).collect();
    let named = |pair: &[&str]| {
        let [name, status, ..] = pair else { return false };
        name.contains(check) && status.contains("FAILURE")
    };
    lines.windows(2).any(named)
}
