//! The proof of a transmission, checked by `renkei verify` and by `unzip` and `openssl` alone.

use super::hub::output;
use super::office::Office;
use crate::run::program;
use std::path::Path;

pub(super) fn check(office: &Office, folder: &Path) -> Result<(), String> {
    let sent = office.renkei(&["sent", "--json"])?;
    let sent: serde_json::Value =
        serde_json::from_str(&sent).map_err(|error| format!("renkei sent --json: {error}"))?;
    let id = first_id(&sent).ok_or("renkei sent --json gave no id")?;
    let bundle = folder.join("証拠.zip").display().to_string();
    office.renkei(&["evidence", "export", &id, "--to", &bundle])?;
    let root = folder.join("1370000001/root.pem").display().to_string();
    let mut verify = program(&office.program(), &["verify", &bundle, "--root", &root]);
    verify.current_dir(folder);
    output(verify)?;
    let script = "mkdir -p bundle x && unzip -qo 証拠.zip -d bundle && unzip -qo bundle/container.asice -d x && cd x && \
        openssl cms -verify -cades -purpose any -binary -inform DER -in META-INF/signature001.p7s \
        -content META-INF/ASiCManifest001.xml -CAfile ../1370000001/root.pem -out /dev/null && sha256sum documents/*";
    let mut other = program("sh", &["-c", script]);
    other.current_dir(folder);
    output(other).map(drop)
}

/// The first `id` that stands anywhere in the answer.
fn first_id(value: &serde_json::Value) -> Option<String> {
    match value {
        serde_json::Value::Object(members) => match members.get("id").and_then(serde_json::Value::as_str) {
            Some(id) => Some(id.to_owned()),
            None => members.values().find_map(first_id),
        },
        serde_json::Value::Array(items) => items.iter().find_map(first_id),
        _ => None,
    }
}
