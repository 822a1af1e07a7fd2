//! Offices: as the program `renkei` in a data folder, and as a client that the harness itself drives.

use super::process::{Running, answered, output};
use super::{Hub, LOAD, Ports, Programs, RECIPIENT, SENDER};
use crate::clock::surroundings;
use evidence::certificate::TrustStore;
use evidence::cms::SigningIdentity;
use evidence::{OfficeNumber, SoftwareKey};
use office::home::{Home, Settings};
use office::hub_client::ExchangeClient;
use office::transfer::Workplace;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

const PASSWORD: &str = "faults-noun-verb-noun-2025";

/// Registers all offices and grants their licences.
pub(super) fn register(hub: &Hub, folder: &Path) -> Result<(), String> {
    let list = folder.join("offices.csv");
    let all = LOAD.iter().chain([&SENDER, &RECIPIENT]);
    let lines: String =
        all.clone().map(|number| format!("{number},架空事業所{number},カクウジギョウショ,13,43\n")).collect();
    fs::write(&list, lines).map_err(|error| format!("{}: {error}", list.display()))?;
    hub.operator(&["office", "import", &list.display().to_string()])?;
    for number in all {
        hub.operator(&["licence", "grant", number])?;
    }
    Ok(())
}

/// Tells a terminal where the hub is now.
pub(super) fn move_to(home: &Path, ports: Ports) -> Result<(), String> {
    let home = Home::find(Some(home.to_owned())).ok_or("no data folder")?;
    let settings = Settings::read(&home).map_err(|error| error.to_string())?;
    let moved = Settings { exchange_port: ports.exchange, public_port: ports.public, ..settings };
    moved.write(&home).map_err(|error| error.to_string())
}

/// An office as the program `renkei` runs it.
#[derive(Debug, Clone)]
pub(crate) struct Terminal {
    programs: Programs,
    home: PathBuf,
    log: PathBuf,
    /// The protection that it runs without.
    pub(crate) sabotage: Option<String>,
}

impl Terminal {
    pub(super) fn new(programs: &Programs, folder: &Path, number: &str) -> Self {
        let (home, log) = (folder.join(number), folder.join(format!("{number}.log")));
        Self { programs: programs.clone(), home, log, sabotage: None }
    }

    /// Enrols, chooses passwords, signs in, and makes a token for `watch`.
    pub(super) fn join(hub: &Hub, programs: &Programs, folder: &Path, number: &str) -> Result<(), String> {
        let office = Self::new(programs, folder, number);
        let account = hub.operator(&["account", "create", number])?;
        office.enrol(hub, &hub.code(number)?)?;
        let [system] = all_after::<1>(&account, "連携クライアントのユーザID: ")?;
        let [person] = all_after::<1>(&account, "事業所のユーザID: ")?;
        // The account is handed out first, then the SystemId.
        let [of_person, of_system] = all_after::<2>(&account, "仮のパスワード: ")?;
        let changes = [of_system, PASSWORD, of_person, PASSWORD].join("\n") + "\n";
        answered(&mut office.command(&["password", "--password-stdin"]), &changes)?;
        let login = ["login", "--system-id", system, "--account-id", person, "--password-stdin"];
        let both = format!("{PASSWORD}\n{PASSWORD}\n");
        answered(office.command(&login).args(["--terminal-token", "30"]), &both).map(drop)
    }

    /// Enrols with a code.
    pub(crate) fn enrol(&self, hub: &Hub, code: &str) -> Result<(), String> {
        let address = format!("localhost:{}", hub.ports().public);
        let port = hub.ports().exchange.to_string();
        let enrol = ["enroll", "--hub", &address, "--exchange-port", &port, "--code-stdin"];
        answered(&mut self.command(&enrol), &format!("{code}\n")).map(drop)
    }

    /// Renews its certificate.
    pub(crate) fn renew(&self) -> Result<(), String> {
        let both = format!("{PASSWORD}\n{PASSWORD}\n");
        answered(&mut self.command(&["certificate", "renew", "--now", "--password-stdin"]), &both).map(drop)
    }

    /// The serial number of its certificate, hexadecimal.
    pub(crate) fn serial(&self) -> Result<String, String> {
        let certificate = workplace(&self.home)?.identity.certificate;
        Ok(certificate.identity().serial.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// Its data folder.
    pub(crate) fn home(&self) -> &Path {
        &self.home
    }

    /// Runs `renkei` to its end.
    pub(crate) fn run(&self, args: &[&str]) -> Result<String, String> {
        output(&mut self.command(args))
    }

    /// Starts `renkei` and lets it run.
    pub(crate) fn start(&self, args: &[&str]) -> Result<Running, String> {
        Running::start(self.command(args), "renkei", &self.log)
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(self.programs.office(self.sabotage.is_some()));
        command.args(args).arg("--home").arg(&self.home);
        if let Some(broken) = &self.sabotage {
            command.env("RENKEI_SABOTAGE", broken);
        }
        command
    }
}

/// What stands behind a label, as often as is expected.
fn all_after<'t, const N: usize>(text: &'t str, label: &str) -> Result<[&'t str; N], String> {
    let found: Vec<&str> = text.lines().filter_map(|line| Some(line.split_once(label)?.1.trim())).collect();
    <[&str; N]>::try_from(found).map_err(|found| format!("the hub printed «{label}» {} times:\n{text}", found.len()))
}

/// An office that the harness itself speaks for.
#[derive(Clone)]
pub(crate) struct Member {
    pub(crate) number: OfficeNumber,
    pub(crate) client: ExchangeClient,
    pub(crate) signing: Arc<SigningIdentity>,
    home: PathBuf,
}

impl Member {
    /// From a data folder, for the hub at these ports.
    pub(super) fn open(home: &Path, ports: Ports) -> Result<Self, String> {
        let workplace = workplace(home)?;
        let settings =
            Settings { exchange_port: ports.exchange, public_port: ports.public, ..workplace.settings.clone() };
        let identity = &workplace.identity;
        let token = workplace.store.terminal_token().map_err(|error| error.to_string())?.ok_or("no terminal token")?;
        let client = ExchangeClient::new(&settings, identity).map_err(|error| error.to_string())?;
        let key = SoftwareKey::from_pkcs8(&identity.key.to_pkcs8()).map_err(|error| error.to_string())?;
        let signing = SigningIdentity::new(Arc::new(key), identity.certificate.clone(), &identity.issuing);
        Ok(Self {
            number: OfficeNumber::parse(&settings.office).ok_or("no office number")?,
            client: client.with_token(&token.token),
            signing: Arc::new(signing.map_err(|error| error.to_string())?),
            home: home.to_owned(),
        })
    }

    /// Whom this office trusts today. The hub must run on the ports of the data folder.
    pub(crate) async fn trust(&self) -> Result<TrustStore, String> {
        workplace(&self.home)?.trust().await.map_err(|refusal| refusal.to_string())
    }
}

/// An office's data folder, opened as its program opens it.
pub(crate) fn workplace(home: &Path) -> Result<Workplace, String> {
    let home = Home::find(Some(home.to_owned())).ok_or("no data folder")?;
    Workplace::open(home, &surroundings()).map_err(|refusal| refusal.to_string())
}
