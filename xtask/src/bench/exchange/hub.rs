//! The hub of the bench: the release programs, authority and server as processes of their own.

use super::Programs;
use crate::bench::program;
use crate::demo::hub::{free_ports, is_ready};
use std::fs::{self, File};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::Duration;

/// How often the hub is asked whether it is ready, a tenth of a second apart.
const PATIENCE: usize = 300;

/// The running hub.
pub(in crate::bench) struct Hub {
    program: PathBuf,
    folder: PathBuf,
    pub(super) exchange: u16,
    pub(super) public: u16,
    health: u16,
    /// The server first: it is stopped before its authority.
    processes: Vec<Child>,
}

impl Hub {
    /// Makes a hub in the folder and starts it on free ports of this machine.
    pub(in crate::bench) fn start(programs: &Programs, folder: &Path) -> Result<Self, String> {
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let [exchange, public, health] = free_ports()?;
        let mut hub = Self {
            program: programs.hub.clone(),
            folder: folder.to_owned(),
            exchange,
            public,
            health,
            processes: Vec::new(),
        };
        let data = folder.join("data").display().to_string();
        hub.command(&[
            "init",
            "--data",
            &data,
            "--organisation",
            "Bench",
            "--network",
            "bench.example",
            "--name",
            "localhost",
        ])?;
        let authority = hub.spawn(&["ca", "serve"], "authority.log")?;
        hub.processes.push(authority);
        let server = hub.spawn(&["serve"], "hub.log")?;
        hub.processes.insert(0, server);
        hub.wait_until_ready()?;
        Ok(hub)
    }

    /// Resident memory of the server, and of its authority, in MiB.
    pub(super) fn memory(&self) -> Result<Vec<f64>, String> {
        let of = |process: &Child| {
            let path = format!("/proc/{}/status", process.id());
            let status = fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
            let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
            let kib = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<f64>().ok());
            kib.map(|kib| kib / 1024.0).ok_or_else(|| format!("{path} names no memory"))
        };
        self.processes.iter().map(of).collect()
    }

    /// Runs a command of the operator and gives what it printed.
    pub(super) fn command(&self, args: &[&str]) -> Result<String, String> {
        program::output(&mut self.hub(args))
    }

    /// Runs the load generator against this hub.
    pub(super) fn load(
        &self,
        programs: &Programs,
        what: &str,
        offices: &Path,
        args: &[&str],
    ) -> Result<String, String> {
        let mut load = Command::new(&programs.load);
        load.arg(what).arg(offices).args(self.processes.iter().map(|process| process.id().to_string())).args(args);
        program::output(&mut load)
    }

    fn hub(&self, args: &[&str]) -> Command {
        let local = |port: u16| format!("127.0.0.1:{port}");
        let mut command = Command::new(&self.program);
        command.arg("--config").arg(self.folder.join("renkei-hub.toml")).args(args);
        command.env("RENKEI_HUB_ROOT_PASSPHRASE", "bench root passphrase");
        command.env("RENKEI_HUB_ISSUING_PASSPHRASE", "bench issuing passphrase");
        command.env("RENKEI_HUB__EXCHANGE__LISTEN", local(self.exchange));
        command.env("RENKEI_HUB__PUBLIC__LISTEN", local(self.public));
        command.env("RENKEI_HUB__HEALTH__LISTEN", local(self.health));
        command
    }

    fn spawn(&self, args: &[&str], log: &str) -> Result<Child, String> {
        let file = File::create(self.folder.join(log)).map_err(|error| format!("{log}: {error}"))?;
        let errors = file.try_clone().map_err(|error| format!("{log}: {error}"))?;
        self.hub(args).stdout(file).stderr(errors).spawn().map_err(|error| format!("renkei-hub: {error}"))
    }

    #[allow(clippy::disallowed_methods, reason = "another process is waited for, and asked each time")]
    fn wait_until_ready(&mut self) -> Result<(), String> {
        for _ in 0..PATIENCE {
            if is_ready(SocketAddr::from(([127, 0, 0, 1], self.health))) {
                return Ok(());
            }
            for process in &mut self.processes {
                if let Ok(Some(status)) = process.try_wait() {
                    return Err(format!("the hub ended with {status}; see the logs in {}", self.folder.display()));
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
            // Only our own processes, by their ids. The data is thrown away at the next start.
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}
