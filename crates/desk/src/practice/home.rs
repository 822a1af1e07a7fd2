//! The first page, in practice.

use super::Practice;
use super::world::World;
use crate::batch::GroupState;
use crate::mailbox::{
    Answer, AppVersion, Bar, Counts, DispatchState, Home, HomeFacts, Importance, Notice, Passed, Sight, SystemState,
};
use crate::moment::Moment;
use crate::trouble::Trouble;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

impl Home for Practice {
    fn home(&self) -> Answer<'_, HomeFacts> {
        self.answer(|world| {
            Ok(HomeFacts {
                system: world.system(),
                notices: world.notices.clone(),
                licence_end: Moment(world.now.0 + 200 * 86_400_000).day(),
                certificate: world.certificate(),
                app: AppVersion {
                    current: env!("CARGO_PKG_VERSION").to_owned(),
                    newest: Some(env!("CARGO_PKG_VERSION").to_owned()),
                },
                counts: world.counts(),
                lost: Vec::new(),
            })
        })
    }

    fn read_notice(&self, id: String) -> Answer<'_, Notice> {
        self.answer(|world| {
            let notice = world.notices.iter_mut().find(|notice| notice.id == id);
            let notice = notice.ok_or_else(|| Trouble::missing("お知らせ"))?;
            notice.read = true;
            Ok(notice.clone())
        })
    }
}

impl World {
    fn system(&self) -> SystemState {
        let over = (self.certificate_days < 0).then_some(Bar::Over);
        match over.or(self.barred).and_then(Bar::of_certificate) {
            Some(words) => SystemState::Barred(words.to_owned()),
            None if self.online => SystemState::Available,
            None => SystemState::Away,
        }
    }

    pub(super) fn sight(&self) -> Sight {
        let Counts { unsaved, failed, waiting, unfetched, .. } = self.counts();
        let mut hasher = DefaultHasher::new();
        self.sent.iter().for_each(|sent| (&sent.summary.id, sent.summary.state.title()).hash(&mut hasher));
        Sight { unsaved, failed, waiting, unfetched, moved: hasher.finish(), online: self.online }
    }

    fn counts(&self) -> Counts {
        let sent =
            |passed: Passed| self.sent.iter().filter(|sent| sent.summary.state.passed() == passed).count() as u64;
        let waiting = self.sent.iter().filter(|sent| sent.summary.state == DispatchState::Waiting).count() as u64;
        let in_batch = |state: &GroupState| matches!(state, GroupState::Unsent | GroupState::Failed(_));
        Counts {
            unsaved: self.unsaved(),
            failed: sent(Passed::Failed),
            waiting,
            drafts: self.letters.len() as u64,
            unfetched: sent(Passed::Unfetched),
            in_batch: self.batch.count(in_batch) as u64,
        }
    }
}

pub(super) fn made_notices(now: Moment) -> Vec<Notice> {
    let notice = |id: &str, days: i64, title: &str, body: &str, importance, read| Notice {
        id: id.to_owned(),
        at: Moment(now.0 - days * 86_400_000),
        title: title.to_owned(),
        body: body.to_owned(),
        importance,
        read,
    };
    vec![
        notice(
            "n3",
            1,
            "実績の締め切り前の毎月10日ごろは、連携基盤が混み合います",
            "実績の締め切り前は、連携基盤が混み合うことがあります。\n送信は自動で続けられますので、そのままお待ちください。\n\n急ぐものは、早めの送信をお勧めします。",
            Importance::Normal,
            false,
        ),
        notice(
            "n2",
            6,
            "利用更新の手続きについて",
            "ライセンスの有効期限が終わったあとも続けて使うときは、利用更新の手続きが必要です。\n期限の60日前から手続きできます。",
            Importance::Important,
            false,
        ),
        notice(
            "n1",
            20,
            "バージョンアップのお知らせ",
            "一覧の絞り込みに、利用者の被保険者番号が加わりました。\n新しいバージョンは、アプリを開き直すと使えます。",
            Importance::Normal,
            true,
        ),
    ]
}
