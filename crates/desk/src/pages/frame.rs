//! The frame: brand, office, state of the connection, and the menu in the order the users were trained on.

use crate::mailbox::{Connection, Entry, Standing};
use web::{Banner, Frame, FrameLink, NavItem, Silent, SystemState, Who};

/// The frame of one page.
pub(crate) fn of(standing: &Standing, key: &'static str, at: &'static str, practice: Option<&'static str>) -> Frame {
    let open = standing.entry == Entry::Open;
    Frame {
        brand: "れんけい".into(),
        home: format!("{at}/").into(),
        nav: if open { menu(standing, at, practice) } else { Vec::new() },
        current: key,
        who: (!standing.office.is_empty()).then(|| who(standing, open)),
        state: open.then(|| state(standing)),
        banners: if standing.practice { vec![practising()] } else { Vec::new() },
        help: Some(format!("{at}/help/{}", help_for(key)).into()),
        sign_out: open.then(|| format!("{at}/sign-out").into()),
        narrow: !open,
        foot: vec![
            FrameLink { href: format!("{at}/help/contact").into(), label: "お問い合わせ".into() },
            FrameLink { href: "/licences".into(), label: "使用ライブラリ".into() },
            FrameLink { href: format!("{at}/quit").into(), label: "終了する".into() },
        ],
        silent: Silent {
            what: "このパソコンの「れんけい」が動いていないようです。".into(),
            // A new start has another address: this page cannot send any more, but its text can be copied.
            next: "この画面はまだ閉じないでください。閉じると、保存していない入力がなくなります。先にデスクトップのアイコンから「れんけい」をもう一度開き、新しい画面に、この画面の文を写してから閉じてください。".into(),
        },
    }
}

fn menu(standing: &Standing, at: &str, practice: Option<&'static str>) -> Vec<NavItem> {
    let item = |key, path: &str, label: &'static str| NavItem::new(key, format!("{at}{path}"), label);
    let mut menu = vec![
        item("home", "/", "トップ"),
        item("inbox", "/inbox", "受信一覧").with_badge(standing.sight.unsaved, "件 未保存"),
        item("sent", "/sent", "送信一覧"),
        item("new", "/new", "新規作成"),
        item("drafts", "/drafts", "下書き一覧"),
        item("bulk", "/bulk", "一括送信"),
        item("settings", "/settings", "設定"),
    ];
    if standing.practice {
        menu.push(NavItem::new("practise", "/", "練習を終える"));
    } else if practice.is_some() {
        menu.push(item("practise", "/practise", "練習する"));
    }
    menu
}

fn who(standing: &Standing, open: bool) -> Who {
    let person =
        standing.person.as_ref().filter(|_| open).map(|person| format!("　{}", person.name)).unwrap_or_default();
    // Until the hub has told the name there is only the number.
    if standing.office == standing.number {
        return Who { name: format!("事業所番号 {}", standing.number), detail: person };
    }
    Who { name: standing.office.clone(), detail: format!("事業所番号 {}{person}", standing.number) }
}

/// What the frame says of the hub.
pub(crate) fn state(standing: &Standing) -> SystemState {
    match standing.connection {
        // A green sign would say that all is as ever.
        Connection::Online if standing.closed => {
            SystemState { tone: "bad", text: "廃止された事業所です".into() }
        }
        Connection::Online if standing.limit.is_some() => {
            SystemState { tone: "warn", text: standing.limit.unwrap_or_default().into() }
        }
        Connection::Online => SystemState { tone: "ok", text: "つながっています".into() },
        Connection::Away { .. } => SystemState { tone: "warn", text: "つながっていません".into() },
        Connection::Refused => SystemState { tone: "bad", text: "この端末では利用できません".into() },
    }
}

fn practising() -> Banner {
    let text = "練習中です。事業所も利用者も作りものです。ここで送っても、ほんとうの事業所には届きません。";
    Banner { kind: "practice", text: text.into() }
}

/// The page of the manual that belongs to a page.
fn help_for(key: &str) -> &'static str {
    match key {
        "inbox" => "receive",
        "sent" => "withdraw",
        "new" | "drafts" => "send",
        "bulk" => "bulk",
        "setup" => "setup",
        "sign-in" => "sign-in",
        _ => "index",
    }
}
