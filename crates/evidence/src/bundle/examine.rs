//! Examines a container and its receipts, and says of every step whether it holds.

use super::report::{Outcome, Report, Subject};
use super::{ProofFile, explain, withdrawal};
use crate::certificate::{NoCache, RevocationPolicy, RevocationState, TrustStore};
use crate::cms::{TimeRule, Verification};
use crate::container::{Container, Limits};
use crate::digest::hex;
use crate::receipt::{Receipt, ReceiptKind, SignedReceipt};
use crate::time::Timestamp;
use crate::verified::{VerificationTime, Verified, VerifiedSignature};

/// What is examined.
#[derive(Debug, Clone, Copy)]
pub struct Evidence<'a> {
    /// The container's bytes.
    pub container: &'a [u8],
    /// Its receipts, in any order.
    pub receipts: &'a [SignedReceipt],
    /// An instant to use instead of the acceptance (`--at`).
    pub at: Option<Timestamp>,
}

/// Examines a container with its receipts. Nothing is asked from anywhere: `trust` holds all that is known.
pub fn examine(evidence: &Evidence<'_>, trust: &TrustStore, limits: &Limits) -> Report {
    examine_with(evidence, &[], trust, limits)
}

/// The same with the files beside the receipts, of which one may state a withdrawal.
pub(crate) fn examine_with(
    evidence: &Evidence<'_>,
    proofs: &[ProofFile],
    trust: &TrustStore,
    limits: &Limits,
) -> Report {
    let mut report = Report { steps: Vec::new(), time: None, container: None, receipts: Vec::new() };
    let container = match Container::open(evidence.container, limits) {
        Ok(container) => container,
        Err(error) => {
            report.push(Subject::Content, Outcome::Fails, explain::container(&error));
            return report;
        }
    };
    report.push(Subject::Content, Outcome::Holds, content_text(&container));
    let trust = with_known_issuing(trust, &container, evidence.receipts, proofs);
    let checked = check_receipts(evidence.receipts, &container, &trust);
    let receipt = checked.iter().filter_map(|(_, result)| result.as_ref().ok());
    let receipt = receipt.clone().find(|receipt| receipt.kind == ReceiptKind::Accepted);
    let withdrawn = withdrawal::examine(proofs, &container, receipt, &trust);
    let accepted = receipt.map(|receipt| receipt.at);
    let time = match (evidence.at, accepted) {
        (Some(at), _) => TimeRule::At(VerificationTime::Asked(at)),
        (None, Some(at)) => TimeRule::At(VerificationTime::Accepted(at)),
        (None, None) => TimeRule::Claimed,
    };
    check_container(&mut report, container, &trust, time);
    if let Some((outcome, text)) = withdrawn {
        report.push(Subject::Withdrawn, outcome, text);
    }
    report_receipts(&mut report, checked);
    report
}

fn content_text(container: &Container) -> String {
    let count = container.documents().len();
    format!("文書{count}件は、送信者が作成したときのままです。封筒のSHA-256は{}です。", container.sha256())
}

/// Offline only the root is pinned; the issuing certificates come with the signatures and must be the root's.
fn with_known_issuing(
    trust: &TrustStore,
    container: &Container,
    receipts: &[SignedReceipt],
    proofs: &[ProofFile],
) -> TrustStore {
    let mut trust = trust.clone();
    let files = receipts.iter().map(|receipt| receipt.signature.as_slice()).chain([container.signature()]);
    let files = files.chain(withdrawal::signature(proofs));
    for file in files {
        let Ok(parsed) = crate::cms::SignatureFile::parse(file) else { continue };
        if let Ok(issuing) = crate::certificate::Certificate::from_der(parsed.issuing_certificate()) {
            // One that no trusted root signed is not learnt, and its signature will be refused.
            let _ = trust.add_issuing(&issuing);
        }
    }
    trust
}

pub(super) fn verification(trust: &TrustStore, time: TimeRule) -> Verification<'_> {
    Verification { trust, cache: &NoCache, time, revocation: RevocationPolicy::WhereKnown, account: None }
}

type CheckedReceipt = (Subject, Result<Verified<Receipt>, String>);

fn check_receipts(receipts: &[SignedReceipt], container: &Container, trust: &TrustStore) -> Vec<CheckedReceipt> {
    let check = |signed: &SignedReceipt| -> CheckedReceipt {
        let kind = Receipt::from_json(&signed.json).map(|receipt| subject(&receipt.kind));
        let verified = signed.verify(&verification(trust, TimeRule::Claimed));
        let result = match verified {
            Ok(receipt) => match receipt.check_container(container) {
                Ok(()) => Ok(receipt),
                Err(error) => Err(explain::mismatch(error).to_owned()),
            },
            Err(error) => Err(explain::receipt(&error)),
        };
        (kind.unwrap_or(Subject::Accepted), result)
    };
    receipts.iter().map(check).collect()
}

fn subject(kind: &ReceiptKind) -> Subject {
    match kind {
        ReceiptKind::Accepted => Subject::Accepted,
        ReceiptKind::Received => Subject::Received,
        ReceiptKind::Imported => Subject::Imported,
        ReceiptKind::Rejected { .. } => Subject::Rejected,
    }
}

fn check_container(report: &mut Report, container: Container, trust: &TrustStore, time: TimeRule) {
    const ORDER: [Subject; 4] = [Subject::Certificate, Subject::Revocation, Subject::Signature, Subject::Sender];
    match container.check_signature(&verification(trust, time)) {
        Ok(signature) => {
            report.time = Some(signature.time);
            report_signature(report, &signature);
            report.container = Some(Verified::new(container, signature));
        }
        Err(error) => {
            report.time = match time {
                TimeRule::At(time) => Some(time),
                TimeRule::Claimed => None,
            };
            let (failed, text) = explain::refusal(&error);
            for subject in ORDER {
                if subject == failed {
                    report.push(subject, Outcome::Fails, &text);
                } else {
                    report.push(subject, Outcome::NotChecked, "ほかの項目を確認できないため、確認していません。");
                }
            }
        }
    }
}

fn report_signature(report: &mut Report, signature: &VerifiedSignature) {
    let certificate = signature.signer.certificate();
    let time = explain::time(signature.time);
    report.push(
        Subject::Certificate,
        Outcome::Holds,
        format!(
            "{time}に有効な、信頼できる認証局の電子証明書です(シリアル番号{}、有効期限{}まで)。",
            hex(&certificate.identity().serial),
            certificate.not_after().in_japanese()
        ),
    );
    match signature.revocation {
        RevocationState::NotRevoked { list_of } => report.push(
            Subject::Revocation,
            Outcome::Holds,
            format!("{time}に失効していません({}の失効リストによります)。", list_of.in_japanese()),
        ),
        RevocationState::NotChecked => report.push(
            Subject::Revocation,
            Outcome::NotChecked,
            format!("{time}の失効リストがないため、失効していないことを確認していません。"),
        ),
    }
    let signed = signature.signing_time.in_japanese();
    report.push(
        Subject::Signature,
        Outcome::Holds,
        format!("電子署名は正しく、署名後に内容は変わっていません(署名の時刻{signed})。"),
    );
    let office = signature.signer.holder().office().map_or("", |number| number.as_str());
    report.push(Subject::Sender, Outcome::Holds, format!("事業所番号{office}の電子証明書で署名されています。"));
}

fn report_receipts(report: &mut Report, checked: Vec<CheckedReceipt>) {
    for needed in [Subject::Accepted, Subject::Received] {
        if checked.iter().all(|(subject, _)| *subject != needed) {
            report.push(needed, Outcome::Missing, missing(needed));
        }
    }
    for (subject, result) in checked {
        match result {
            Ok(receipt) => {
                let (outcome, known) = match receipt.signature().revocation {
                    RevocationState::NotRevoked { .. } => (Outcome::Holds, ""),
                    RevocationState::NotChecked => (Outcome::NotChecked, NO_LIST),
                };
                report.push(subject, outcome, format!("{}{known}", receipt_text(&receipt)));
                report.receipts.push(receipt);
            }
            Err(text) => report.push(subject, Outcome::Fails, text),
        }
    }
    report.steps.sort_by_key(|step| step.subject as u8);
}

pub(super) const NO_LIST: &str = "ただし、発行者の電子証明書が失効していないことは確認していません。";

fn missing(subject: Subject) -> &'static str {
    match subject {
        Subject::Accepted => "到達証がないため、連携基盤に届いた時刻は証明されていません。",
        _ => "受領証がないため、送信先が受け取ったことは証明されていません。",
    }
}

fn receipt_text(receipt: &Receipt) -> String {
    let at = receipt.at.in_japanese();
    let to = &receipt.to.office;
    match &receipt.kind {
        ReceiptKind::Accepted => format!("{at}に連携基盤に届きました。"),
        ReceiptKind::Received => format!("{at}に事業所番号{to}が受け取りました。"),
        ReceiptKind::Imported => format!("{at}に事業所番号{to}が取り込みました。"),
        ReceiptKind::Rejected { findings } => {
            format!("{at}に事業所番号{to}から、取り込めなかったと知らせがありました(指摘{}件)。", findings.len())
        }
    }
}
