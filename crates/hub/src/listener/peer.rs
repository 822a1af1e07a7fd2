//! Who is at the other end of a connection, as its certificate says: read once, when the handshake is done.

use evidence::certificate::{Certificate, CertificateIdentity};
use exchange::certificate::CertificateKey;
use exchange::usecases::session::Connection;
use rustls::pki_types::CertificateDer;

/// The holder of a client certificate that was verified in the handshake. Whether it still lets in is asked anew with
/// every request.
#[derive(Debug, Clone)]
pub struct Peer {
    /// By key and thumbprint, as the use cases ask for it.
    pub connection: Connection,
    /// By issuer and serial, as signatures are compared with it.
    pub identity: CertificateIdentity,
}

impl Peer {
    /// Reads a certificate; `None` for one that is not of our profile.
    pub(super) fn read(certificate: &CertificateDer<'_>) -> Option<Self> {
        let certificate = Certificate::from_der(certificate).ok()?;
        let identity = certificate.identity().clone();
        let key = CertificateKey::of(&identity)?;
        Some(Self { connection: Connection { certificate: key, thumbprint: certificate.fingerprint() }, identity })
    }
}
