//! The frame: brand, office, state of the connection, and the menu in the order the users were trained on.

use crate::mailbox::{Connection, Entry, Limit, Standing};
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
        banners: banners(standing, key),
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
        Connection::Online => match standing.limit {
            Some(limit @ Limit::Closed) => SystemState { tone: "bad", text: limit.words().into() },
            Some(limit) => SystemState { tone: "warn", text: limit.words().into() },
            None => SystemState { tone: "ok", text: "つながっています".into() },
        },
        Connection::Away { .. } => SystemState { tone: "warn", text: "つながっていません".into() },
        Connection::Refused(bar) => SystemState { tone: "bad", text: bar.words().into() },
    }
}

/// What must be seen before anything is done on a page.
fn banners(standing: &Standing, key: &str) -> Vec<Banner> {
    let practice = standing.practice.then(practising);
    let sends = matches!(key, "new" | "drafts" | "bulk");
    let warning = match standing.connection {
        _ if !sends || standing.entry != Entry::Open => None,
        Connection::Refused(bar) => Some(bar.warning()),
        _ => standing.limit.and_then(Limit::warning),
    };
    practice.into_iter().chain(warning.map(|text| Banner { kind: "bad", text: text.into() })).collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mailbox::Bar;
    use crate::moment::Moment;

    fn standing(connection: Connection, limit: Option<Limit>) -> Standing {
        Standing {
            entry: Entry::Open,
            office: "みなと事業所".to_owned(),
            number: "1370000001".to_owned(),
            person: None,
            connection,
            limit,
            sight: Default::default(),
            practice: false,
            now: Moment(0),
        }
    }

    fn told(limit: Option<Limit>, key: &str) -> Vec<String> {
        texts(&standing(Connection::Online, limit), key)
    }

    fn texts(standing: &Standing, key: &str) -> Vec<String> {
        banners(standing, key).into_iter().map(|banner| banner.text.to_string()).collect()
    }

    #[test]
    fn nothing_is_green_while_the_terminal_is_not_let_in() {
        for (bar, words) in [
            (Bar::Revoked, "電子証明書が失効しています"),
            (Bar::Over, "電子証明書の期限が過ぎています"),
            (Bar::Unknown, "電子証明書が使えません"),
            (Bar::Frozen, "この端末では利用できません"),
        ] {
            let standing = standing(Connection::Refused(bar), None);
            let shown = state(&standing);
            assert_eq!((shown.tone, &*shown.text), ("bad", words));
            assert!(texts(&standing, "bulk")[0].contains("いまは送信できません"), "{bar:?}");
            assert!(texts(&standing, "inbox").is_empty());
        }
    }

    #[test]
    fn who_cannot_send_reads_it_where_sending_begins() {
        for key in ["new", "drafts", "bulk"] {
            let closed = told(Some(Limit::Closed), key);
            assert!(closed.len() == 1 && closed[0].contains("廃止されたため、送信できません"), "{key}: {closed:?}");
            assert!(told(Some(Limit::NoLicence), key)[0].contains("ライセンスがないため"));
            assert!(told(Some(Limit::Maintenance), key).is_empty(), "what is sent then goes by itself");
            assert!(told(None, key).is_empty());
        }
        assert!(told(Some(Limit::Closed), "inbox").is_empty(), "what has arrived can be read");
    }
}
