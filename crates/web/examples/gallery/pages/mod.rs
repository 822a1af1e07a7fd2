//! The gallery's routes, for the example and for the tests.

mod forms;
mod list;
mod sessions;
mod shown;

use aws_lc_rs::rand;
use axum::Router;
use axum::routing::{get, post};
use std::collections::HashSet;
use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, Mutex};
use web::{
    CookiePolicy, FetchPolicy, Frame, FrameLink, NavItem, Random, Site, SiteConfig, SystemState, Trouble, UploadLimits,
};

/// What the gallery remembers.
#[derive(Clone, Default)]
pub(crate) struct Gallery {
    sessions: Arc<Mutex<HashSet<[u8; 32]>>>,
    saved: Arc<Mutex<HashSet<usize>>>,
    created: Arc<AtomicUsize>,
}

/// The gallery on a port of this machine.
pub(crate) fn gallery(port: u16) -> Router {
    let site = Site::new(SiteConfig {
        origins: vec![format!("http://127.0.0.1:{port}")],
        cookie: CookiePolicy::Machine { name: "gallery", port },
        fetch: FetchPolicy::Machine { start: "/start/" },
        hsts: false,
        key: random().bytes(),
        random: random(),
        uploads: UploadLimits { file: 1 << 20, total: 8 << 20, files: 1_000 },
        frame: frame(""),
    });
    site.protect(routes(Gallery::default()))
}

fn routes(state: Gallery) -> Router {
    Router::new()
        .route("/", get(shown::home))
        .route("/parts", get(shown::parts))
        .route("/list", get(list::read).post(list::act))
        .route("/form", get(forms::empty).post(forms::sent))
        .route("/files", get(forms::drop_zone).post(forms::dropped))
        .route("/terms", get(shown::terms))
        .route("/sheet", get(shown::sheet))
        .route("/steps", get(shown::steps))
        .route("/sign-in", get(sessions::page).post(sessions::sign_in))
        .route("/sign-out", post(sessions::sign_out))
        .route("/inside", get(sessions::inside))
        .route("/trouble/internal", get(|| async { Trouble::internal(&std::fmt::Error) }))
        .route("/trouble/panic", get(shown::panics))
        .merge(web::licences(frame("")))
        .with_state(state)
}

fn random() -> Random {
    Random::new(|bytes| {
        let _ = rand::fill(bytes);
    })
}

/// The frame with an item of the menu marked.
fn frame(current: &'static str) -> Frame {
    Frame {
        brand: "れんけい 部品見本".into(),
        home: "/".into(),
        nav: vec![
            NavItem::new("home", "/", "トップ"),
            NavItem::new("list", "/list", "一覧").with_badge(3, "件 未保存"),
            NavItem::new("form", "/form", "入力"),
            NavItem::new("files", "/files", "ファイル"),
            NavItem::new("parts", "/parts", "表示"),
            NavItem::new("steps", "/steps", "手順"),
            NavItem::new("terms", "/terms", "規約"),
            NavItem::new("sheet", "/sheet", "印刷"),
        ],
        current,
        state: Some(SystemState { tone: "ok", text: "利用可能です".into() }),
        help: Some("/parts".into()),
        foot: vec![FrameLink { href: "/licences".into(), label: "使用ライブラリ".into() }],
        ..Frame::default()
    }
}
