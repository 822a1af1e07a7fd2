//! Windows of the sizes that offices have, and pictures for the person who made the page.

use crate::Browser;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use std::path::{Path, PathBuf};

/// A window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// What pictures of it are called.
    pub name: &'static str,
    /// Width in CSS pixels.
    pub width: u32,
    /// Height in CSS pixels.
    pub height: u32,
    /// Device pixels for one CSS pixel: 2 is 200 % zoom.
    pub scale: u32,
}

/// The screen of an office PC.
pub const OFFICE: Window = Window { name: "1366x768", width: 1366, height: 768, scale: 1 };

/// What Edge leaves of it.
pub const EDGE: Window = Window { name: "1366x625", width: 1366, height: 625, scale: 1 };

/// The same at 200 % zoom.
pub const ZOOMED: Window = Window { name: "200", width: 683, height: 384, scale: 2 };

impl Browser {
    /// Changes the window.
    pub async fn window(&self, window: Window) {
        let metrics = json!({ "width": window.width, "height": window.height, "deviceScaleFactor": window.scale, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    /// A picture of the window, `target/pictures/GROUP/NAME.png`. Never committed; looked at.
    pub async fn picture(&self, group: &str, name: &str) {
        let folder = pictures().join(group);
        std::fs::create_dir_all(&folder).expect("a folder for pictures");
        let path = folder.join(format!("{name}.png"));
        self.web.screenshot(&path).await.expect("a picture");
    }

    /// The page printed, `target/pictures/GROUP/NAME.pdf`; gives how many sheets of paper that are.
    pub async fn paper(&self, group: &str, name: &str) -> usize {
        let printed = self.devtools("Page.printToPDF", json!({ "preferCSSPageSize": true })).await;
        let printed = printed.get("data").and_then(serde_json::Value::as_str).expect("a file");
        let printed = STANDARD.decode(printed).expect("in Base64");
        let folder = pictures().join(group);
        std::fs::create_dir_all(&folder).expect("a folder for pictures");
        std::fs::write(folder.join(format!("{name}.pdf")), &printed).expect("a file");
        // Chromium writes the objects of pages as plain text, those of their tree as `/Pages`.
        String::from_utf8_lossy(&printed).matches("/Type /Page\n").count()
    }

    /// The page in the three windows of offices: pictures, no scrolling sideways, every target large enough.
    pub async fn look(&self, group: &str, name: &str) {
        for window in [OFFICE, EDGE, ZOOMED] {
            self.window(window).await;
            self.picture(group, &format!("{name}-{}", window.name)).await;
            let sideways = self.value("Math.max(0, document.documentElement.scrollWidth - innerWidth)").await;
            assert_eq!(sideways, json!(0), "{name} at {}: the page scrolls sideways", window.name);
        }
        self.window(OFFICE).await;
        let small = self.value(SMALL_TARGETS).await;
        assert_eq!(small, json!([]), "{name}: targets under 44 pixels");
    }
}

/// Visible things to click that are lower than 44 pixels and not links inside a sentence.
const SMALL_TARGETS: &str = "[...document.querySelectorAll('button, a, summary, select, input:not([type=hidden])')]\
    .filter((e) => e.checkVisibility() && !e.closest('.vh, .skip, p, li:not(.nav li), [data-why]') && !e.matches('.vh, .skip'))\
    .map((e) => [(e.closest('label') ?? e), e])\
    .filter(([t]) => t.getBoundingClientRect().height < 43.5)\
    .map(([t]) => t.outerHTML.slice(0, 120))";

/// `pictures` in the target folder that the running test is in.
fn pictures() -> PathBuf {
    let test = std::env::current_exe().expect("the path of the test");
    let target = test.ancestors().find(|folder| folder.join("ui-assets").is_dir()).unwrap_or(Path::new("."));
    target.join("pictures")
}
