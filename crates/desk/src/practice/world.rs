//! Everything the made-up mailbox holds, and what several of its sides do with it.

use super::arrivals::{self, Arrived};
use super::dispatches::{self, Sent};
use super::home::made_notices;
use super::offices;
use crate::batch::{Batch, GroupState};
use crate::letter::Letter;
use crate::mailbox::{
    Activity, Bar, CertificateFacts, CertificateKind, Dispatch, DispatchState, DocumentLine, Entry, LogLine, Notice,
    Partner, PasswordOf, Settings, StaffAccount, StaffRole, Template,
};
use crate::moment::Moment;
use crate::sorting::{CheckedSet, Shelf};
use crate::trouble::{Trouble, TroubleKind};
use standard::Date;
use std::collections::HashMap;

/// Where practice says that it saves.
pub(super) const SAVE_FOLDER: &str = r"ドキュメント\ケアプラン受信（練習）";

#[derive(Debug)]
pub(super) struct World {
    pub(super) now: Moment,
    pub(super) entry: Entry,
    pub(super) online: bool,
    pub(super) offices: Vec<Partner>,
    pub(super) recent: Vec<String>,
    pub(super) notices: Vec<Notice>,
    pub(super) arrived: Vec<Arrived>,
    pub(super) sent: Vec<Sent>,
    pub(super) letters: Vec<(Letter, Moment)>,
    pub(super) templates: Vec<Template>,
    pub(super) batch: Batch,
    pub(super) files: Files,
    pub(super) settings: Settings,
    pub(super) staff: Vec<StaffAccount>,
    pub(super) activity: Vec<Activity>,
    pub(super) told: Vec<LogLine>,
    pub(super) retired: Vec<String>,
    pub(super) certificate_days: i64,
    pub(super) barred: Option<Bar>,
    pub(super) setup: super::doors::MadeSetup,
    pub(super) asks_person: bool,
    pub(super) first_passwords: Vec<PasswordOf>,
    next: usize,
}

impl World {
    pub(super) fn new(now: Moment, arrivals: usize) -> Self {
        let offices = offices::all();
        Self {
            entry: Entry::Open,
            online: true,
            recent: vec!["1370000004".to_owned(), "1370000007".to_owned()],
            notices: made_notices(now),
            arrived: arrivals::made(now, arrivals, &offices),
            sent: dispatches::made(now, &offices),
            letters: Vec::new(),
            templates: Template::of_the_app(),
            batch: Batch::default(),
            files: Files::default(),
            settings: Settings {
                save_folder: SAVE_FOLDER.to_owned(),
                send_folder: r"ドキュメント\ケアプラン送信（練習）".to_owned(),
                notify_arrivals: true,
                notify_failures: true,
                lock_minutes: 15,
                signature: "練習 花子".to_owned(),
                contact: "ヘルプデスク 0120-000-000（平日 9:00～17:00）".to_owned(),
                ..Settings::default()
            },
            staff: made_staff(now),
            activity: Vec::new(),
            told: Vec::new(),
            retired: Vec::new(),
            certificate_days: 420,
            barred: None,
            setup: super::doors::MadeSetup::done(),
            asks_person: false,
            first_passwords: Vec::new(),
            next: 0,
            offices,
            now,
        }
    }

    pub(super) fn unsaved(&self) -> u64 {
        self.arrived.iter().filter(|arrived| arrived.summary.state.is_unsaved()).count() as u64
    }

    /// A number that was not used before.
    pub(super) fn number(&mut self) -> usize {
        self.next += 1;
        self.next
    }

    /// The day of checks.
    pub(super) fn today(&self) -> Result<Date, Trouble> {
        let wrong = || {
            let title = "パソコンの日付が正しくないようです。";
            Trouble::new(TroubleKind::Failed, title, "", "パソコンの日付と時刻を合わせてから、もう一度お試しください。")
        };
        self.now.day().ok_or_else(wrong)
    }

    pub(super) fn partner(&self, number: &str) -> Option<Partner> {
        self.offices.iter().find(|office| office.number == number).cloned()
    }

    pub(super) fn certificate(&self) -> Option<CertificateFacts> {
        let end = Moment(self.now.0 + self.certificate_days * 86_400_000).day()?;
        Some(CertificateFacts {
            office: super::OWN.to_owned(),
            number: "5d1e07c28b4f9a36e0127f58c3a9d604".to_owned(),
            kind: CertificateKind::CarePlan,
            end,
            days_left: self.certificate_days,
            over: self.certificate_days < 0,
            renewable: (0..=90).contains(&self.certificate_days),
        })
    }

    pub(super) fn did(&mut self, what: impl Into<String>) {
        let entry = Activity {
            at: self.now,
            who: "練習 花子".to_owned(),
            terminal: "事務所のパソコン".to_owned(),
            what: what.into(),
        };
        self.activity.insert(0, entry);
    }

    pub(super) fn set_online(&mut self, online: bool) {
        self.online = online;
        if !online {
            return;
        }
        let mut arrived = Vec::new();
        for sent in self.sent.iter_mut().filter(|sent| sent.summary.state == DispatchState::Waiting) {
            sent.summary.state = DispatchState::Arrived;
            arrived.push((sent.summary.id.clone(), sent.summary.to.name.clone()));
        }
        for (id, name) in arrived {
            let at = self.now;
            self.settle(&id, GroupState::Sent { id: id.clone(), at });
            self.did(format!("「{name}」に送信しました。"));
        }
    }

    pub(super) fn receive(&mut self) {
        let index = self.arrived.len();
        let mut new = arrivals::one(self.now, 0, &self.offices);
        new.summary.id = format!("a{index:05}");
        new.summary.at = self.now;
        self.arrived.insert(0, new);
    }

    /// Puts a set among what was sent; its id and whether it arrived.
    pub(super) fn post(&mut self, to: &Partner, message: &str, set: &CheckedSet) -> Result<(String, bool), Trouble> {
        let files = set.files.iter().map(|file| Ok((file.send_as.clone(), self.files.get(file.key)?)));
        let files = files.collect::<Result<Vec<_>, Trouble>>()?;
        let id = format!("s{:05}", 1_000 + self.number());
        let arrived = self.online;
        let summary = Dispatch {
            id: id.clone(),
            at: self.now,
            to: Partner { first_time: false, ..to.clone() },
            message: message.to_owned(),
            documents: files.iter().map(|(name, _)| DocumentLine::of(name)).collect(),
            month: set.month.clone(),
            version: set.version.clone(),
            state: if arrived { DispatchState::Arrived } else { DispatchState::Waiting },
        };
        self.sent.insert(0, Sent { summary, files, users: set.users.clone(), practised: true });
        for office in self.offices.iter_mut().filter(|office| office.number == to.number) {
            office.first_time = false;
        }
        self.recent.retain(|number| *number != to.number);
        self.recent.insert(0, to.number.clone());
        // What waits is noted when it goes.
        if arrived {
            self.did(format!("「{}」に送信しました。", to.name));
        }
        Ok((id, arrived))
    }

    /// What is told when something needs the hub.
    pub(super) fn away(&self) -> Trouble {
        Trouble::new(
            TroubleKind::Away,
            "連携基盤につながりません。",
            "インターネットにつながっていないか、連携基盤が止まっている可能性があります。",
            "パソコンがインターネットにつながっているかを確かめ、しばらく待ってからもう一度お試しください。",
        )
        .with_manual("trouble#away")
    }
}

/// The shelf in memory.
#[derive(Debug, Default)]
pub(super) struct Files {
    kept: HashMap<u64, Vec<u8>>,
    last: u64,
}

impl Shelf for Files {
    fn put(&mut self, _name: &str, bytes: Vec<u8>) -> Result<u64, Trouble> {
        self.last += 1;
        self.kept.insert(self.last, bytes);
        Ok(self.last)
    }

    fn get(&self, key: u64) -> Result<Vec<u8>, Trouble> {
        self.kept.get(&key).cloned().ok_or_else(|| Trouble::missing("ファイル"))
    }

    fn remove(&mut self, key: u64) {
        self.kept.remove(&key);
    }
}

fn made_staff(now: Moment) -> Vec<StaffAccount> {
    let account = |id: &str, name: &str, login: &str, role| StaffAccount {
        id: id.to_owned(),
        name: name.to_owned(),
        login: login.to_owned(),
        role,
        closed: false,
        last_seen: Some(Moment(now.0 - 3_600_000)),
    };
    vec![account("p1", "練習 花子", "hanako", StaffRole::Manager), account("p2", "見本 次郎", "jiro", StaffRole::Staff)]
}
