//! What came, in practice. Saving writes nothing to disk.

use super::Practice;
use super::arrivals::Arrived;
use super::world::{SAVE_FOLDER, World};
use crate::mailbox::{
    Answer, ArrivalDetail, ArrivalFilter, ArrivalPage, ArrivalState, DocumentDetail, Download, EvidenceStep,
    ImportResult, Inbox, PAGE, Saved,
};
use crate::sorting::{CheckedSet, ShelvedFile};
use crate::trouble::{Trouble, TroubleKind};
use standard::types::NameReading;
use std::collections::BTreeMap;

impl Inbox for Practice {
    fn arrivals(&self, filter: ArrivalFilter, _fresh: bool) -> Answer<'_, ArrivalPage> {
        self.answer(move |world| Ok(world.arrivals(&filter)))
    }

    fn arrival(&self, id: String) -> Answer<'_, ArrivalDetail> {
        self.answer(move |world| world.arrival(&id))
    }

    fn save(&self, ids: Vec<String>) -> Answer<'_, Saved> {
        self.answer(move |world| Ok(world.save(&ids)))
    }

    fn evidence(&self, id: String) -> Answer<'_, Download> {
        self.answer(move |world| world.arrived(&id).map(|arrived| evidence_note(&arrived.summary.id)))
    }

    fn document(&self, id: String, name: String) -> Answer<'_, Download> {
        self.answer(move |world| {
            let papers = world.arrived(&id)?.papers();
            let found = papers.into_iter().find(|(known, _)| *known == name);
            let (name, bytes) = found.ok_or_else(|| Trouble::missing("ファイル"))?;
            Ok(Download { name, media_type: "application/octet-stream".to_owned(), bytes })
        })
    }

    fn report_import(&self, id: String, result: ImportResult) -> Answer<'_, ()> {
        self.answer(move |world| {
            world.arrived(&id)?.import = Some(result);
            world.did("取り込みの結果を送信元に知らせました。");
            Ok(())
        })
    }
}

impl World {
    fn arrived(&mut self, id: &str) -> Result<&mut Arrived, Trouble> {
        let found = self.arrived.iter_mut().find(|arrived| arrived.summary.id == id);
        found.ok_or_else(|| Trouble::missing("受信したデータ"))
    }

    fn arrivals(&self, filter: &ArrivalFilter) -> ArrivalPage {
        let all = || self.arrived.iter().map(|arrived| &arrived.summary);
        let fits = |arrived: &&Arrived| fits(arrived, filter);
        let mut months: Vec<String> = all().filter_map(|arrival| arrival.month.clone()).collect();
        months.sort_unstable_by(|one, other| other.cmp(one));
        months.dedup();
        let senders: BTreeMap<&str, &str> =
            all().map(|arrival| (arrival.from.as_str(), arrival.from_name.as_str())).collect();
        let fitting = self.arrived.iter().filter(fits);
        let skipped = filter.page.saturating_sub(1) * PAGE;
        ArrivalPage {
            total: fitting.clone().count() as u64,
            rows: fitting.skip(skipped).take(PAGE).map(|arrived| arrived.summary.clone()).collect(),
            months,
            senders: senders.into_iter().map(|(number, name)| (number.to_owned(), name.to_owned())).collect(),
            as_of: Some(self.now),
            stale: (!self.online).then(|| self.away()),
        }
    }

    fn arrival(&mut self, id: &str) -> Result<ArrivalDetail, Trouble> {
        let (today, online) = (self.today()?, self.online);
        let away = self.away();
        let arrived = self.arrived(id)?;
        match arrived.summary.state {
            ArrivalState::Withdrawn => return Err(withdrawn()),
            ArrivalState::New if !online => return Err(away),
            ArrivalState::New => arrived.summary.state = ArrivalState::Opened,
            _ => {}
        }
        let shelved = |(name, bytes)| ShelvedFile { key: 0, name, bytes };
        let set = CheckedSet::check(arrived.papers().into_iter().map(shelved).collect(), today);
        let documents = set.files.iter().map(|file| DocumentDetail {
            line: crate::mailbox::DocumentLine::of(&file.name),
            size: file.size,
            records: (file.records > 0).then_some(file.records),
            remarks: file.remarks.clone(),
        });
        Ok(ArrivalDetail {
            documents: documents.collect(),
            users: set.users.clone(),
            remarks: set.remarks.clone(),
            evidence: steps(arrived),
            import: arrived.import.clone(),
            summary: arrived.summary.clone(),
        })
    }

    fn save(&mut self, ids: &[String]) -> Saved {
        let (now, online, away) = (self.now, self.online, self.away());
        let mut saved = Saved { folder: SAVE_FOLDER.to_owned(), ..Saved::default() };
        for id in ids {
            let arrived = match self.arrived(id) {
                Ok(arrived) => arrived,
                Err(trouble) => {
                    saved.failed.push((id.clone(), trouble));
                    continue;
                }
            };
            match arrived.summary.state {
                ArrivalState::Withdrawn | ArrivalState::Expired => saved.failed.push((id.clone(), withdrawn())),
                ArrivalState::New if !online => saved.failed.push((id.clone(), away.clone())),
                _ => {
                    saved.transmissions += 1;
                    saved.files += arrived.summary.documents.len() as u64;
                    arrived.summary.state = ArrivalState::Saved { at: now, folder: SAVE_FOLDER.to_owned() };
                }
            }
        }
        self.did(format!("受信したデータを{}件保存しました。", saved.transmissions));
        saved
    }
}

fn withdrawn() -> Trouble {
    Trouble::new(
        TroubleKind::Missing,
        "送信元の事業所が取り消したデータです。",
        "受け取る前に、送信元が取り消しました。",
        "内容を確かめたいときは、送信元の事業所に連絡してください。",
    )
}

fn fits(arrived: &Arrived, filter: &ArrivalFilter) -> bool {
    let arrival = &arrived.summary;
    let kind = |kind| arrival.documents.iter().any(|line| NameReading::read(&line.name).kind == Some(kind));
    let text = |words: &String| {
        let all = [arrival.from_name.as_str(), &arrival.from, &arrival.message, &arrival.from_service];
        let names = arrival.documents.iter().flat_map(|line| [line.name.as_str(), &line.title]);
        all.into_iter().chain(names).any(|place| place.contains(words.trim()))
    };
    filter.saved.is_none_or(|saved| saved != arrival.state.is_unsaved())
        && filter.month.as_ref().is_none_or(|month| arrival.month.as_ref() == Some(month))
        && filter.sender.as_ref().is_none_or(|sender| arrival.from == *sender)
        && filter.kind.is_none_or(kind)
        && filter.text.as_ref().is_none_or(text)
        && filter.insured.as_ref().is_none_or(|insured| speaks_of(arrived, insured))
}

fn speaks_of(arrived: &Arrived, insured: &str) -> bool {
    let wanted = insured.trim().as_bytes();
    !wanted.is_empty()
        && arrived.papers().iter().any(|(_, bytes)| bytes.windows(wanted.len()).any(|part| part == wanted))
}

fn steps(arrived: &Arrived) -> Vec<EvidenceStep> {
    let step = |title: &str, text: String, holds| EvidenceStep {
        title: title.to_owned(),
        text,
        at: Some(arrived.summary.at),
        holds: Some(holds),
    };
    vec![
        step("送信元の電子署名", format!("{}の電子証明書で署名されています。", arrived.summary.from_name), true),
        step("到達証", "連携基盤が受け付けたことを、電子署名で示しています。".to_owned(), true),
        step("受領証", "この事業所が受け取ったことを、電子署名で示しています。".to_owned(), true),
    ]
}

pub(super) fn evidence_note(id: &str) -> Download {
    let text = "これは練習用です。\r\n本番では、封筒（ファイルと電子署名）、到達証、受領証、電子証明書が1つにまとまります。\r\n";
    Download {
        name: format!("証跡_練習_{id}.txt"),
        media_type: "text/plain; charset=utf-8".to_owned(),
        bytes: text.into(),
    }
}
