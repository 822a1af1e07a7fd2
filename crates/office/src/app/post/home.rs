//! トップ: notices, licence, certificate, version, and what waits. What the hub does not answer in time is shown from this PC.

use super::{Post, Seat};
use crate::certificate::{Stage, Term};
use crate::refusal::Refusal;
use crate::store::StoreError;
use crate::transfer::instant;
use desk::batch::{Batch, GroupState};
use desk::mailbox::{
    Answer, AppVersion, CertificateFacts, CertificateKind, Connection, Counts, Home, HomeFacts, Notice, SystemState,
};
use desk::{Moment, Trouble};
use evidence::Timestamp;
use evidence::certificate::OfficeCertificateKind;
use protocol::{Importance, Me};
use standard::Date;

/// So long the first page waits for the hub, in seconds.
const PATIENCE: u64 = 4;
/// Notices as the hub gave them last.
const NOTICES: &str = "notices";
const DAY: i64 = 86_400_000;

impl Home for Post {
    fn home(&self) -> Answer<'_, HomeFacts> {
        self.ask(Seat::home)
    }

    fn read_notice(&self, id: String) -> Answer<'_, Notice> {
        self.ask(move |seat| seat.read_notice(&id))
    }
}

impl Seat {
    fn home(&mut self) -> Result<HomeFacts, Trouble> {
        let asked = self.ask_notices();
        self.shared.take_up_if_loaded(&self.place.store)?;
        let me = self.shared.memory().me.clone();
        let licence_end = me.as_ref().and_then(|me| me.licence.as_ref()).and_then(|licence| day(&licence.until));
        Ok(HomeFacts {
            system: self.system(asked.err(), me.as_ref()),
            notices: self.notices()?,
            licence_end,
            certificate: self.certificate_facts(),
            app: AppVersion { current: env!("CARGO_PKG_VERSION").to_owned(), newest: me.and_then(|me| me.app_version) },
            counts: self.counts()?,
        })
    }

    /// Asks for the office and the notices, and keeps them for the time when the hub is away.
    fn ask_notices(&mut self) -> Result<(), Refusal> {
        let (me, page) = self.wait(PATIENCE, async |place| {
            let client = place.client().await?;
            let me = client.me().await.map_err(|error| Refusal::from(&error))?;
            let page = client.notices().await.map_err(|error| Refusal::from(&error))?;
            Ok((me, page))
        })?;
        self.keep_me(me);
        self.place.store.keep_single(NOTICES, &page.notices).map_err(|error| Refusal::from(&error))
    }

    /// The hub's word on this office, for the frame of every page. Whether it answers is seen there too.
    pub(super) fn look_at_office(&mut self) {
        let asked =
            self.wait(PATIENCE, async |place| place.client().await?.me().await.map_err(|error| Refusal::from(&error)));
        if let Ok(me) = asked {
            self.keep_me(me);
        }
    }

    fn keep_me(&self, me: Me) {
        // What is only shown need not stop anything when it cannot be kept.
        let _ = self.shared.on_ground(|ground| ground.keep_me(&me).map_err(Trouble::from));
        self.shared.memory().me = Some(me);
    }

    fn system(&self, refusal: Option<Refusal>, me: Option<&Me>) -> SystemState {
        let now = self.place.surroundings.timestamp();
        if Term::of(&self.place.identity.certificate, now).stage == Stage::Over {
            return SystemState::Suspended("電子証明書の期限が過ぎているため、送受信できません。".to_owned());
        }
        if let Some(refusal) = refusal {
            let what = refusal.trouble(desk::TroubleKind::Failed).title.clone();
            return if refusal.away { SystemState::Away } else { SystemState::Suspended(what) };
        }
        if matches!(self.shared.memory().connection, Connection::Away { .. }) {
            return SystemState::Away;
        }
        let Some(me) = me else { return SystemState::Away };
        match me.system_state {
            protocol::SystemState::Maintenance => SystemState::Maintenance("メンテナンス中です。".to_owned()),
            protocol::SystemState::ReadOnly => {
                SystemState::Maintenance("いまは送信できません。受信はできます。".to_owned())
            }
            protocol::SystemState::Available if me.licence.as_ref().is_some_and(|licence| licence.valid) => {
                SystemState::Available
            }
            protocol::SystemState::Available => SystemState::Suspended(
                "有効なライセンスがないため、送信できません。申込サイトで手続きをしてください。".to_owned(),
            ),
        }
    }

    /// The notices that were given last, with what was read on this PC or elsewhere in the office.
    fn notices(&self) -> Result<Vec<Notice>, StoreError> {
        let kept: Vec<protocol::Notice> = self.place.store.single(NOTICES)?.unwrap_or_default();
        let opened = self.place.store.read_notices()?;
        let shown = |notice: protocol::Notice| Notice {
            at: moment(&notice.published_at),
            read: notice.read || opened.contains(&notice.id),
            important: notice.importance == Importance::High,
            id: notice.id,
            title: notice.title,
            body: notice.body,
        };
        Ok(kept.into_iter().map(shown).collect())
    }

    fn read_notice(&mut self, id: &str) -> Result<Notice, Trouble> {
        let found = self.notices()?.into_iter().find(|notice| notice.id == id);
        let notice = found.ok_or_else(|| Trouble::missing("お知らせ"))?;
        self.place.store.mark_notice_read(id, self.place.surroundings.timestamp())?;
        if !notice.read && self.shared.memory().connection == Connection::Online {
            // The mark of this PC counts; the hub's spares the other terminals of the office.
            let _ = self.wait(PATIENCE, async |place| {
                place.client().await?.mark_notice_read(id).await.map_err(|error| Refusal::from(&error))
            });
        }
        Ok(Notice { read: true, ..notice })
    }

    fn counts(&self) -> Result<Counts, StoreError> {
        let batch: Option<Batch> = self.place.store.work_table()?;
        let open = |state: &GroupState| matches!(state, GroupState::Unsent | GroupState::Failed(_));
        let in_batch = batch.map_or(0, |batch| batch.count(open) as u64);
        let drafts = self.place.store.count_drafts()?;
        let here = self.shared.counts();
        Ok(Counts {
            unsaved: here.unsaved,
            failed: here.failed,
            waiting: here.waiting,
            drafts,
            unfetched: here.unfetched,
            in_batch,
        })
    }

    /// The certificate of this terminal, in Japanese days.
    pub(super) fn certificate_facts(&self) -> Option<CertificateFacts> {
        let identity = &self.place.identity;
        let term = Term::of(&identity.certificate, self.place.surroundings.timestamp());
        let kind = match identity.kind() {
            OfficeCertificateKind::CareInsurance => CertificateKind::Insurance,
            OfficeCertificateKind::DelegatedCarePlan => CertificateKind::CarePlan,
        };
        let facts = self.certificate_until(moment_of(term.end), kind)?;
        Some(CertificateFacts { renewable: term.stage == Stage::Soon, ..facts })
    }

    /// A certificate with this end.
    pub(super) fn certificate_until(&self, end: Moment, kind: CertificateKind) -> Option<CertificateFacts> {
        let left = end.0.saturating_sub(self.shared.now().0);
        Some(CertificateFacts {
            office: self.place.settings.office.clone(),
            kind,
            end: end.day()?,
            days_left: left.div_euclid(DAY),
            renewable: false,
        })
    }
}

/// An instant of the hub; the beginning of time when it cannot be read.
pub(super) fn moment(text: &str) -> Moment {
    instant(text).map_or(Moment(0), moment_of)
}

/// An instant of this PC.
pub(super) fn moment_of(at: Timestamp) -> Moment {
    Moment(i64::try_from(at.unix()).unwrap_or(i64::MAX / 1_000).saturating_mul(1_000))
}

/// A day `YYYY-MM-DD`.
fn day(text: &str) -> Option<Date> {
    Date::parse(text.replace('-', "").as_bytes())
}
