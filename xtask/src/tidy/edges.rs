//! Which crate may use which: the table of ARCHITECTURE.md, checked against `cargo metadata`.

use crate::run::program;
use serde_json::Value;

/// What a crate may use, of ours and of the world.
struct Rule {
    name: &'static str,
    /// Our crates that it may use.
    ours: &'static [&'static str],
    /// Crates that it must not use.
    never: &'static [&'static str],
}

/// Everything that reaches for the network, a database, files at large or an asynchronous runtime.
const PURE: &[&str] = &["tokio", "axum", "hyper", "reqwest", "rusqlite", "tokio-postgres", "sqlx"];

const RULES: &[Rule] = &[
    Rule { name: "standard", ours: &[], never: PURE },
    Rule { name: "evidence", ours: &[], never: PURE },
    Rule { name: "protocol", ours: &["standard"], never: PURE },
    Rule { name: "exchange", ours: &["standard", "evidence"], never: PURE },
    Rule { name: "store", ours: &["exchange", "standard", "evidence"], never: &["axum"] },
    Rule { name: "web", ours: &[], never: &["rusqlite", "tokio-postgres"] },
    Rule { name: "desk", ours: &["standard", "web"], never: &["rusqlite", "tokio-postgres"] },
    Rule {
        name: "hub",
        ours: &["standard", "evidence", "protocol", "exchange", "store", "web", "desk"],
        never: &["rusqlite", "tokio-postgres"],
    },
    Rule { name: "office", ours: &["standard", "evidence", "protocol", "web", "desk"], never: &["tokio-postgres"] },
    Rule {
        name: "testkit",
        ours: &["standard", "evidence", "protocol", "exchange", "store", "hub", "office"],
        never: &[],
    },
    Rule { name: "faults", ours: &["evidence", "protocol", "store", "hub", "office"], never: &["tokio-postgres"] },
    Rule { name: "browser", ours: &[], never: &["rusqlite", "tokio-postgres"] },
    Rule { name: "xtask", ours: &["standard"], never: &[] },
];

/// Crates that no crate of ours may use (security.md S81); `cargo deny` looks at the whole tree as well.
const NOBODY: &[&str] = &["openssl", "openssl-sys", "native-tls", "rsa", "sqlx"];

pub(super) fn check() -> Result<Vec<String>, String> {
    let output = program("cargo", &["metadata", "--no-deps", "--format-version", "1", "--locked"]).output();
    let output = output.map_err(|error| format!("cargo metadata: {error}"))?;
    let metadata: Value = serde_json::from_slice(&output.stdout)
        .map_err(|_| format!("cargo metadata: {}", String::from_utf8_lossy(&output.stderr)))?;
    let packages = metadata.get("packages").and_then(Value::as_array).cloned().unwrap_or_default();
    let names: Vec<&str> = packages.iter().filter_map(name_of).collect();
    Ok(packages.iter().flat_map(|package| check_package(package, &names)).collect())
}

fn name_of(value: &Value) -> Option<&str> {
    value.get("name").and_then(Value::as_str)
}

fn check_package(package: &Value, ours: &[&str]) -> Vec<String> {
    let name = name_of(package).unwrap_or_default();
    let Some(rule) = RULES.iter().find(|rule| rule.name == name) else {
        return vec![format!("crate {name}: not in the table of edges (xtask/src/tidy/edges.rs, ARCHITECTURE.md)")];
    };
    let dependencies = package.get("dependencies").and_then(Value::as_array).cloned().unwrap_or_default();
    let shipped = |dependency: &&Value| dependency.get("kind").is_none_or(|kind| kind != "dev");
    let mut breaches = Vec::new();
    for used in dependencies.iter().filter(shipped).filter_map(name_of) {
        if ours.contains(&used) && !rule.ours.contains(&used) {
            breaches.push(format!("crate {name}: must not use our crate {used}"));
        }
        if rule.never.contains(&used) || NOBODY.contains(&used) {
            breaches.push(format!("crate {name}: must not use {used}"));
        }
    }
    breaches
}
