//! トップ: notices, licence, certificate, version, and what waits. What the hub does not answer in time is shown from this PC.

use super::when::{moment, moment_of, moment_or_first};
use super::{Post, Seat, Shared};
use crate::certificate::{Stage, Term};
use crate::home::{Identity, kind_of};
use crate::refusal::Refusal;
use crate::store::{Store, StoreError};
use desk::batch::{Batch, GroupState};
use desk::mailbox::{
    Answer, AppVersion, Bar, CertificateFacts, CertificateKind, Connection, Counts, Home, HomeFacts, Importance,
    Maintenance, Notice, SystemState,
};
use desk::moment::day_in_sentence;
use desk::{Moment, Trouble};
use evidence::certificate::{Certificate, OfficeCertificateKind};
use protocol::{ClosingQuery, Me};
use standard::Date;

/// So long the first page waits for the hub, in seconds.
const PATIENCE: u64 = 4;
/// Notices as the hub gave them last.
const NOTICES: &str = "notices";

impl Home for Post {
    fn home(&self) -> Answer<'_, HomeFacts> {
        // After a start the key is still being opened; a page does not wait for it when there is something to show.
        if self.shared.is_seated() || self.shared.memory().me.is_none() {
            return self.ask(Seat::home);
        }
        self.ask_outside(|shared| {
            let known = shared.home_at_once()?;
            known.ok_or_else(|| Trouble::missing("この端末の登録"))
        })
    }

    fn read_notice(&self, id: String) -> Answer<'_, Notice> {
        self.ask(move |seat| seat.read_notice(&id))
    }
}

/// What the first page is made from; the key of this terminal is not needed for it.
struct Sheet<'a> {
    shared: &'a Shared,
    store: &'a Store,
    office: &'a str,
    certificate: &'a Certificate,
}

impl Shared {
    /// The day on which the certificate of this terminal ended; `None` while it lasts.
    pub(super) fn ended(&self) -> Option<Date> {
        let certificate = Identity::certificate_of(&self.home).ok()?;
        let term = Term::of(&certificate, self.surroundings.timestamp());
        moment(term.end).day().filter(|_| term.stage == Stage::Over)
    }

    /// Why the hub does not let this terminal in, as it said when it was last asked.
    fn barred(&self) -> Option<(Bar, Refusal)> {
        let memory = self.memory();
        memory.barred.clone().filter(|_| memory.is_refused())
    }

    /// The first page from what this PC knows; `None` before the terminal has enrolled.
    fn home_at_once(&self) -> Result<Option<HomeFacts>, Trouble> {
        self.on_ground(|ground| {
            let certificate = Identity::certificate_of(&self.home).map_err(|error| Refusal::from(&error))?;
            let (store, office) = (&ground.store, ground.settings.office.as_str());
            Ok(Sheet { shared: self, store, office, certificate: &certificate }.facts(None)?)
        })
    }
}

impl Sheet<'_> {
    fn facts(&self, refusal: Option<Refusal>) -> Result<HomeFacts, StoreError> {
        self.shared.take_up_if_loaded(self.store)?;
        let me = self.shared.memory().me.clone();
        let licence_end = me.as_ref().and_then(|me| me.licence.as_ref()).and_then(|licence| day(&licence.until));
        Ok(HomeFacts {
            system: self.system(refusal, me.as_ref()),
            notices: notices(self.store)?,
            licence_end,
            certificate: certificate_facts(self.shared, self.office, self.certificate),
            app: AppVersion { current: env!("CARGO_PKG_VERSION").to_owned(), newest: me.and_then(|me| me.app_version) },
            counts: self.counts()?,
            lost: self.shared.lost(),
        })
    }

    fn system(&self, refusal: Option<Refusal>, me: Option<&Me>) -> SystemState {
        if let Some(words) = self.shared.closed_words(me) {
            return SystemState::Closed(words);
        }
        let now = self.shared.surroundings.timestamp();
        let term = Term::of(self.certificate, now);
        if term.stage == Stage::Over {
            let day = moment(term.end).day().map(day_in_sentence).unwrap_or_default();
            return SystemState::Barred(format!("この端末の電子証明書の期限（{day}）が過ぎています。"));
        }
        // What was told last stands for a page that has not asked, too.
        let refusal = match self.shared.barred() {
            Some((bar, told)) => match bar.of_certificate() {
                Some(words) => return SystemState::Barred(words.to_owned()),
                None => refusal.or(Some(told)),
            },
            None => refusal,
        };
        if let Some(refusal) = refusal {
            return if refusal.away { self.away(me) } else { suspended(&refusal) };
        }
        if matches!(self.shared.memory().connection, Connection::Away { .. }) {
            return self.away(me);
        }
        let Some(me) = me else { return SystemState::Away };
        match me.system_state {
            protocol::SystemState::Maintenance => SystemState::Maintenance(maintenance(me, false)),
            protocol::SystemState::ReadOnly => SystemState::ReadOnly,
            protocol::SystemState::Available if me.licence.as_ref().is_some_and(|licence| licence.valid) => {
                SystemState::Available
            }
            protocol::SystemState::Available => SystemState::Unlicensed {
                ended: me.licence.as_ref().and_then(|licence| day(&licence.until)).filter(|end| self.is_over(*end)),
                contact: me.contact.clone(),
            },
        }
    }

    /// A day before today.
    fn is_over(&self, day: Date) -> bool {
        self.shared.now().day().is_some_and(|today| day < today)
    }

    /// The hub does not answer: planned, as far as it has told before, or not.
    fn away(&self, me: Option<&Me>) -> SystemState {
        match me.filter(|me| lasts(me, self.shared.now())) {
            Some(me) => SystemState::Maintenance(maintenance(me, true)),
            None => SystemState::Away,
        }
    }

    fn counts(&self) -> Result<Counts, StoreError> {
        let batch: Option<Batch> = self.store.work_table()?;
        let open = |state: &GroupState| matches!(state, GroupState::Unsent | GroupState::Failed(_));
        let in_batch = batch.map_or(0, |batch| batch.count(open) as u64);
        let drafts = self.store.count_drafts()?;
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
}

impl Seat {
    fn home(&mut self) -> Result<HomeFacts, Trouble> {
        let asked = self.ask_notices();
        let (store, office) = (&self.place.store, self.place.settings.office.as_str());
        let sheet = Sheet { shared: &self.shared, store, office, certificate: &self.place.identity.certificate };
        Ok(sheet.facts(asked.err())?)
    }

    /// Asks for the office and the notices, and keeps them for the time when the hub is away.
    pub(super) fn ask_notices(&mut self) -> Result<(), Refusal> {
        let (me, page, closings) = self.wait(PATIENCE, async |place| {
            let client = place.client().await?;
            let me = client.me().await.map_err(|error| Refusal::from(&error))?;
            let page = client.notices().await.map_err(|error| Refusal::from(&error))?;
            let closings = client.closings(&ClosingQuery::default()).await.map_err(|error| Refusal::from(&error))?;
            Ok((me, page, closings))
        })?;
        self.keep_me(me);
        self.keep_closings(closings);
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

    fn read_notice(&mut self, id: &str) -> Result<Notice, Trouble> {
        let found = notices(&self.place.store)?.into_iter().find(|notice| notice.id == id);
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

    /// The certificate of this terminal, in Japanese days.
    pub(super) fn certificate_facts(&self) -> Option<CertificateFacts> {
        certificate_facts(&self.shared, &self.place.settings.office, &self.place.identity.certificate)
    }

    /// A certificate of this office with this serial number and end.
    pub(super) fn certificate_until(
        &self,
        serial: &str,
        end: Moment,
        kind: CertificateKind,
    ) -> Option<CertificateFacts> {
        let number = serial.trim_start_matches("00").to_owned();
        certificate_until(&self.shared, (&self.place.settings.office, number), end, kind)
    }
}

fn suspended(refusal: &Refusal) -> SystemState {
    let trouble = refusal.trouble(desk::TroubleKind::Failed);
    SystemState::Suspended { why: format!("{}{}", trouble.title, trouble.why), cure: trouble.cure.clone() }
}

/// True while the maintenance lasts of which the hub has told.
fn lasts(me: &Me, now: Moment) -> bool {
    let period = me.maintenance.as_ref().map(|one| (moment_of(&one.from), moment_of(&one.until)));
    matches!(period, Some((Some(from), Some(until))) if from <= now && now < until)
}

fn maintenance(me: &Me, away: bool) -> Maintenance {
    let told = me.maintenance.as_ref();
    Maintenance {
        until: told.and_then(|one| moment_of(&one.until)),
        goes_on: told.is_none_or(|one| one.goes_on),
        away,
        text: told.map(|one| one.text.clone()).unwrap_or_default(),
    }
}

fn certificate_facts(shared: &Shared, office: &str, certificate: &Certificate) -> Option<CertificateFacts> {
    let term = Term::of(certificate, shared.surroundings.timestamp());
    let kind = match kind_of(certificate) {
        OfficeCertificateKind::CareInsurance => CertificateKind::Insurance,
        OfficeCertificateKind::DelegatedCarePlan => CertificateKind::CarePlan,
    };
    let number = certificate_number(&certificate.identity().serial);
    let facts = certificate_until(shared, (office, number), moment(term.end), kind)?;
    Some(CertificateFacts { renewable: term.stage == Stage::Soon, ..facts })
}

fn certificate_until(
    shared: &Shared,
    (office, number): (&str, String),
    end: Moment,
    kind: CertificateKind,
) -> Option<CertificateFacts> {
    let now = shared.now();
    let (office, days_left) = (office.to_owned(), now.days_until(end));
    Some(CertificateFacts { office, number, kind, end: end.day()?, days_left, over: now > end, renewable: false })
}

/// A serial number as 利用申請サイト prints it, so that both can be laid side by side.
fn certificate_number(serial: &[u8]) -> String {
    let digits: String = serial.iter().map(|byte| format!("{byte:02x}")).collect();
    digits.trim_start_matches("00").to_owned()
}

/// The notices that were given last, with what was read on this PC or elsewhere in the office.
fn notices(store: &Store) -> Result<Vec<Notice>, StoreError> {
    let kept: Vec<protocol::Notice> = store.single(NOTICES)?.unwrap_or_default();
    let opened = store.read_notices()?;
    let shown = |notice: protocol::Notice| Notice {
        at: moment_or_first(&notice.published_at),
        read: notice.read || opened.contains(&notice.id),
        importance: match notice.importance {
            protocol::Importance::Urgent => Importance::Urgent,
            protocol::Importance::High => Importance::Important,
            protocol::Importance::Normal => Importance::Normal,
        },
        id: notice.id,
        title: notice.title,
        body: notice.body,
    };
    Ok(kept.into_iter().map(shown).collect())
}

/// A day `YYYY-MM-DD`.
fn day(text: &str) -> Option<Date> {
    Date::parse(text.replace('-', "").as_bytes())
}
