//! Tells the sender how the import went (取込結果): a signed statement, made once and handed in until the hub has it.

use super::Workplace;
use super::proof::{decoded, encoded, names, unproven};
use crate::hub_client::ExchangeClient;
use crate::refusal::Refusal;
use crate::store::InboxItem;
use evidence::certificate::TrustStore;
use evidence::container::Container;
use evidence::json::Value;
use evidence::receipt::{Author, MAX_FINDINGS, MAX_RECEIPT_BYTES, Receipt, ReceiptKind, SignedReceipt};
use protocol::{FindingBody, PlaceBody, ProblemCode, SeverityBody, TransmissionState};

/// A finding is nested no deeper than this.
const DEPTH: usize = 4;
/// Room for what a statement holds beside its findings, in bytes.
const BESIDE: usize = 4_096;
const NOT_TOLD: &str = "送信元には、まだ知らせていません。もう一度行うと、同じ内容を知らせます。";

const UNSURE: &str = "どの理由が送信元に届いているかは分かりません。もう一度行うと確かめます。";

/// How the care software took a transmission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportResult {
    /// It took it in (取込済).
    Imported,
    /// It refused it (取込エラー), for these reasons; at least one.
    Rejected(Vec<FindingBody>),
}

/// A reason in a person's own words, about a document.
pub fn told(file: &str, words: &str) -> FindingBody {
    let place = PlaceBody {
        file: file.to_owned(),
        record: None,
        line: None,
        column: None,
        byte: None,
        bytes: None,
        field: None,
    };
    FindingBody {
        rule: String::new(),
        slug: "told-by-recipient".to_owned(),
        severity: SeverityBody::Error,
        title: "相手の事業所からの連絡".to_owned(),
        message: words.to_owned(),
        why: String::new(),
        cure: String::new(),
        place,
        value: None,
        suggestion: None,
        related: None,
        count: 1,
    }
}

impl Workplace {
    /// Tells the sender the result of the import. Told again, it is the same statement; another result is refused by
    /// the hub, since states only move forward.
    ///
    /// # Errors
    /// Why the sender was not told.
    pub async fn report_import(
        &mut self,
        client: &ExchangeClient,
        trust: &TrustStore,
        item: &InboxItem,
        result: &ImportResult,
    ) -> Result<(), Refusal> {
        use TransmissionState as T;
        let is_here = item.saved_at.is_some() || item.acknowledged_at.is_some();
        if !is_here && !matches!(item.summary.state, T::Received | T::Imported | T::Rejected) {
            return Err(not_received());
        }
        let container = self.verified(client, trust, &item.summary).await?;
        self.acknowledge(client, &item.summary, &container).await?;
        let id = &item.summary.id;
        let report = self.report(&container, result)?;
        let detail = match client.report_import(id, &encoded(&report)).await {
            Ok(detail) => detail,
            Err(error) if error.code() == Some(ProblemCode::StateConflict) => {
                return Err(told_before(&Refusal::from(&error)));
            }
            Err(error) => return Err(Refusal::from(&error).leaving(NOT_TOLD)),
        };
        let other = match report_of(&report)? {
            ReceiptKind::Rejected { .. } => self.told_otherwise(client, id, &report).await?,
            _ => false,
        };
        let now = self.surroundings.timestamp();
        self.store.keep_inbox(&[detail.summary]).map_err(|error| Refusal::from(&error))?;
        self.store.mark_reported(id, now).map_err(|error| Refusal::from(&error))?;
        if other { Err(told_other_reasons()) } else { Ok(()) }
    }

    /// Hands in once more what the hub was told and has lost.
    pub(super) async fn report_again(&self, client: &ExchangeClient, container: &Container) -> Result<(), Refusal> {
        let id = container.transmission().id.as_str();
        let Some(mut report) = self.store.inbox_report(id)? else { return Ok(()) };
        if !self.has_signed(&report.signature) {
            let stated = Receipt::from_json(&report.json).map_err(|error| unproven(&error).leaving(UNSURE))?;
            let anew = Receipt { at: self.surroundings.timestamp(), ..stated };
            report = anew.sign(&self.signing()?).map_err(|error| unproven(&error).leaving(NOT_TOLD))?;
            self.store.keep_report(id, &report)?;
        }
        match client.report_import(id, &encoded(&report)).await {
            Ok(_) => Ok(()),
            Err(error) if error.code() == Some(ProblemCode::StateConflict) => Ok(()),
            Err(error) => Err(Refusal::from(&error).leaving(NOT_TOLD)),
        }
    }

    /// Whether the hub has other reasons than these, from before or from another terminal: it keeps the first. They are
    /// then kept here as well.
    async fn told_otherwise(&self, client: &ExchangeClient, id: &str, report: &SignedReceipt) -> Result<bool, Refusal> {
        let list = client.receipts(id).await.map_err(|error| Refusal::from(&error).leaving(UNSURE))?;
        let rejected = list.receipts.iter().find(|one| one.kind == protocol::ReceiptKind::Rejected);
        let Some(kept) = rejected.and_then(decoded) else { return Ok(false) };
        if report_of(&kept)? == report_of(report)? {
            return Ok(false);
        }
        self.store.keep_report(id, &kept).map_err(|error| Refusal::from(&error))?;
        Ok(true)
    }

    /// The statement that was made before with this certificate and this result, else a new one, which is stored
    /// before it leaves.
    fn report(&self, container: &Container, result: &ImportResult) -> Result<SignedReceipt, Refusal> {
        let stated = container.transmission();
        let (id, kind) = (stated.id.as_str(), kind(result)?);
        let kept = self.store.inbox_report(id).map_err(|error| Refusal::from(&error))?;
        let is_same = |kept: &SignedReceipt| Receipt::from_json(&kept.json).is_ok_and(|receipt| receipt.kind == kind);
        if let Some(kept) =
            kept.filter(|kept| is_same(kept) && names(kept, container) && self.has_signed(&kept.signature))
        {
            return Ok(kept);
        }
        let receipt = Receipt {
            kind,
            transmission: stated.id.clone(),
            container_sha256: container.sha256(),
            from: stated.from.clone(),
            to: stated.to.clone(),
            at: self.surroundings.timestamp(),
            by: Author::Office(self.office()?),
        };
        let signed = receipt.sign(&self.signing()?).map_err(|error| unproven(&error).leaving(NOT_TOLD))?;
        self.store.keep_report(id, &signed).map_err(|error| Refusal::from(&error))?;
        Ok(signed)
    }
}

fn report_of(signed: &SignedReceipt) -> Result<ReceiptKind, Refusal> {
    Ok(Receipt::from_json(&signed.json).map_err(|error| unproven(&error).leaving(UNSURE))?.kind)
}

/// Errors come first: what does not fit into a statement is left out at the end.
fn kind(result: &ImportResult) -> Result<ReceiptKind, Refusal> {
    let ImportResult::Rejected(findings) = result else { return Ok(ReceiptKind::Imported) };
    let mut findings: Vec<&FindingBody> = findings.iter().collect();
    findings.sort_by_key(|finding| finding.severity != SeverityBody::Error);
    let (mut stated, mut room) = (Vec::new(), MAX_RECEIPT_BYTES - BESIDE);
    for finding in findings.into_iter().take(MAX_FINDINGS) {
        let json = serde_json::to_value(finding).map_err(|error| unproven(&error).leaving(NOT_TOLD))?;
        let size = json.to_string().len() + 1;
        let Some(rest) = room.checked_sub(size) else { break };
        stated.push(Value::from_json(json, DEPTH).map_err(|error| unproven(&error).leaving(NOT_TOLD))?);
        room = rest;
    }
    if stated.is_empty() { Err(without_reason()) } else { Ok(ReceiptKind::Rejected { findings: stated }) }
}

fn not_received() -> Refusal {
    Refusal::new(
        "まだ受け取っていない受信です。",
        "取込結果は、受け取って取りこんだあとに知らせるものです。",
        "先に renkei fetch で受け取ってください。",
        "送信元には何も知らせていません。",
    )
}

fn without_reason() -> Refusal {
    Refusal::new(
        "取りこめなかった理由がありません。",
        "送信元が直せるように、理由を伝える決まりです。",
        "--message に理由を書くか、--check に renkei check --format json の結果を指定してください。",
        "送信元には何も知らせていません。",
    )
}

fn told_other_reasons() -> Refusal {
    Refusal::new(
        "取りこめなかったことは、先に別の理由で知らせてあります。",
        "取込結果を知らせるのは、1つの受信について1回だけの決まりです。",
        "理由を足したいときや変えたいときは、送信元の事業所に電話などで伝えてください。",
        "先に知らせた理由のままです。",
    )
}

/// The hub's own words say which result it has.
fn told_before(refusal: &Refusal) -> Refusal {
    let cure = "変えたいときは、送信元の事業所に電話などで伝えてください。";
    Refusal { cure: cure.into(), undone: "先に知らせた結果のままです。".into(), ..refusal.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_come_first_and_what_is_too_much_is_left_out() {
        let warning = FindingBody { severity: SeverityBody::Warning, ..told("a.CSV", "small") };
        let mut all = vec![warning; 3];
        all.push(told("b.CSV", "large"));
        let Ok(ReceiptKind::Rejected { findings }) = kind(&ImportResult::Rejected(all)) else { panic!() };
        assert_eq!(findings.len(), 4);
        assert!(format!("{:?}", findings[0]).contains("b.CSV"));
        let long = "あ".repeat(100_000);
        let Ok(ReceiptKind::Rejected { findings }) = kind(&ImportResult::Rejected(vec![told("a.CSV", &long); 2_000]))
        else {
            panic!()
        };
        assert_eq!(findings.len(), 3);
        assert!(kind(&ImportResult::Rejected(Vec::new())).is_err());
    }
}
