//! The examination of all that is stored (R8, R16): pages, containers, signatures, receipts; each damage is named.

use crate::data_folder::DataFolder;
use crate::serve::{StartError, master_keys};
use evidence::bundle::{Evidence, Outcome, Report, examine};
use evidence::certificate::{Authority, Certificate, Naming, NoCache, RevocationPolicy, TrustStore};
use evidence::cms::{TimeRule, Verification};
use evidence::container::Limits;
use evidence::receipt::SignedReceipt;
use exchange::transmission::{SignedStatement, TransmissionHeader, VerifiedContainer};
use store::{Examined, Examiner};

/// What was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Seen {
    /// Transmissions.
    pub transmissions: u64,
    /// Containers that were opened and verified.
    pub containers: u64,
    /// Receipts that were verified.
    pub receipts: u64,
    /// Things that are damaged.
    pub damaged: u64,
}

/// Examines a data folder, beside a hub that runs or without one. `tell` gets a line for each thing that is damaged: which
/// it is, and what is wrong.
///
/// # Errors
/// [`StartError`] when the folder cannot be opened at all.
pub fn scrub(folder: &DataFolder, mut tell: impl FnMut(&str)) -> Result<Seen, StartError> {
    let examiner = Examiner::open(&folder.database(), &master_keys(folder)?)?;
    let trust = trust(folder)?;
    let mut seen = Seen::default();
    for line in examiner.pages() {
        seen.damaged += 1;
        tell(&format!("データベース: {line}"));
    }
    let examined = examiner.transmissions(|one| {
        let mut damage = damage(&one, &trust, &mut seen);
        if !damage.is_empty() {
            damage = again(folder, one.n, &trust).unwrap_or(damage);
        }
        if !damage.is_empty() {
            seen.damaged += 1;
            tell(&format!("{}: {}", name(&one), damage.join("、")));
        }
    });
    match examined {
        Ok(transmissions) => seen.transmissions = transmissions,
        Err(error) => {
            seen.damaged += 1;
            tell(&format!("データベース: 送信の一覧を読めません ({error})"));
        }
    }
    Ok(seen)
}

/// A second look with the keys as they lie now: the master key may have been rotated since the examination began.
fn again(folder: &DataFolder, n: i64, trust: &TrustStore) -> Option<Vec<String>> {
    let examiner = Examiner::open(&folder.database(), &master_keys(folder).ok()?).ok()?;
    // What was removed meanwhile is not damaged.
    Some(examiner.transmission(n).map(|one| damage(&one, trust, &mut Seen::default())).unwrap_or_default())
}

fn trust(folder: &DataFolder) -> Result<TrustStore, StartError> {
    let read =
        |file: std::path::PathBuf| std::fs::read_to_string(&file).map_err(|source| StartError::File { file, source });
    let root = Certificate::from_pem(&read(folder.root())?)?;
    let issuing = Certificate::all_from_pem(&read(folder.issuing())?)?;
    let authority = Authority::new(root, issuing, Naming::Profile).map_err(crate::trust::TrustError::from)?;
    let mut trust = TrustStore::new();
    trust.add_authority(authority);
    if let Ok(list) = std::fs::read(folder.crl()) {
        trust.add_crl(&list).map_err(crate::trust::TrustError::from)?;
    }
    Ok(trust)
}

fn name(one: &Examined) -> String {
    match &one.header {
        Some(header) => format!("送信 {}", header.id),
        None => format!("記録 {} 番の送信", one.n),
    }
}

fn damage(one: &Examined, trust: &TrustStore, seen: &mut Seen) -> Vec<String> {
    let mut damage: Vec<String> = one.damage.iter().map(|&what| what.to_owned()).collect();
    let Some(header) = &one.header else { return damage };
    let receipts: Vec<SignedReceipt> = one.receipts.iter().map(|receipt| signed(&receipt.signed)).collect();
    seen.receipts += receipts.len() as u64;
    match &one.container {
        Some(bytes) => {
            seen.containers += 1;
            let evidence = Evidence { container: bytes, receipts: &receipts, at: None };
            damage.extend(proof(examine(&evidence, trust, &Limits::default()), bytes, header));
        }
        None => damage.extend(receipts.iter().filter_map(|receipt| receipt_damage(receipt, trust, header))),
    }
    damage
}

/// What does not hold of container and receipts, and whether the database says the same as they.
fn proof(report: Report, bytes: &[u8], header: &TransmissionHeader) -> Vec<String> {
    let failing = report.steps.iter().filter(|step| step.outcome == Outcome::Fails);
    let mut damage: Vec<String> = failing.map(|step| format!("{}: {}", step.subject.title(), step.text)).collect();
    if let Some(proof) = report.container {
        let same = VerifiedContainer::of(bytes.to_vec(), proof).is_some_and(|sent| sent.header() == header);
        if !same {
            damage.push("データベースの記載が、封筒の記載と違います".to_owned());
        }
    } else if damage.is_empty() {
        damage.push("送信者の電子署名を確かめられません".to_owned());
    }
    damage
}

/// A receipt whose container is no longer kept.
fn receipt_damage(receipt: &SignedReceipt, trust: &TrustStore, header: &TransmissionHeader) -> Option<String> {
    let how = Verification {
        trust,
        cache: &NoCache,
        time: TimeRule::Claimed,
        revocation: RevocationPolicy::WhereKnown,
        account: None,
    };
    match receipt.verify(&how) {
        Ok(proof) if proof.container_sha256 == header.sha256 => None,
        Ok(_) => Some("受領証などが、別の封筒についてのものです".to_owned()),
        Err(error) => Some(format!("受領証などの電子署名を確かめられません ({error})")),
    }
}

fn signed(statement: &SignedStatement) -> SignedReceipt {
    SignedReceipt { json: statement.statement.clone(), signature: statement.signature.clone() }
}
