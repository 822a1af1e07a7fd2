//! What several operations give: a session's tokens, a certificate from the authority.

use crate::api::call::Call;
use crate::api::refusal::{self, Refusal};
use crate::api::wire;
use crate::authority::IssueOffice;
use evidence::certificate::Certificate;
use exchange::certificate::CertificateKind;
use exchange::usecases::session::SignedIn;
use protocol::IssuedCertificate;
use standard::OfficeNumber;

/// A session with its tokens.
pub(super) fn signed_in(signed_in: &SignedIn) -> protocol::SignedIn {
    let tokens = &signed_in.tokens;
    protocol::SignedIn {
        access_token: tokens.access.reveal().to_string(),
        access_expires_at: wire::time(tokens.access_until),
        refresh_token: tokens.refresh.reveal().to_string(),
        refresh_expires_at: wire::time(tokens.refresh_until),
        must_change: Vec::new(),
    }
}

/// Has the authority issue a certificate for an office.
pub(super) async fn issue(
    call: &Call,
    office: OfficeNumber,
    kind: CertificateKind,
    csr: String,
) -> Result<(Certificate, IssuedCertificate), Refusal> {
    let record = call.hub.store.office(office).await?.ok_or_else(Refusal::code_refused)?;
    // A certificate's name has 64 characters at most.
    let name = record.office.name.chars().take(64).collect();
    let asked = IssueOffice { office: office.to_string(), name, delegated: kind == CertificateKind::CarePlan, csr };
    let pem = call.hub.authority.issue_office(asked).await.map_err(|error| refusal::authority(&error))?;
    let certificate = Certificate::from_pem(&pem).map_err(|error| refusal::issue(&error))?;
    let authority = call.hub.trust.authority();
    let issuer = authority.issuing().iter().find(|issuing| issuing.subject() == certificate.identity().issuer);
    let issued = IssuedCertificate {
        certificate: pem,
        issuer: issuer.map(Certificate::to_pem).unwrap_or_default(),
        root: authority.root().to_pem(),
        office: office.to_string(),
        kind: wire::kind(kind),
    };
    Ok((certificate, issued))
}
