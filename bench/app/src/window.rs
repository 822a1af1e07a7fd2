//! The window as a browser sees it: a program that was started, one cookie, and the headers that a browser sends.

use reqwest::header::{ACCEPT_ENCODING, HeaderMap, HeaderValue, ORIGIN};
use reqwest::multipart::Form;
use reqwest::{Client, Response};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A window that is open.
pub(crate) struct Window {
    program: Child,
    client: Client,
    origin: String,
}

impl Window {
    /// Starts the program and opens its first page; gives that page too.
    pub(crate) async fn open(renkei: &str, home: &Path) -> (Self, String) {
        let mut command = Command::new(renkei);
        command.args(["app", "--no-browser", "--home"]).arg(home).stdin(Stdio::null()).stdout(Stdio::piped());
        let mut program = command.spawn().unwrap();
        let mut lines = BufReader::new(program.stdout.take().unwrap()).lines();
        let address = lines.find_map(|line| line.ok().filter(|line| line.starts_with("http://"))).unwrap();
        // The pipe must stay open as long as the program lives.
        std::thread::spawn(move || lines.for_each(drop));
        let origin = address.split_once("/start/").unwrap().0.to_owned();
        let (host, port) = origin.strip_prefix("http://").unwrap().split_once(':').unwrap();
        let local = ([127, 0, 0, 1], port.parse().unwrap()).into();
        let mut headers = HeaderMap::new();
        headers.insert("sec-fetch-site", HeaderValue::from_static("none"));
        // Plain pages of this computer: reading the system's certificates is no part of their time.
        let client = Client::builder().tls_certs_only([]).cookie_store(true).default_headers(headers);
        let client = client.resolve(host, local).build().unwrap();
        let page = client.get(&address).send().await.unwrap();
        assert!(page.status().is_success(), "{}", page.status());
        let text = page.text().await.unwrap();
        (Self { program, client, origin }, text)
    }

    /// A page.
    pub(crate) async fn page(&self, path: &str) -> String {
        let page = self.get(path, "identity").await;
        assert!(page.status().is_success(), "{path}: {}", page.status());
        page.text().await.unwrap()
    }

    /// Bytes of something as they cross the wire to a browser.
    pub(crate) async fn weight(&self, path: &str) -> usize {
        let answer = self.get(path, "gzip, deflate, br").await;
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        answer.bytes().await.unwrap().len()
    }

    async fn get(&self, path: &str, encoding: &'static str) -> Response {
        let request = self.client.get(format!("{}{path}", self.origin)).header("sec-fetch-site", "same-origin");
        request.header(ACCEPT_ENCODING, encoding).send().await.unwrap()
    }

    /// Hands in a form; the page that comes of it.
    pub(crate) async fn submit(&self, path: &str, form: Form) -> String {
        let request = self.client.post(format!("{}{path}", self.origin)).multipart(form);
        let request = request.header("sec-fetch-site", "same-origin").header(ORIGIN, self.origin.clone());
        let page = request.send().await.unwrap();
        let (status, text) = (page.status(), page.text().await.unwrap());
        assert!(status.is_success(), "{path}: {status}\n{text}");
        text
    }

    /// Memory of the program in MiB, from its status: `VmRSS` now, `VmHWM` at most.
    pub(crate) fn memory(&self, name: &str) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.program.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
        line.trim_matches(|sign: char| !sign.is_ascii_digit()).parse::<f64>().unwrap() / 1024.0
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        // Only our own process.
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}
