//! The pages on a port of their own, for a real browser.

use super::NOW;
use browser::{Browser, Scripts};
use desk::practice::{mended_files, practice_files};
use desk::{Desk, Practice, router};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tempfile::TempDir;

/// A browser in front of practice.
pub(crate) struct Window {
    pub(crate) browser: Browser,
    pub(crate) practice: Practice,
    pub(crate) site: String,
    folder: TempDir,
}

impl Window {
    pub(crate) async fn new() -> Self {
        Self::at(Practice::new(NOW), Scripts::On).await
    }

    pub(crate) async fn at(practice: Practice, scripts: Scripts) -> Self {
        let site = serve(&practice).await;
        let browser = Browser::with(scripts, &[]).await;
        Self { browser, practice, site, folder: TempDir::new().unwrap() }
    }

    pub(crate) async fn open(&self, path: &str) {
        self.browser.open(&format!("{}{path}", self.site)).await;
    }

    /// The export of the care software in a folder, as files on disk.
    pub(crate) fn exported(&self) -> Vec<PathBuf> {
        self.written("export", practice_files())
    }

    /// The corrected export.
    pub(crate) fn mended(&self) -> Vec<PathBuf> {
        self.written("mended", mended_files())
    }

    pub(crate) fn written(&self, folder: &str, files: Vec<(String, Vec<u8>)>) -> Vec<PathBuf> {
        let folder = self.folder.path().join(folder);
        std::fs::create_dir_all(&folder).unwrap();
        let write = |(name, bytes): (String, Vec<u8>)| {
            let path = folder.join(name);
            std::fs::write(&path, bytes).unwrap();
            path
        };
        files.into_iter().map(write).collect()
    }

    /// The folder of an export, to be dropped whole.
    pub(crate) fn export_folder(&self) -> PathBuf {
        self.exported();
        self.folder.path().join("export")
    }

    /// Nothing on the console: no error, nothing that the content policy stopped.
    pub(crate) async fn is_quiet(&self) {
        assert_eq!(self.browser.complaints().await, [""; 0]);
    }
}

async fn serve(practice: &Practice) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://127.0.0.1:{}", listener.local_addr().unwrap().port());
    let calls = AtomicU64::new(0);
    let random = move |bytes: &mut [u8]| {
        let call = calls.fetch_add(1, Ordering::Relaxed).to_le_bytes();
        bytes.iter_mut().zip(call.iter().cycle()).for_each(|(byte, part)| *byte = *part);
    };
    let site = web::Site::new(web::SiteConfig {
        origins: vec![origin.clone()],
        cookie: web::CookiePolicy::Machine { name: "desk", port: listener.local_addr().unwrap().port() },
        fetch: web::FetchPolicy::Public,
        hsts: false,
        key: [1; 32],
        random: web::Random::new(random),
        uploads: web::UploadLimits::default(),
        frame: web::Frame { brand: "れんけい".into(), home: "/".into(), ..web::Frame::default() },
    });
    let licences =
        web::licences(web::Frame { brand: "れんけい".into(), home: "/".into(), ..web::Frame::default() });
    let pages = router(Desk { mailbox: Arc::new(practice.clone()), practice: None }).merge(licences);
    let app = site.protect(pages);
    tokio::spawn(async move { axum::serve(listener, app).await });
    origin
}
