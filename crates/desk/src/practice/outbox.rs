//! What was sent, in practice.

use super::Practice;
use super::dispatches::Sent;
use super::inbox::evidence_note;
use super::world::World;
use crate::batch::GroupState;
use crate::letter::Letter;
use crate::mailbox::{
    Answer, DispatchDetail, DispatchFilter, DispatchPage, DispatchState, Download, EvidenceStep, Outbox, PAGE,
};
use crate::sorting::{CheckedSet, Shelf, ShelvedFile};
use crate::trouble::Trouble;

impl Outbox for Practice {
    fn dispatches(&self, filter: DispatchFilter, _fresh: bool) -> Answer<'_, DispatchPage> {
        self.answer(move |world| Ok(world.dispatches(&filter)))
    }

    fn dispatch(&self, id: String) -> Answer<'_, DispatchDetail> {
        self.answer(move |world| {
            let sent = world.sent_one(&id)?;
            Ok(DispatchDetail {
                steps: steps(sent),
                users: sent.users.clone(),
                remarks: Vec::new(),
                has_proof: !matches!(
                    sent.summary.state,
                    DispatchState::Waiting | DispatchState::Sending | DispatchState::Failed(_)
                ),
                summary: sent.summary.clone(),
            })
        })
    }

    fn withdraw(&self, id: String) -> Answer<'_, ()> {
        self.answer(move |world| {
            let sent = world.sent_one(&id)?;
            if !sent.summary.state.can_be_withdrawn() {
                let to = &sent.summary.to;
                return Err(Trouble::too_late(&to.name, &to.number));
            }
            sent.summary.state = DispatchState::Withdrawn;
            let name = sent.summary.to.name.clone();
            world.settle(&id, GroupState::Unsent);
            world.did(format!("「{name}」への送信を取り消しました。"));
            Ok(())
        })
    }

    fn send_again(&self, id: String) -> Answer<'_, String> {
        self.answer(move |world| world.copy_to_draft(&id))
    }

    fn proof(&self, id: String) -> Answer<'_, Download> {
        self.answer(move |world| world.sent_one(&id).map(|sent| evidence_note(&sent.summary.id)))
    }
}

impl World {
    fn sent_one(&mut self, id: &str) -> Result<&mut Sent, Trouble> {
        let found = self.sent.iter_mut().find(|sent| sent.summary.id == id);
        found.ok_or_else(|| Trouble::missing("送信したデータ"))
    }

    fn dispatches(&self, filter: &DispatchFilter) -> DispatchPage {
        let text = |sent: &Sent, words: &str| {
            let one = &sent.summary;
            let names = one.documents.iter().flat_map(|line| [line.name.as_str(), &line.title]);
            let places = [one.to.name.as_str(), &one.to.number, &one.to.kana, &one.message];
            places.into_iter().chain(names).any(|place| place.contains(words.trim()))
        };
        let fits = |sent: &&Sent| {
            filter.state.is_none_or(|state| sent.summary.state.passed() == state)
                && filter.month.as_ref().is_none_or(|month| sent.summary.month.as_ref() == Some(month))
                && filter.text.as_ref().is_none_or(|words| text(sent, words))
        };
        let mut months: Vec<String> = self.sent.iter().filter_map(|sent| sent.summary.month.clone()).collect();
        months.sort_unstable_by(|one, other| other.cmp(one));
        months.dedup();
        let fitting = self.sent.iter().filter(fits);
        let skipped = filter.page.saturating_sub(1) * PAGE;
        DispatchPage {
            total: fitting.clone().count() as u64,
            rows: fitting.skip(skipped).take(PAGE).map(|sent| sent.summary.clone()).collect(),
            months,
            as_of: Some(self.now),
            stale: (!self.online).then(|| self.away()),
        }
    }

    fn copy_to_draft(&mut self, id: &str) -> Result<String, Trouble> {
        let sent = self.sent_one(id)?.clone();
        let letter_id = format!("d{:05}", self.number());
        let mut letter = Letter::new(letter_id.clone());
        let mut shelved = Vec::new();
        for (name, bytes) in sent.files {
            let key = self.files.put(&name, bytes.clone())?;
            shelved.push(ShelvedFile { key, name, bytes });
        }
        letter.set = CheckedSet::check(shelved, self.today()?);
        letter.to = self.partner(&sent.summary.to.number);
        letter.message = sent.summary.message;
        let now = self.now;
        self.letters.insert(0, (letter, now));
        Ok(letter_id)
    }
}

fn steps(sent: &Sent) -> Vec<EvidenceStep> {
    use DispatchState as S;
    let one = &sent.summary;
    let step =
        |title: &str, text: String, holds| EvidenceStep { title: title.to_owned(), text, at: Some(one.at), holds };
    let mut steps = vec![step("送信の準備", "この事業所の電子証明書で署名しました。".to_owned(), Some(true))];
    let reached = match one.state {
        S::Waiting | S::Sending | S::Failed(_) => 0,
        S::Arrived | S::Withdrawn | S::Expired => 1,
        S::Fetched => 2,
        S::Received => 3,
        S::Imported | S::Rejected(_) => 4,
    };
    let stages = [
        ("届きました", "連携基盤が受け付け、到達証を出しました。".to_owned()),
        ("相手が取得", format!("{}が受け取りはじめました。", one.to.name)),
        ("相手が受領", format!("{}が受領証を出しました。", one.to.name)),
    ];
    for (title, text) in stages.into_iter().take(reached) {
        steps.push(step(title, text, Some(true)));
    }
    match &one.state {
        S::Imported => steps.push(step("取込済み", "相手の介護ソフトに取り込まれました。".to_owned(), Some(true))),
        S::Rejected(said) => steps.push(step("取込エラー", said.clone(), Some(false))),
        S::Withdrawn => {
            steps.push(step("取消", "この事業所が取り消しました。相手には届いていません。".to_owned(), None));
        }
        S::Failed(trouble) => steps.push(step("送信エラー", trouble.title.clone(), Some(false))),
        _ => {}
    }
    steps
}
