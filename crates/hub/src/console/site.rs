//! The site: its address, its cookie, and the frame around its pages.

use super::{Console, requests, unanswered};
use crate::hub::Hub;
use exchange::operator::{Duty, OperatorCaller, Role};
use exchange::ports::Randomness as _;
use std::sync::Arc;
use web::{CookiePolicy, FetchPolicy, Frame, FrameLink, NavItem, Random, Site, SiteConfig, Trouble, Who};

/// Largest file that may be put in: a CSV of all offices of the country with room to spare.
const LARGEST_FILE: usize = 96 << 20;

/// The address as browsers write it.
pub(super) fn origin(name: &str, port: u16) -> String {
    match port {
        443 => format!("https://{name}"),
        port => format!("https://{name}:{port}"),
    }
}

/// The site under its one address.
pub(super) fn site(hub: &Arc<Hub>, origin: String) -> Arc<Site> {
    let surroundings = hub.surroundings.clone();
    let random = Random::new(move |bytes| surroundings.fill(bytes));
    Site::new(SiteConfig {
        origins: vec![origin],
        cookie: CookiePolicy::Host { name: "renkei-console" },
        fetch: FetchPolicy::Public,
        hsts: true,
        key: random.bytes(),
        random,
        uploads: web::UploadLimits { file: LARGEST_FILE, total: LARGEST_FILE, files: 1 },
        frame: frame(),
    })
}

/// The frame of a page that belongs to nobody.
pub(super) fn frame() -> Frame {
    Frame {
        brand: "れんけい 運営コンソール".into(),
        home: "/".into(),
        foot: vec![
            FrameLink { href: "/support".into(), label: "事業所への案内".into() },
            FrameLink { href: "/licences".into(), label: "使用ライブラリ".into() },
        ],
        ..Frame::default()
    }
}

/// The menu, each item with the duty that it needs.
const NAV: [(Duty, &str, &str, &str); 13] = [
    (Duty::Enter, "home", "/", "トップ"),
    (Duty::ReadOffices, "offices", "/offices", "事業所"),
    (Duty::ReadLicences, "licences", "/office-licences", "ライセンス"),
    (Duty::ReadPayments, "payments", "/payments", "入金"),
    (Duty::ReadCertificates, "certificates", "/certificates", "電子証明書"),
    (Duty::HandOutAccounts, "recoveries", "/recoveries", "お問い合わせ"),
    (Duty::HandOutAccounts, "requests", "/requests", "依頼したもの"),
    (Duty::Approve, "approvals", "/approvals", "承認待ち"),
    (Duty::ReadNotices, "notices", "/notices", "お知らせ"),
    (Duty::ReadNotices, "maintenance", "/maintenance", "メンテナンス"),
    (Duty::ReadFigures, "figures", "/figures", "送受信の数"),
    (Duty::ReadAudit, "audit", "/audit", "監査記録"),
    (Duty::ManageOperators, "operators", "/operators", "運営者"),
];

impl Console {
    /// The frame around a page of an operator.
    pub(super) async fn frame(&self, current: &'static str, caller: &OperatorCaller) -> Result<Frame, Trouble> {
        let may = NAV.into_iter().filter(|(duty, ..)| caller.role.may(*duty));
        let state = self.hub.system_state(self.hub.now()).await.map_err(unanswered)?;
        let mut nav = Vec::new();
        for (_, key, href, label) in may {
            let item = NavItem::new(key, href, label);
            nav.push(match key {
                "approvals" => item.with_badge(self.to_decide(caller).await?, "件 承認を待っています"),
                "requests" => item.with_badge(requests::to_open(self, caller).await?, "件 手紙を開けます"),
                _ => item,
            });
        }
        let own = FrameLink { href: "/passkeys".into(), label: "自分のパスキー".into() };
        Ok(Frame {
            nav,
            current,
            who: Some(Who { name: caller.name.clone(), detail: role(caller.role) }),
            state: Some(state),
            sign_out: Some("/sign-out".into()),
            foot: std::iter::once(own).chain(frame().foot).collect(),
            ..frame()
        })
    }

    /// How many requests of others wait for a decision of this operator.
    pub(super) async fn to_decide(&self, caller: &OperatorCaller) -> Result<u64, Trouble> {
        let open = self.hub.store.open_approvals(self.hub.now()).await.map_err(unanswered)?;
        let others = open.iter().filter(|approval| approval.asked_by != caller.id).count();
        Ok(u64::try_from(others).unwrap_or(u64::MAX))
    }
}

/// A role in words.
pub(super) fn role(role: Role) -> String {
    match role {
        Role::Admin => "管理者".to_owned(),
        Role::Clerk => "担当".to_owned(),
        Role::Viewer => "閲覧".to_owned(),
        Role::Federation(prefecture) => format!("国保連合会（{}）", super::words::prefecture(prefecture)),
    }
}
