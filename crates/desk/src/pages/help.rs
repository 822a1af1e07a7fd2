//! ヘルプ: the manual, offline.

use super::scene::{Scene, show as rendered};
use super::stop::{Answered, back_to};
use crate::mailbox::Entry;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use web::{Page, Visit};

const ENTRIES: [(&str, &str); 10] = [
    ("index", "はじめに"),
    ("setup", "はじめの設定"),
    ("sign-in", "ログイン"),
    ("receive", "受信する"),
    ("send", "送信する"),
    ("bulk", "一括送信"),
    ("withdraw", "取り消す・送信一覧の状態"),
    ("certificate", "電子証明書"),
    ("trouble", "困ったとき"),
    ("contact", "お問い合わせ"),
];

macro_rules! pages {
    ($($kind:ident = $path:literal),+ $(,)?) => {
        $(
            #[derive(Template)]
            #[template(path = $path)]
            struct $kind {
                page: Page,
                at: &'static str,
                entries: [(&'static str, &'static str); 10],
                current: String,
                /// Before the pages are open there is no menu: a way back.
                back: bool,
            }
        )+
    };
}

pages!(
    Index = "help/index.html",
    Setup = "help/setup.html",
    SignIn = "help/sign-in.html",
    Receive = "help/receive.html",
    Send = "help/send.html",
    Bulk = "help/bulk.html",
    Withdraw = "help/withdraw.html",
    Certificate = "help/certificate.html",
    TroubleHelp = "help/trouble.html",
);

#[derive(Template)]
#[template(path = "help/contact.html")]
struct Contact {
    page: Page,
    at: &'static str,
    entries: [(&'static str, &'static str); 10],
    current: String,
    back: bool,
    contact: String,
    version: &'static str,
}

pub(crate) async fn index(State(scene): State<Scene>) -> Response {
    back_to(scene.path("/help/index"))
}

pub(crate) async fn show(State(scene): State<Scene>, visit: Visit, Path(current): Path<String>) -> Answered {
    let back = scene.mailbox.standing().await?.entry != Entry::Open;
    let (page, at, entries) = (scene.page(&visit, "help").await?, scene.at, ENTRIES);
    match current.as_str() {
        "index" => rendered(&Index { page, at, entries, current, back }),
        "setup" => rendered(&Setup { page, at, entries, current, back }),
        "sign-in" => rendered(&SignIn { page, at, entries, current, back }),
        "receive" => rendered(&Receive { page, at, entries, current, back }),
        "send" => rendered(&Send { page, at, entries, current, back }),
        "bulk" => rendered(&Bulk { page, at, entries, current, back }),
        "withdraw" => rendered(&Withdraw { page, at, entries, current, back }),
        "certificate" => rendered(&Certificate { page, at, entries, current, back }),
        "trouble" => rendered(&TroubleHelp { page, at, entries, current, back }),
        "contact" => {
            let contact = scene.mailbox.settings().await.map(|settings| settings.contact).unwrap_or_default();
            let version = env!("CARGO_PKG_VERSION");
            rendered(&Contact { page, at, entries, current, back, contact, version })
        }
        _ => Err(web::Trouble::not_found().into()),
    }
}
