//! One transmission that came, opened: fetched and verified when it is not here yet, checked, and what proves it.

use super::Seat;
use super::patience::{patience, size};
use super::proof::{Proof, steps};
use super::sender::Line;
use crate::refusal::Refusal;
use crate::store::InboxItem;
use crate::transfer::{self, NotReceived};
use desk::mailbox::{ArrivalDetail, DocumentDetail, DocumentLine, Download, ImportResult};
use desk::sorting::{CheckedSet, ShelvedFile};
use desk::{Trouble, TroubleKind};
use evidence::container::Container;
use evidence::receipt::SignedReceipt;
use protocol::{TransmissionState, TransmissionSummary};

/// A person waits so many seconds for a transmission that is not here yet; longer for a large one.
const FETCHING: u64 = 20;
/// A person waits so many seconds for its receipts.
const PROVING: u64 = 4;
/// A person waits so many seconds until the sender is told.
const TELLING: u64 = 10;

impl Seat {
    pub(super) fn arrival(&mut self, id: &str) -> Result<ArrivalDetail, Trouble> {
        let item = self.received(id)?;
        let container = self.container(&item.summary)?;
        self.place.store.mark_read(id, self.place.surroundings.timestamp())?;
        let proof = self.proof_of(id);
        let bytes = self.place.store.inbox_container(id)?.unwrap_or_default();
        let files = container.documents().map(|document| ShelvedFile {
            key: 0,
            name: document.entry.name.as_str().to_owned(),
            bytes: document.content.to_vec(),
        });
        let set = CheckedSet::check(files.collect(), self.today()?);
        let documents = set.files.iter().map(|file| DocumentDetail {
            line: DocumentLine::of(&file.name),
            size: file.size,
            records: (file.records > 0).then_some(file.records),
            remarks: file.remarks.clone(),
        });
        Ok(ArrivalDetail {
            documents: documents.collect(),
            users: set.users.clone(),
            remarks: set.remarks.clone(),
            evidence: steps(&bytes, proof.as_ref()),
            import: self.import_told(&item)?,
            summary: self.line(id)?,
        })
    }

    pub(super) fn document(&mut self, id: &str, name: &str) -> Result<Download, Trouble> {
        let item = self.received(id)?;
        let container = self.container(&item.summary)?;
        let mut documents = container.documents();
        let found = documents.find(|document| document.entry.name.as_str() == name);
        let found = found.ok_or_else(|| Trouble::missing("ファイル"))?;
        Ok(Download {
            name: name.to_owned(),
            media_type: found.entry.media_type.as_str().to_owned(),
            bytes: found.content.to_vec(),
        })
    }

    pub(super) fn report_import(&mut self, id: &str, result: ImportResult) -> Result<(), Trouble> {
        let item = self.received(id)?;
        if item.saved_at.is_none() && !has_been_received(item.summary.state) {
            return Err(not_saved_yet());
        }
        let file = item.summary.documents.first().map_or("", |document| document.name.as_str());
        let result = match result {
            ImportResult::Imported => transfer::ImportResult::Imported,
            ImportResult::Rejected(words) => transfer::ImportResult::Rejected(vec![transfer::told(file, words.trim())]),
        };
        self.wait(TELLING, async |place| {
            let (client, trust) = (place.client().await?, place.trust().await?);
            place.report_import(&client, &trust, &item, &result).await
        })?;
        drop(self.did(format!("「{}」に、取り込みの結果を知らせました。", item.summary.from_name)));
        Ok(())
    }

    /// One that came, as the store has it; of one that this PC has not listed yet the hub is asked.
    pub(super) fn received(&mut self, id: &str) -> Result<InboxItem, Trouble> {
        if let Some(item) = self.place.store.inbox_item(id)? {
            return Ok(item);
        }
        let asked = id.to_owned();
        drop(self.wait(PROVING, async |place| {
            let client = place.client().await?;
            place.refresh_one(&client, &asked).await
        }));
        let item = self.place.store.inbox_item(id)?;
        item.ok_or_else(|| Trouble::missing("受信したデータ"))
    }

    /// The container from this PC, else from the hub.
    pub(super) fn container(&mut self, summary: &TransmissionSummary) -> Result<Container, Trouble> {
        if let Some(container) = self.place.kept(&summary.id).map_err(Refusal::from)? {
            return Ok(container);
        }
        if let Some(trouble) = is_over(summary.state) {
            return Err(trouble);
        }
        let line = self.reach_hub()?;
        self.fetched(&line, summary)
    }

    /// The container from the hub.
    pub(super) fn fetched(
        &mut self,
        Line { client, trust }: &Line,
        summary: &TransmissionSummary,
    ) -> Result<Container, Trouble> {
        let fetched = self.wait(patience(FETCHING, size(summary)), async |place| {
            let client = place.in_session(client).await?;
            match place.verified(&client, trust, summary).await {
                Ok(container) => Ok(Ok(container)),
                Err(NotReceived::AnyOne(refusal)) => Err(refusal),
                Err(NotReceived::ThisOne(refusal)) => {
                    // Taken back or over since it was listed: the list is to say so as well.
                    let state = place.refresh_one(&client, &summary.id).await.ok().map(|detail| detail.summary.state);
                    Ok(Err(state.and_then(is_over).unwrap_or_else(|| refusal.trouble(TroubleKind::Missing))))
                }
            }
        });
        fetched?
    }

    /// The receipts, and whom to trust; `None` while the hub does not answer.
    fn proof_of(&mut self, id: &str) -> Option<Proof> {
        if self.is_away() {
            return None;
        }
        let proof = self.wait(PROVING, async |place| {
            let client = place.client().await?;
            Ok(Proof { receipts: place.receipts(&client, id).await?, trust: place.trust().await? })
        });
        proof.ok()
    }

    /// What this office told the sender, as far as the hub has it.
    fn import_told(&self, item: &InboxItem) -> Result<Option<ImportResult>, Trouble> {
        let told = match item.summary.state {
            TransmissionState::Imported => ImportResult::Imported,
            TransmissionState::Rejected => {
                let kept = self.place.store.inbox_report(&item.summary.id)?;
                ImportResult::Rejected(kept.as_ref().map(reasons).unwrap_or_default())
            }
            _ => return Ok(None),
        };
        Ok(Some(told))
    }
}

fn has_been_received(state: TransmissionState) -> bool {
    use TransmissionState as T;
    matches!(state, T::Received | T::Imported | T::Rejected)
}

/// Why a transmission cannot be had any more.
pub(super) fn is_over(state: TransmissionState) -> Option<Trouble> {
    let (title, why, cure) = match state {
        TransmissionState::Withdrawn => (
            "送信元の事業所が取り消したデータです。",
            "受け取る前に、送信元が取り消しました。",
            "内容を確かめたいときは、送信元の事業所に連絡してください。",
        ),
        TransmissionState::Expired => (
            "保管の期限が過ぎたデータです。",
            "連携基盤には、もう残っていません。",
            "必要なときは、送信元の事業所に送り直しを頼んでください。",
        ),
        _ => return None,
    };
    Some(Trouble::new(TroubleKind::Missing, title, why, cure))
}

fn not_saved_yet() -> Trouble {
    Trouble::new(
        TroubleKind::Changed,
        "まだ保存していないデータです。",
        "取り込みの結果は、保存して介護ソフトに取り込んだあとに知らせるものです。",
        "先に「保存する」を押してください。",
    )
    .leaving("送信元には何も知らせていません。")
}

/// The words of a statement that the import failed.
fn reasons(report: &SignedReceipt) -> String {
    let stated: serde_json::Value = serde_json::from_slice(&report.json).unwrap_or_default();
    let findings = stated.get("findings").and_then(|findings| findings.as_array());
    let words = findings.into_iter().flatten().filter_map(|finding| finding.get("message")?.as_str());
    words.collect::<Vec<_>>().join("\n")
}
