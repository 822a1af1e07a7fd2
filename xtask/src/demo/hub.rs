//! The hub of the demo: authority and server as processes of their own, stopped when the demo ends.

use super::{built, tell};
use crate::run::{program, run};
use std::fs::{self, File};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::Duration;

/// How often the hub is asked whether it is ready before the demo gives up, a tenth of a second apart.
const PATIENCE: usize = 300;

/// Where the demo's offices would pay: no such bank and no such organisation.
const INVOICE: &str = r#"
[invoice]
issuer = "れんけいデモ運営協会（架空）"
address = "〒000-0000 架空県見本市例町1-1"
contact = "会計係 電話 000-000-0000"
registration = "T9000000000000"
days = 30
[invoice.bank]
bank = "架空銀行"
branch = "見本支店"
number = "0000000"
holder = "レンケイデモウンエイキョウカイ"
"#;

/// The running hub.
pub(crate) struct Hub {
    folder: PathBuf,
    config: PathBuf,
    pub(crate) exchange: u16,
    pub(crate) public: u16,
    health: u16,
    /// The server first: it is stopped before its authority.
    processes: Vec<Child>,
}

impl Hub {
    /// Makes a hub in the folder and starts it on free ports.
    pub(crate) fn start(folder: &Path) -> Result<Self, String> {
        tell::heading("0. A hub with its own authority / 連携基盤と認証局");
        let [exchange, public, health] = free_ports()?;
        let config = folder.join("renkei-hub.toml");
        let mut hub = Self { folder: folder.to_owned(), config, exchange, public, health, processes: Vec::new() };
        let data = folder.join("hub").display().to_string();
        let mut init =
            hub.hub(&["init", "--data", &data, "--organisation", "Renkei Demo", "--network", "demo.example"]);
        run(init.args(["--name", "localhost"]))?;
        hub.set_ports()?;
        let authority = hub.spawn(&["ca", "serve"], "authority.log")?;
        hub.processes.push(authority);
        let server = hub.spawn(&["serve"], "hub.log")?;
        hub.processes.insert(0, server);
        hub.wait_until_ready()?;
        Ok(hub)
    }

    /// Runs a command of the operator and gives what it printed.
    pub(super) fn command(&self, args: &[&str]) -> Result<String, String> {
        output(self.hub(args))
    }

    pub(super) fn program(&self) -> String {
        built("renkei-hub").display().to_string()
    }

    pub(super) fn config(&self) -> String {
        self.config.display().to_string()
    }

    pub(super) fn health(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], self.health))
    }

    fn hub(&self, args: &[&str]) -> Command {
        let mut command = program(&self.program(), &["--config", &self.config()]);
        command.args(args);
        command.env("RENKEI_HUB_ROOT_PASSPHRASE", "demo root passphrase");
        command.env("RENKEI_HUB_ISSUING_PASSPHRASE", "demo issuing passphrase");
        command
    }

    /// The sample's ports become the free ones, on this machine only.
    fn set_ports(&self) -> Result<(), String> {
        let text = fs::read_to_string(&self.config).map_err(|error| format!("{}: {error}", self.config()))?;
        let local = |port: u16| format!("127.0.0.1:{port}");
        let text = text.replace("0.0.0.0:8443", &local(self.exchange)).replace("0.0.0.0:8440", &local(self.public));
        let text = text.replace("127.0.0.1:8442", &local(self.health)) + INVOICE;
        fs::write(&self.config, text).map_err(|error| format!("{}: {error}", self.config()))
    }

    fn spawn(&self, args: &[&str], log: &str) -> Result<Child, String> {
        let file = File::create(self.folder.join(log)).map_err(|error| format!("{log}: {error}"))?;
        let errors = file.try_clone().map_err(|error| format!("{log}: {error}"))?;
        println!("$ renkei-hub {} (log: target/demo/{log})", args.join(" "));
        let mut command = self.hub(args);
        command.stdout(file).stderr(errors).spawn().map_err(|error| format!("renkei-hub: {error}"))
    }

    #[allow(clippy::disallowed_methods, reason = "another process is waited for, and asked each time")]
    fn wait_until_ready(&mut self) -> Result<(), String> {
        for _ in 0..PATIENCE {
            if is_ready(self.health()) {
                println!("the hub is ready / 連携基盤は利用可能です");
                return Ok(());
            }
            for process in &mut self.processes {
                if let Ok(Some(status)) = process.try_wait() {
                    let logs = self.folder.display();
                    return Err(format!("the hub ended with {status}; see the logs in {logs}"));
                }
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Err(format!("the hub did not become ready; see the logs in {}", self.folder.display()))
    }
}

impl Drop for Hub {
    fn drop(&mut self) {
        for process in &mut self.processes {
            // Only our own processes, by their ids. The demo's data is thrown away at the next start.
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

/// Runs a program, shows it and what it printed, and gives that.
pub(super) fn output(mut command: Command) -> Result<String, String> {
    let words = std::iter::once(command.get_program()).chain(command.get_args()).map(|word| word.to_string_lossy());
    let shown = words.collect::<Vec<_>>().join(" ");
    println!("\n$ {}", shown.rsplit_once("/debug/").map_or(shown.as_str(), |(_, rest)| rest));
    let output = command.output().map_err(|error| format!("`{shown}`: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    print!("{text}{}", String::from_utf8_lossy(&output.stderr));
    if output.status.success() { Ok(text) } else { Err(format!("`{shown}` ended with {}", output.status)) }
}

/// Three ports that are free now.
pub(crate) fn free_ports() -> Result<[u16; 3], String> {
    let free = || TcpListener::bind("127.0.0.1:0");
    let held = [free(), free(), free()];
    let mut ports = [0; 3];
    for (port, listener) in ports.iter_mut().zip(&held) {
        let listener = listener.as_ref().map_err(|error| format!("no free port: {error}"))?;
        *port = listener.local_addr().map_err(|error| error.to_string())?.port();
    }
    Ok(ports)
}

/// Whether the health listener there says that the hub can work.
pub(crate) fn is_ready(address: SocketAddr) -> bool {
    let ask = || -> std::io::Result<String> {
        let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(1))?;
        stream.set_read_timeout(Some(Duration::from_secs(2)))?;
        stream.write_all(b"GET /health/ready HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    };
    ask().is_ok_and(|answer| answer.starts_with("HTTP/1.1 200"))
}
