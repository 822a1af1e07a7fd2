//! The terminals of this office, by their certificates at the hub; and renewing the one of this terminal.

use super::Seat;
use super::sign_in::{of_sign_in, to_wire, well_formed};
use super::when::moment_or_first;
use crate::refusal::Refusal;
use crate::store::{ACCOUNT_ID, SYSTEM_ID};
use desk::Trouble;
use desk::mailbox::{CertificateFacts, CertificateKind, SignIn, Terminal};
use protocol::{CertificateState, SessionBody, TerminalCertificate};

const PATIENCE: u64 = 10;
/// Renewing signs in twice and issues a certificate.
const RENEWING: u64 = 120;

impl Seat {
    pub(super) fn terminals(&mut self) -> Result<Vec<Terminal>, Trouble> {
        let (certificates, sessions) = self.wait(PATIENCE, async |place| {
            let client = place.client().await?;
            let certificates = client.certificates().await.map_err(|error| Refusal::from(&error))?;
            let sessions = client.sessions().await.map_err(|error| Refusal::from(&error))?;
            Ok((certificates.certificates, sessions.sessions))
        })?;
        let newest = certificates.iter().filter(|one| !is_renewed(one, &certificates));
        // One whose time is over without a renewal is of a terminal that is no more.
        let known = newest.filter(|one| one.certificate.state != CertificateState::Expired || one.current);
        Ok(known.filter_map(|one| self.terminal(one, &certificates, &sessions)).collect())
    }

    fn terminal(
        &self,
        one: &TerminalCertificate,
        all: &[TerminalCertificate],
        open: &[SessionBody],
    ) -> Option<Terminal> {
        let own = chain(one, all);
        let used = open.iter().filter(|session| own.iter().any(|one| is_of(one, &session.certificate_serial)));
        let kind = match one.certificate.kind {
            protocol::CertificateKind::CareInsurance => CertificateKind::Insurance,
            protocol::CertificateKind::DelegatedCarePlan => CertificateKind::CarePlan,
        };
        let this = own.iter().any(|one| one.current);
        let first = own.last().map_or(&one.certificate.not_before, |first| &first.certificate.not_before);
        Some(Terminal {
            id: one.certificate.serial.clone(),
            name: name(&one.certificate.serial, this),
            this,
            since: moment_or_first(first),
            last_seen: used.map(|session| moment_or_first(&session.used_at)).max(),
            certificate: self.certificate_until(
                &one.certificate.serial,
                moment_or_first(&one.certificate.not_after),
                kind,
            )?,
            retired: one.certificate.state == CertificateState::Revoked,
        })
    }

    /// All certificates of the terminal are revoked, the newest first: an older one may still let in.
    pub(super) fn retire_terminal(&mut self, id: &str) -> Result<(), Trouble> {
        self.must_be_manager()?;
        let found = self.terminals()?.into_iter().find(|terminal| terminal.id == id && !terminal.this);
        let name = found.filter(|terminal| !terminal.retired).ok_or_else(|| Trouble::missing("端末"))?.name;
        self.wait(PATIENCE, async |place| {
            let client = place.client().await?;
            let all = client.certificates().await.map_err(|error| Refusal::from(&error))?.certificates;
            let Some(one) = all.iter().find(|one| is_of(one, id)) else { return Ok(()) };
            let own = chain(one, &all);
            for one in own.iter().filter(|one| one.certificate.state == CertificateState::Valid) {
                let revoked = client.revoke_certificate(&one.certificate.serial).await;
                revoked.map_err(|error| Refusal::from(&error))?;
            }
            Ok(())
        })?;
        Ok(self.did(format!("端末「{name}」を使えなくしました。"))?)
    }

    pub(super) fn renew_certificate(&mut self, input: &SignIn) -> Result<CertificateFacts, Trouble> {
        well_formed(input)?;
        let wire = to_wire(input);
        let renewed = self.wait(RENEWING, async |place| place.renew_certificate(&wire).await);
        let renewed = renewed.map_err(|refusal| {
            let undone = refusal.undone.clone();
            of_sign_in(refusal).leaving(undone)
        })?;
        let store = &self.place.store;
        store.keep_office_password(input.account_password.expose())?;
        store.set_fact(SYSTEM_ID, &input.system_id)?;
        store.set_fact(ACCOUNT_ID, &input.account)?;
        {
            let mut memory = self.shared.memory();
            // What waits has the certificate that was renewed.
            (memory.session_over, memory.key_file) = (false, None);
        }
        self.did("電子証明書を更新しました。")?;
        if let Some(refusal) = renewed.without_token {
            let text = "電子証明書は更新しましたが、ログアウトのあいだも受信を続ける用意ができませんでした。";
            self.note(true, text, refusal.request.as_deref())?;
        }
        self.certificate_facts().ok_or_else(|| Trouble::missing("電子証明書"))
    }
}

/// A certificate and those that it renews, the newest first.
fn chain<'c>(one: &'c TerminalCertificate, all: &'c [TerminalCertificate]) -> Vec<&'c TerminalCertificate> {
    let before = |one: &&'c TerminalCertificate| {
        let serial = one.renews.as_ref()?;
        all.iter().find(|other| is_of(other, serial))
    };
    // No chain is longer than the list; so a circle ends too.
    std::iter::successors(Some(one), before).take(all.len()).collect()
}

fn is_renewed(one: &TerminalCertificate, all: &[TerminalCertificate]) -> bool {
    all.iter().any(|other| other.renews.as_ref() == Some(&one.certificate.serial))
}

fn is_of(one: &TerminalCertificate, serial: &str) -> bool {
    one.certificate.serial == serial
}

/// Terminals have no names of their own; the last digits of the certificate's number tell them apart.
fn name(serial: &str, this: bool) -> String {
    let last = serial.get(serial.len().saturating_sub(6)..).unwrap_or(serial);
    if this { format!("この端末（{last}）") } else { format!("端末（{last}）") }
}
