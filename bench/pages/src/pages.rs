//! How long each page takes, asked for over a connection that stands, and how large it is as it crosses the wire.

use anchors::measure::{percentile, result};
use reqwest::header::{ACCEPT_ENCODING, COOKIE};
use std::time::Instant;
use testkit::TestHub;
use testkit::operator::{Operator, signed_in};
use testkit::visitor::{Visitor, own_password};

/// How often each page is asked for.
const TIMES: usize = 21;

/// What the office signs in with whose pages are asked for.
const ACCOUNT: &str = "KJ0000000000ZZ";

const CONSOLE: [(&str, &str); 14] = [
    ("console_home", "/"),
    ("console_offices", "/offices"),
    ("console_offices_name", "/offices?q=%E4%BA%8B%E6%A5%AD%E6%89%80299"),
    ("console_offices_kana", "/offices?q=%E3%82%AB%E3%82%AF%E3%82%A6"),
    ("console_offices_number", "/offices?q={office}"),
    ("console_offices_prefecture", "/offices?prefecture=13"),
    ("console_office", "/offices/{office}"),
    ("console_licences", "/office-licences"),
    ("console_certificates", "/certificates"),
    ("console_notices", "/notices"),
    ("console_figures", "/figures"),
    ("console_audit", "/audit"),
    ("console_operators", "/operators"),
    ("console_imports", "/imports"),
];

/// Pages that ask for a passkey of the last minutes.
const GUARDED: [(&str, &str); 3] = [
    ("console_letters", "/letters"),
    ("console_letters_later", "/letters?after={office}"),
    ("console_letters_prefecture", "/letters?prefecture=13"),
];

const SITE: [(&str, &str); 7] = [
    ("site_home", "/"),
    ("site_apply", "/apply"),
    ("site_licence", "/licence"),
    ("site_certificates", "/certificates"),
    ("site_usage", "/usage"),
    ("site_office", "/office"),
    ("site_password", "/password"),
];

/// The operators' pages.
pub(crate) async fn console(hub: &TestHub, chief: &Operator, office: &str) {
    let mut slowest = 0.0_f64;
    let fresh = signed_in(hub, "fresh", "admin").await;
    let guarded = GUARDED.iter().map(|page| (&fresh, page));
    for (operator, (name, path)) in CONSOLE.iter().map(|page| (chief, page)).chain(guarded) {
        let path = path.replace("{office}", office);
        let page = measure(&operator.http, &format!("{}{path}", operator.base), &operator.cookie).await;
        say(name, &page);
        slowest = slowest.max(page.time);
    }
    result("console_slowest_ms", slowest, "ms");
}

/// The office's pages, and the way in.
pub(crate) async fn site(hub: &TestHub, office: &str) {
    hub.account_of_portals(office, ACCOUNT).await;
    own_password(hub, ACCOUNT).await;
    let mut visitor = Visitor::new(hub);
    visitor.enter(ACCOUNT).await;
    let mut slowest = 0.0_f64;
    for (name, path) in SITE {
        let page = measure(&visitor.client, &hub.public_url(path), &visitor.cookie).await;
        say(name, &page);
        slowest = slowest.max(page.time);
    }
    result("site_slowest_ms", slowest, "ms");
    let started = Instant::now();
    Visitor::new(hub).enter(ACCOUNT).await;
    result("site_sign_in_ms", started.elapsed().as_secs_f64() * 1e3, "ms");
}

pub(crate) fn say(name: &str, page: &Measured) {
    result(&format!("{name}_ms"), page.time, "ms");
    result(&format!("{name}_least_ms"), page.least, "ms");
    result(&format!("{name}_kb"), page.size as f64 / 1e3, "kB");
}

/// How a page was.
pub(crate) struct Measured {
    /// Milliseconds, the median.
    pub(crate) time: f64,
    /// Milliseconds of the fastest answer: what remains where others use the machine too.
    pub(crate) least: f64,
    /// Bytes, compressed.
    pub(crate) size: usize,
}

/// Asks for a page again and again.
pub(crate) async fn measure(client: &reqwest::Client, address: &str, cookie: &str) -> Measured {
    let mut times = Vec::new();
    let mut size = 0;
    for _ in 0..TIMES {
        let started = Instant::now();
        let asked = client.get(address).header(COOKIE, cookie).header(ACCEPT_ENCODING, "gzip, deflate, br");
        let answer = asked.send().await.unwrap();
        assert!(answer.status().is_success(), "{address}: {}", answer.status());
        size = answer.bytes().await.unwrap().len();
        times.push(started.elapsed().as_secs_f64() * 1e3);
    }
    let time = percentile(&mut times, 0.5);
    Measured { time, least: times.first().copied().unwrap_or(f64::NAN), size }
}
