//! The hub and its authority as processes.

use super::Programs;
use super::process::{Running, output, signal};
use crate::clock;
use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::time::Duration;

/// Where the hub listens.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ports {
    pub(crate) exchange: u16,
    pub(crate) public: u16,
    pub(crate) health: u16,
}

/// A hub in a folder.
pub(crate) struct Hub {
    programs: Programs,
    config: PathBuf,
    data: PathBuf,
    log: PathBuf,
    ports: Ports,
    /// The protection that the server is started without.
    pub(crate) sabotage: Option<String>,
    /// Points at which the server ends, as `FAILPOINTS` has them.
    pub(crate) fail_points: Option<String>,
    /// The same for the authority.
    pub(crate) authority_fail_points: Option<String>,
    server: Option<Running>,
    authority: Option<Running>,
}

impl Hub {
    /// Makes the data folder and the configuration.
    pub(super) fn found(programs: &Programs, folder: &Path) -> Result<Self, String> {
        let hub = Self::new(programs, folder, &folder.join("hub"))?;
        let data = hub.data.display().to_string();
        let init = ["init", "--data", &data, "--organisation", "Renkei Faults", "--network", "faults.example"];
        output(hub.command(&init).args(["--name", "localhost"]))?;
        hub.configure(&[])?;
        Ok(hub)
    }

    /// The hub of a folder, on free ports.
    pub(super) fn open(programs: &Programs, folder: &Path, data: &Path) -> Result<Self, String> {
        Self::new(programs, folder, data)
    }

    fn new(programs: &Programs, folder: &Path, data: &Path) -> Result<Self, String> {
        Ok(Self {
            programs: programs.clone(),
            config: folder.join("renkei-hub.toml"),
            data: data.to_owned(),
            log: folder.join("hub.log"),
            ports: free_ports()?,
            sabotage: None,
            fail_points: None,
            authority_fail_points: None,
            server: None,
            authority: None,
        })
    }

    pub(crate) fn ports(&self) -> Ports {
        self.ports
    }

    pub(crate) fn data(&self) -> &Path {
        &self.data
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.data.join("hub.db")
    }

    /// The server's process.
    pub(crate) fn server(&self) -> Option<&Running> {
        self.server.as_ref()
    }

    /// Starts authority and server and waits until it is ready. `limits` are lines of the configuration's `[limits]`.
    pub(crate) fn start(&mut self, limits: &[&str]) -> Result<(), String> {
        self.configure(limits)?;
        self.start_authority()?;
        self.start_server()
    }

    /// Starts the authority.
    pub(crate) fn start_authority(&mut self) -> Result<(), String> {
        let command = self.process(None, self.authority_fail_points.as_deref(), &["ca", "serve"]);
        let running = Running::start(command, "renkei-hub ca serve", &self.log)?;
        self.authority = Some(running);
        let socket = self.data.join("authority.sock");
        clock::until("the authority answers", || Ok(std::os::unix::net::UnixStream::connect(&socket).is_ok()))
    }

    /// Starts the server and waits until it is ready.
    pub(crate) fn start_server(&mut self) -> Result<(), String> {
        self.launch()?;
        self.wait_until_ready()
    }

    /// Starts the server and does not wait.
    pub(crate) fn launch(&mut self) -> Result<(), String> {
        let command = self.process(self.sabotage.as_deref(), self.fail_points.as_deref(), &["serve"]);
        self.server = Some(Running::start(command, "renkei-hub serve", &self.log)?);
        Ok(())
    }

    pub(crate) fn wait_until_ready(&mut self) -> Result<(), String> {
        let (health, log) = (self.ports.health, self.log.clone());
        let server = self.server.as_mut().ok_or("the hub was not started")?;
        clock::until("the hub is ready", || match server.ended()? {
            Some(status) => Err(format!("the hub ended with {status}; see {}", log.display())),
            None => Ok(ask(health, "/health/ready").is_some_and(|answer| answer.starts_with("HTTP/1.1 200"))),
        })
    }

    /// What the health listener says to a path; `None` when it does not answer.
    pub(crate) fn asked(&self, path: &str) -> Option<String> {
        ask(self.ports.health, path)
    }

    /// Kill -9 of the server.
    pub(crate) fn kill_server(&mut self) -> Result<(), String> {
        self.server.take().map_or(Ok(()), |running| running.kill().map(drop))
    }

    /// Kill -9 of the authority.
    pub(crate) fn kill_authority(&mut self) -> Result<(), String> {
        self.authority.take().map_or(Ok(()), |running| running.kill().map(drop))
    }

    /// How the server ended by itself.
    pub(crate) fn wait_for_end(&mut self) -> Result<ExitStatus, String> {
        end_of(self.server.take())
    }

    /// How the authority ended by itself.
    pub(crate) fn wait_for_end_of_authority(&mut self) -> Result<ExitStatus, String> {
        end_of(self.authority.take())
    }

    /// Asks the server to stop, waits for it, and stops the authority.
    pub(crate) fn stop(&mut self) -> Result<ExitStatus, String> {
        signal(self.server.as_ref().ok_or("the hub was not started")?, "TERM")?;
        let status = self.wait_for_end()?;
        self.kill_authority()?;
        Ok(status)
    }

    /// Runs a command of the operator.
    pub(crate) fn operator(&self, args: &[&str]) -> Result<String, String> {
        output(&mut self.command(args))
    }

    /// Runs a command of the operator in which a fail point is set; how it ended.
    pub(crate) fn operator_until(&self, points: &str, args: &[&str]) -> Result<ExitStatus, String> {
        let command = self.process(self.sabotage.as_deref(), Some(points), args);
        Running::start(command, "renkei-hub", &self.log)?.wait()
    }

    /// Writes the configuration, for commands before the first start.
    pub(crate) fn prepare(&self) -> Result<(), String> {
        self.configure(&[])
    }

    /// Whether the server runs.
    pub(crate) fn lives(&mut self) -> Result<bool, String> {
        Ok(match self.server.as_mut() {
            Some(server) => server.ended()?.is_none(),
            None => false,
        })
    }

    /// KiB of memory that the server has taken.
    pub(crate) fn memory(&self) -> Result<u64, String> {
        let server = self.server.as_ref().ok_or("the hub does not run")?;
        let file = format!("/proc/{}/status", server.id());
        let text = fs::read_to_string(&file).map_err(|error| format!("{file}: {error}"))?;
        let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
        let number = line.split_whitespace().next().and_then(|number| number.parse().ok());
        number.ok_or_else(|| format!("{file} has no VmRSS"))
    }

    /// A one-time code for an office.
    pub(crate) fn code(&self, office: &str) -> Result<String, String> {
        let said = self.operator(&["code", "make", office])?;
        let code = said.lines().find_map(|line| Some(line.split_once("発行コード: ")?.1.trim().to_owned()));
        code.ok_or_else(|| format!("the hub printed no code:\n{said}"))
    }

    fn command(&self, args: &[&str]) -> Command {
        self.process(None, None, args)
    }

    /// A command line of the hub; one that can be broken when it shall be.
    fn process(&self, sabotage: Option<&str>, fail_points: Option<&str>, args: &[&str]) -> Command {
        let mut command = Command::new(self.programs.hub(sabotage.is_some() || fail_points.is_some()));
        command.arg("--config").arg(&self.config).args(args);
        command.env("RENKEI_HUB_ROOT_PASSPHRASE", "faults root passphrase");
        command.env("RENKEI_HUB_ISSUING_PASSPHRASE", "faults issuing passphrase");
        if let Some(broken) = sabotage {
            command.env("RENKEI_SABOTAGE", broken);
        }
        if let Some(points) = fail_points {
            command.env("FAILPOINTS", points);
        }
        command
    }

    /// Writes the configuration anew.
    fn configure(&self, limits: &[&str]) -> Result<(), String> {
        let Ports { exchange, public, health } = self.ports;
        let text = format!(
            "data = {:?}\nnetwork = \"faults.example\"\nnames = [\"localhost\"]\n\
             [exchange]\nlisten = \"127.0.0.1:{exchange}\"\n[public]\nlisten = \"127.0.0.1:{public}\"\n\
             [health]\nlisten = \"127.0.0.1:{health}\"\n[limits]\n{}\n",
            self.data.display().to_string(),
            limits.join("\n"),
        );
        fs::write(&self.config, text).map_err(|error| format!("{}: {error}", self.config.display()))
    }
}

fn end_of(process: Option<Running>) -> Result<ExitStatus, String> {
    let mut process = process.ok_or("it was not started")?;
    let mut ended = None;
    clock::until("the process ends", || {
        ended = process.ended()?;
        Ok(ended.is_some())
    })?;
    ended.ok_or_else(|| "the process did not end".to_owned())
}

/// Asks the health listener.
fn ask(port: u16, path: &str) -> Option<String> {
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(1)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(5))).ok()?;
    write!(stream, "GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    Some(answer)
}

/// Three ports that are free now.
fn free_ports() -> Result<Ports, String> {
    let bind = || TcpListener::bind("127.0.0.1:0").map_err(|error| format!("no free port: {error}"));
    let (one, two, three) = (bind()?, bind()?, bind()?);
    let port = |listener: &TcpListener| listener.local_addr().map(|at| at.port()).map_err(|error| error.to_string());
    Ok(Ports { exchange: port(&one)?, public: port(&two)?, health: port(&three)? })
}
