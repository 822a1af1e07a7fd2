//! What proves a transmission, step by step, and the evidence as a file.

use super::Seat;
use super::when::moment;
use desk::Trouble;
use desk::mailbox::{Download, EvidenceStep};
use evidence::bundle::{Evidence, Outcome, Report, Subject, examine};
use evidence::certificate::TrustStore;
use evidence::container::Limits;
use evidence::receipt::{ReceiptKind, SignedReceipt};

/// A person waits so many seconds for the evidence.
const PATIENCE: u64 = 20;

/// The receipts of a transmission, and whom to trust.
pub(super) struct Proof {
    /// Its receipts.
    pub(super) receipts: Vec<SignedReceipt>,
    /// The root with today's certificates and revocation list.
    pub(super) trust: TrustStore,
}

impl Seat {
    pub(super) fn evidence(&mut self, id: &str) -> Result<Download, Trouble> {
        self.received(id)?;
        let bytes = self.wait(PATIENCE, async |place| {
            let client = place.client().await?;
            place.bundle(&client, id).await
        })?;
        Ok(download(id, bytes))
    }

    pub(super) fn sent_evidence(&mut self, id: &str) -> Result<Download, Trouble> {
        let said = self.wait(PATIENCE, async |place| {
            let client = place.client().await?;
            place.bundle(&client, id).await
        });
        match said {
            // Container and 到達証 are here as well; what came later only the hub has.
            Err(refusal) if refusal.away => match self.place.own_bundle(id)? {
                Some(bytes) => Ok(download(id, bytes)),
                None => Err(refusal.into()),
            },
            said => Ok(download(id, said?)),
        }
    }
}

fn download(id: &str, bytes: Vec<u8>) -> Download {
    let end = id.get(id.len().saturating_sub(8)..).unwrap_or(id);
    Download { name: format!("証跡_{end}.zip"), media_type: "application/zip".to_owned(), bytes }
}

/// What is stated about a container, in order. Without its receipts at hand: what was verified when it came.
pub(super) fn steps(container: &[u8], proof: Option<&Proof>) -> Vec<EvidenceStep> {
    let Some(proof) = proof else {
        let step = |title: &str, text: &str, holds| EvidenceStep {
            title: title.to_owned(),
            text: text.to_owned(),
            at: None,
            holds,
        };
        return vec![
            step("送信者の電子署名", "このパソコンに届いたときに確かめました。", Some(true)),
            step("到達証・受領証", "連携基盤につながっているときに確かめられます。", None),
        ];
    };
    let evidence = Evidence { container, receipts: &proof.receipts, at: None };
    let report = examine(&evidence, &proof.trust, &Limits::default());
    let step = |step: &evidence::bundle::Step| EvidenceStep {
        title: step.subject.title().to_owned(),
        text: step.text.clone(),
        at: stated_at(&report, step.subject),
        holds: match step.outcome {
            Outcome::Holds => Some(true),
            Outcome::Fails => Some(false),
            Outcome::NotChecked | Outcome::Missing => None,
        },
    };
    report.steps.iter().map(step).collect()
}

fn stated_at(report: &Report, subject: Subject) -> Option<desk::Moment> {
    let receipt = report.receipts.iter().find(|receipt| {
        matches!(
            (&receipt.kind, subject),
            (ReceiptKind::Accepted, Subject::Accepted)
                | (ReceiptKind::Received, Subject::Received)
                | (ReceiptKind::Imported, Subject::Imported)
                | (ReceiptKind::Rejected { .. }, Subject::Rejected)
        )
    });
    receipt.map(|receipt| moment(receipt.at))
}
