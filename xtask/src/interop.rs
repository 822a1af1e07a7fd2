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

    /// With a document that promises what the hub does not keep, the same run must fail.
    fn control(&self, schemathesis: &Path, hub: &Hub, client: &Client, folder: &Path) -> Result<(), String> {
        let client = client.with_broken_promise()?;
        let part = Part { what: "control", public: true, operations: "^ReadAuthority$" };
        match self.ask(&part, schemathesis, hub, &client, folder) {
            Err(_) => Ok(()),
            Ok(()) => Err("the control did not fail: a member that is missing goes unnoticed".to_owned()),
        }
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
