//! The site: its addresses, its cookie, and the frame around its pages.

use super::{Portal, unanswered};
use crate::hub::Hub;
use exchange::ports::Randomness as _;
use exchange::usecases::portal::PortalCaller;
use std::sync::Arc;
use web::{CookiePolicy, FetchPolicy, Frame, FrameLink, NavItem, Random, Site, SiteConfig, Trouble, Who};

/// The site under the names of the configuration and the port that is bound.
pub(super) fn site(hub: &Arc<Hub>, port: u16) -> Arc<Site> {
    let surroundings = hub.surroundings.clone();
    let random = Random::new(move |bytes| surroundings.fill(bytes));
    Site::new(SiteConfig {
        origins: hub.config.public.origins(&hub.config.names, port),
        cookie: CookiePolicy::Host { name: "renkei" },
        fetch: FetchPolicy::Public,
        hsts: true,
        key: random.bytes(),
        random,
        uploads: web::UploadLimits { file: 0, total: 0, files: 0 },
        frame: frame(),
    })
}

/// The name of the hub as the first page of the office app asks for it, with its port when it is not the usual one.
pub(super) fn address(hub: &Hub, port: u16) -> String {
    let origins = hub.config.public.origins(&hub.config.names, port);
    origins.first().and_then(|origin| origin.strip_prefix("https://")).unwrap_or_default().to_owned()
}

/// The frame of a page that belongs to nobody.
pub(super) fn frame() -> Frame {
    Frame {
        brand: "れんけい 利用申請サイト".into(),
        home: "/".into(),
        foot: vec![
            FrameLink { href: "/support".into(), label: "サポート".into() },
            FrameLink { href: "/licences".into(), label: "使用ライブラリ".into() },
        ],
        ..Frame::default()
    }
}

impl Portal {
    /// The frame around a page of an office.
    pub(super) async fn frame(&self, current: &'static str, caller: &PortalCaller) -> Result<Frame, Trouble> {
        let office = self.hub.store.office(caller.office).await.map_err(unanswered)?;
        let name = office.map(|record| record.office.name).unwrap_or_default();
        let nav = if caller.must_change { Vec::new() } else { nav() };
        Ok(Frame {
            nav,
            current,
            who: Some(Who { name, detail: format!("事業所番号 {}", caller.office.as_str()) }),
            state: Some(self.hub.system_state(self.hub.now()).await.map_err(unanswered)?),
            sign_out: Some("/sign-out".into()),
            ..frame()
        })
    }
}

fn nav() -> Vec<NavItem> {
    vec![
        NavItem::new("home", "/", "トップ"),
        NavItem::new("apply", "/apply", "利用申請/更新"),
        NavItem::new("licence", "/licence", "ライセンス"),
        NavItem::new("certificates", "/certificates", "電子証明書"),
        NavItem::new("usage", "/usage", "利用状況"),
        NavItem::new("office", "/office", "事業所情報"),
        NavItem::new("password", "/password", "パスワード変更"),
    ]
}
