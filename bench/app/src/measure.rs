//! What a person waits for.

use crate::window::Window;
use anchors::measure::{percentile, result};
use reqwest::multipart::{Form, Part};
use std::path::Path;
use std::time::Instant;

/// How often each page is asked for.
const TIMES: usize = 9;

/// Says each figure once.
#[tokio::main(flavor = "current_thread")]
pub(crate) async fn measure(renkei: &str, home: &Path, folder: &Path) {
    let started = Instant::now();
    let (window, first) = Window::open(renkei, home).await;
    result("first_page_ms", milliseconds(started), "ms");
    weigh(&window, &first).await;
    for (name, path) in [("inbox_ms", "/inbox"), ("sent_ms", "/sent"), ("inbox_search_ms", "/inbox?text=%285000%29")] {
        let mut times = Vec::new();
        for _ in 0..TIMES {
            let started = Instant::now();
            window.page(path).await;
            times.push(milliseconds(started));
        }
        result(name, percentile(&mut times, 0.5), "ms");
    }
    result("lists_mib", window.memory("VmRSS:"), "MiB");
    drop_files(&window, folder).await;
    result("app_mib", window.memory("VmRSS:"), "MiB");
    result("app_most_mib", window.memory("VmHWM:"), "MiB");
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1e3
}

/// The first page with everything it needs.
async fn weigh(window: &Window, first: &str) {
    let mut paths = vec!["/"];
    for mark in ["href=\"/assets/", "src=\"/assets/"] {
        for (at, _) in first.match_indices(mark) {
            let path = &first[at + mark.len() - "/assets/".len()..];
            paths.push(&path[..path.find('"').unwrap()]);
        }
    }
    paths.sort_unstable();
    paths.dedup();
    let mut bytes = 0;
    for path in &paths {
        bytes += window.weight(path).await;
    }
    result("first_page_kb", bytes as f64 / 1e3, "kB");
    result("first_page_requests", paths.len() as f64, "requests");
}

/// A month's files at once: read, checked, grouped, kept, receivers looked up, shown.
async fn drop_files(window: &Window, folder: &Path) {
    let page = window.page("/bulk").await;
    let (_, proof) = page.split_once("name=\"proof\" value=\"").unwrap();
    let mut form = Form::new().text("proof", proof.split('"').next().unwrap().to_owned());
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let (name, bytes) = (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap());
        form = form.part("files", Part::bytes(bytes).file_name(name));
    }
    form = form.text("do", "read");
    let started = Instant::now();
    let page = window.submit("/bulk", form).await;
    result("drop_ms", milliseconds(started), "ms");
    assert!(page.contains("150件の宛先に分けました"), "the table does not hold 150 sets");
}
