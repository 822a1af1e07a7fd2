//! What schemathesis needs to be an office: key and certificate as PEM, the root, the document, what exists.

use super::Broken;
use crate::demo::hub::Hub;
use crate::demo::office::{Office, PASSWORD};
use crate::run::{program, run};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Files in the folder of the run.
#[derive(Clone)]
pub(super) struct Client {
    pub(super) certificate: PathBuf,
    pub(super) key: PathBuf,
    pub(super) root: PathBuf,
    pub(super) document: PathBuf,
    /// What the hooks read.
    pub(super) known: PathBuf,
}

impl Client {
    /// Writes the files of the first office.
    pub(super) fn prepare(hub: &Hub, offices: &[Office; 2], folder: &Path) -> Result<Self, String> {
        let [office, _] = offices;
        let file = |name: &str| folder.join(name);
        let client = Self {
            certificate: file("office.pem"),
            key: file("office.key"),
            root: file("root.pem"),
            document: file("openapi.json"),
            known: file("known.json"),
        };
        client.take_key(office, &file("office.p12"))?;
        client.take_document(hub, office)?;
        let transmissions = transmissions(office)?;
        let bundle = file("bundle");
        take_container(office, transmissions.first().map_or("", String::as_str), &bundle)?;
        let known = json!({
            "url": format!("https://localhost:{}", hub.exchange),
            "certificate": client.certificate,
            "key": client.key,
            "root": client.root,
            "signIn": {
                "systemId": office.system, "systemPassword": PASSWORD,
                "accountId": office.person, "accountPassword": PASSWORD,
            },
            "transmissions": transmissions,
            "container": bundle.join("container.asice"),
        });
        write(&client.known, known.to_string().as_bytes())?;
        Ok(client)
    }

    /// The same with a document in which something else stands.
    pub(super) fn with_broken_promise(&self, broken: &Broken) -> Result<Self, String> {
        let text = std::fs::read_to_string(&self.document).map_err(|error| format!("openapi.json: {error}"))?;
        let mut document: Value = serde_json::from_str(&text).map_err(|error| format!("openapi.json: {error}"))?;
        let place = document.pointer_mut(broken.place);
        let place = place.ok_or_else(|| format!("openapi.json has no {}", broken.place))?;
        *place = serde_json::from_str(broken.instead).map_err(|error| format!("{}: {error}", broken.what))?;
        let changed = self.document.with_file_name(format!("{}.json", broken.what));
        write(&changed, document.to_string().as_bytes())?;
        Ok(Self { document: changed, ..self.clone() })
    }

    fn take_key(&self, office: &Office, p12: &Path) -> Result<(), String> {
        let to = p12.display().to_string();
        office.renkei_with(&["pkcs12", "export", "--to", &to, "--password-stdin"], &format!("{PASSWORD}\n"))?;
        let pass = format!("pass:{PASSWORD}");
        let common = ["pkcs12", "-in", &to, "-passin", &pass];
        let key = ["-nocerts", "-nodes", "-out", &self.key.display().to_string()].map(str::to_owned);
        let certificate = ["-nokeys", "-out", &self.certificate.display().to_string()].map(str::to_owned);
        run(program("openssl", &common).args(key))?;
        run(program("openssl", &common).args(certificate))
    }

    /// The root is the one that the office has pinned.
    fn take_document(&self, hub: &Hub, office: &Office) -> Result<(), String> {
        let pinned = Path::new(&office.home()).join("root.pem");
        std::fs::copy(&pinned, &self.root).map_err(|error| format!("{}: {error}", pinned.display()))?;
        let url = format!("https://localhost:{}/v1/openapi.json", hub.public);
        let mut curl = program("curl", &["--silent", "--show-error", "--fail", "--cacert"]);
        run(curl.arg(&self.root).arg("--output").arg(&self.document).arg(url))
    }
}

/// A container of this office, out of the evidence.
fn take_container(office: &Office, id: &str, bundle: &Path) -> Result<(), String> {
    let zip = bundle.with_extension("zip").display().to_string();
    office.renkei(&["evidence", "export", id, "--to", &zip])?;
    run(&mut program("unzip", &["-qo", &zip, "container.asice", "-d", &bundle.display().to_string()]))
}

/// The ids of what was sent and received.
fn transmissions(office: &Office) -> Result<Vec<String>, String> {
    let mut ids = Vec::new();
    for list in ["inbox", "sent"] {
        let text = office.renkei(&[list, "--json"])?;
        let parsed: Value = serde_json::from_str(&text).map_err(|error| format!("renkei {list}: {error}"))?;
        collect(&parsed, &mut ids);
    }
    if ids.is_empty() { Err("the offices know of no transmission".to_owned()) } else { Ok(ids) }
}

fn collect(value: &Value, ids: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, ids)),
        Value::Object(members) => {
            ids.extend(members.get("id").and_then(Value::as_str).map(str::to_owned));
            members.values().for_each(|value| collect(value, ids));
        }
        _ => {}
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    std::fs::write(path, bytes).map_err(|error| format!("{}: {error}", path.display()))
}
