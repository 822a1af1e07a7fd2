//! Makes an evidence bundle.

use std::collections::BTreeSet;

use super::error::BundleError;
use super::examine::{Evidence, examine_with};
use super::readme::{self, ListFile, Readme};
use super::report::{Report, Verdict};
use super::withdrawal::{self, Withdrawal};
use super::{CONTAINER_ENTRY, ISSUING_ENTRY, ProofFile, README_ENTRY, ROOTS_ENTRY, SUMMARY_ENTRY, summary};
use crate::certificate::{Certificate, Holder, RevocationList, TrustStore};
use crate::container::{Container, Limits};
use crate::receipt::{Receipt, SignedReceipt};
use crate::time::Timestamp;
use crate::verified::{Verified, VerifiedSignature};
use crate::zip::{DosTime, Method, ZipWriter};

/// Makes a bundle out of a container, its receipts and what is known of certificates and revocation.
///
/// # Errors
/// [`BundleError::Broken`] when something of it does not hold; [`BundleError::Name`].
pub fn write(
    evidence: &Evidence<'_>,
    proofs: &[ProofFile],
    trust: &TrustStore,
    made_at: Timestamp,
    limits: &Limits,
) -> Result<Vec<u8>, BundleError> {
    let report = examine_with(evidence, proofs, trust, limits);
    let container = match (&report.container, report.verdict()) {
        (Some(container), Verdict::Proven | Verdict::Partly) => container,
        _ => return Err(BundleError::Broken(Box::new(report))),
    };
    let mut files = Files { zip: ZipWriter::new(DosTime::new(made_at)), limits, names: BTreeSet::new() };
    files.add(CONTAINER_ENTRY, evidence.container)?;
    let receipts = add_receipts(&mut files, evidence.receipts)?;
    for proof in proofs {
        if !ProofFile::has_proper_name(&proof.name) {
            return Err(BundleError::Name(proof.name.clone()));
        }
        files.add(&proof.name, &proof.content)?;
    }
    let roots = add_certificates(&mut files, container, &report.receipts)?;
    let list = add_lists(&mut files, container.signature(), &report, trust)?;
    let statement = proofs.iter().find(|proof| proof.name == withdrawal::STATEMENT);
    let withdrawn = statement.and_then(|proof| Withdrawal::from_json(&proof.content)).map(|stated| stated.stated_at);
    let at = container.signature().time.at();
    let readme = Readme { at, receipts: &receipts, withdrawn, list, roots: &roots };
    files.add(README_ENTRY, readme::text(&readme).as_bytes())?;
    files.add(SUMMARY_ENTRY, summary::page(container, &report, made_at).as_bytes())?;
    Ok(files.zip.finish())
}

struct Files<'a> {
    zip: ZipWriter,
    limits: &'a Limits,
    names: BTreeSet<String>,
}

impl Files<'_> {
    fn add(&mut self, name: &str, content: &[u8]) -> Result<(), BundleError> {
        if !self.names.insert(name.to_owned()) {
            return Err(BundleError::Name(name.to_owned()));
        }
        let method = match name {
            CONTAINER_ENTRY => Method::Stored,
            _ => Method::Deflated { ratio: self.limits.ratio },
        };
        self.zip.add(name, content, method);
        Ok(())
    }
}

fn add_receipts(
    files: &mut Files<'_>,
    receipts: &[SignedReceipt],
) -> Result<Vec<(&'static str, Timestamp)>, BundleError> {
    let mut added = Vec::new();
    for signed in receipts {
        // The examination has read it already; this cannot fail.
        let Ok(receipt) = Receipt::from_json(&signed.json) else { continue };
        let kind = receipt.kind.as_str();
        files.add(&format!("receipts/{kind}.json"), &signed.json)?;
        files.add(&format!("receipts/{kind}.p7s"), &signed.signature)?;
        added.push((kind, receipt.at));
    }
    Ok(added)
}

fn add_certificates(
    files: &mut Files<'_>,
    container: &Verified<Container>,
    receipts: &[Verified<Receipt>],
) -> Result<Vec<String>, BundleError> {
    let signatures = || receipts.iter().map(Verified::signature).chain([container.signature()]);
    let roots = unique(signatures().map(|signature| signature.signer.root()));
    let issuing = unique(signatures().map(|signature| signature.signer.issuing()));
    files.add(ROOTS_ENTRY, pem(&roots).as_bytes())?;
    files.add(ISSUING_ENTRY, pem(&issuing).as_bytes())?;
    files.add("certificates/sender.pem", container.signature().signer.certificate().to_pem().as_bytes())?;
    for (name, is_hub) in [("hub", true), ("recipient", false)] {
        let of_kind = receipts.iter().map(|receipt| &receipt.signature().signer);
        let of_kind = of_kind.filter(|signer| matches!(signer.holder(), Holder::Hub { .. }) == is_hub);
        let certificates = unique(of_kind.map(|signer| signer.certificate()));
        if !certificates.is_empty() {
            files.add(&format!("certificates/{name}.pem"), pem(&certificates).as_bytes())?;
        }
    }
    Ok(roots.iter().map(|root| root.fingerprint().to_string()).collect())
}

fn unique<'a>(certificates: impl Iterator<Item = &'a Certificate>) -> Vec<&'a Certificate> {
    let mut seen = BTreeSet::new();
    certificates.filter(|one| seen.insert(one.fingerprint())).collect()
}

fn pem(certificates: &[&Certificate]) -> String {
    certificates.iter().map(|certificate| certificate.to_pem()).collect()
}

/// For every signer the list that speaks for its time; gives the one for the sender.
fn add_lists(
    files: &mut Files<'_>,
    sender: &VerifiedSignature,
    report: &Report,
    trust: &TrustStore,
) -> Result<Option<ListFile>, BundleError> {
    let speaking = |signature: &VerifiedSignature| {
        best_list(trust, &signature.signer.certificate().identity().issuer, signature.time.at())
    };
    let for_sender = speaking(sender);
    let mut chosen: Vec<&RevocationList> = for_sender.into_iter().collect();
    for list in report.receipts.iter().filter_map(|receipt| speaking(receipt.signature())) {
        if chosen.iter().all(|one| one.der() != list.der()) {
            chosen.push(list);
        }
    }
    for (at, list) in chosen.iter().enumerate() {
        files.add(&list_name(at), list.to_pem().as_bytes())?;
    }
    let of_that_time = |list: &RevocationList| list.this_update() <= sender.time.at();
    Ok(for_sender.map(|list| ListFile { name: list_name(0), of_that_time: of_that_time(list) }))
}

fn list_name(at: usize) -> String {
    format!("crl/{}.pem", at + 1)
}

/// The newest list of that time; without one, the first after it.
fn best_list<'a>(trust: &'a TrustStore, issuer: &[u8], at: Timestamp) -> Option<&'a RevocationList> {
    let of_issuer = || trust.lists().filter(|list| list.issuer() == issuer);
    let of_that_time = of_issuer().filter(|list| list.this_update() <= at && at < list.next_update());
    let later = of_issuer().filter(|list| list.this_update() > at).min_by_key(|list| list.this_update());
    of_that_time.max_by_key(|list| list.this_update()).or(later)
}
