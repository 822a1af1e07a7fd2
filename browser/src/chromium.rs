//! Starting Chromium through its driver, each with a profile and a port of its own.

use serde_json::json;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;
use thirtyfour::common::capabilities::chromium::ChromiumLikeCapabilities;
use thirtyfour::{ChromeCapabilities, DesiredCapabilities, LoggingPrefsLogLevel, WebDriver};

/// Nothing that talks to the outside, nothing that asks.
const FLAGS: [&str; 11] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=ja",
    "--window-size=1366,768",
];

/// Whether pages may run scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scripts {
    /// As people have it.
    On,
    /// Plain forms and links must do.
    Off,
}

/// A running browser. It ends with the value, also when the test fails.
#[derive(Debug)]
pub struct Browser {
    // In this order: the session ends before its driver, the profile goes last.
    pub(crate) web: WebDriver,
    pub(crate) scripts: Scripts,
    _driver: Driver,
    _profile: TempDir,
}

impl Browser {
    /// Starts with scripts.
    pub async fn start() -> Self {
        Self::with(Scripts::On, &[]).await
    }

    /// Starts without scripts.
    pub async fn without_scripts() -> Self {
        Self::with(Scripts::Off, &[]).await
    }

    /// Starts with more flags, such as rules of a resolver or an authority that is trusted.
    pub async fn with(scripts: Scripts, flags: &[&str]) -> Self {
        // The client of the driver is built with what the program under test uses for TLS, and asks for a provider.
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        let profile = TempDir::new().expect("a folder for the profile");
        let driver = Driver::start();
        let web = WebDriver::new(format!("http://127.0.0.1:{}", driver.port), capabilities(&profile, flags))
            .await
            .expect("chromedriver starts chromium");
        let browser = Self { web, scripts, _driver: driver, _profile: profile };
        if scripts == Scripts::Off {
            browser.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
        }
        browser
    }

    /// From now on every answer of a server takes so much longer.
    pub async fn slow_answers(&self, by: Duration) {
        self.devtools("Network.enable", json!({})).await;
        let latency = by.as_secs_f64() * 1e3;
        let slow = json!({ "offline": false, "latency": latency, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.devtools("Network.emulateNetworkConditions", slow).await;
    }

    /// A command of the Chrome DevTools protocol.
    pub async fn devtools(&self, command: &str, parameters: serde_json::Value) -> serde_json::Value {
        self.web.cdp().send_raw(command, parameters).await.expect(command)
    }
}

fn capabilities(profile: &TempDir, flags: &[&str]) -> ChromeCapabilities {
    let mut capabilities = DesiredCapabilities::chrome();
    let folder = format!("--user-data-dir={}", profile.path().display());
    for flag in FLAGS.iter().chain(flags).copied().chain([folder.as_str()]) {
        capabilities.add_arg(flag).expect("a flag");
    }
    capabilities.set_browser_log_level(LoggingPrefsLogLevel::All).expect("a console to read");
    capabilities
}

/// The driver process.
#[derive(Debug)]
struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// The driver takes a free port of one address family and ends when another program has the same one of the other
    /// family; it says so, and the next one takes another port.
    fn start() -> Self {
        loop {
            let mut command = Command::new("chromedriver");
            let started = command.arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
            let mut process = started.expect("chromedriver (Debian: chromium-driver) is installed");
            let output = process.stdout.take().expect("a pipe");
            let mut said = String::new();
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if let Some((_, port)) = line.split_once("started successfully on port ") {
                    let port = port.trim().trim_end_matches('.').parse().expect("a port");
                    return Self { process, port };
                }
                said.push_str(&line);
                said.push('\n');
            }
            let _ = process.wait();
            assert!(said.contains("port not available"), "chromedriver ended before it began: {said}");
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
