//! Renewing: a new key, a certificate from the authority over its socket, both kept before they are used.

use super::files::{Pair, Places};
use crate::authority::{AuthorityClient, AuthorityError, OwnCertificate, new_key};
use crate::data_folder::DataFolder;
use crate::fail_points::fail_point;
use crate::surroundings::Surroundings;
use evidence::certificate::{Certificate, CertificateError};
use evidence::{Curve, KeyError, Signer, Timestamp};
use std::path::PathBuf;
use thiserror::Error;

/// A certificate is renewed when less than this is left of its three years, in seconds.
const EARLY: u64 = 90 * 86_400;

/// Why a certificate of the hub is not read or renewed. The texts are the operator's.
#[derive(Debug, Error)]
pub enum RenewError {
    /// A file cannot be read or written.
    #[error(
        "{file} を読み書きできません。renkei-hub init を行ったか、フォルダーの権限と空きがあるかを確かめてください"
    )]
    File {
        /// The file.
        file: PathBuf,
        /// What the system says.
        #[source]
        source: std::io::Error,
    },
    /// A key cannot be made or read.
    #[error("鍵を作れないか、読めません。ファイルが壊れていないか確かめてください")]
    Key(#[from] KeyError),
    /// A certificate cannot be read.
    #[error("証明書を読めません。ファイルが壊れていないか確かめてください")]
    Certificate(#[from] CertificateError),
    /// The authority gave none.
    #[error("認証局が証明書を発行しませんでした。renkei-hub ca serve が動いているか確かめてください")]
    Authority(#[from] AuthorityError),
    /// The authority gave one for another key, or of another issuer.
    #[error("認証局の答えが、求めたものと合いません")]
    Unexpected,
}

/// True when it is time to renew a certificate, and the issuer's own end lets the next one last longer.
pub(crate) fn is_due(certificate: &Certificate, issuing: &[Certificate], now: Timestamp) -> bool {
    let longest = issuing.iter().map(Certificate::not_after).max();
    now.plus(EARLY) >= certificate.not_after() && longest.is_some_and(|end| end > certificate.not_after())
}

/// Has the authority issue the next certificate and keeps it with its key.
pub(crate) async fn renew(
    folder: &DataFolder,
    authority: &AuthorityClient,
    issuing: &[Certificate],
    which: OwnCertificate,
    surroundings: &Surroundings,
) -> Result<Pair, RenewError> {
    let key = new_key(Curve::P256, surroundings)?;
    let certificate = Certificate::from_pem(&authority.issue_own(which, key.public_key()).await?)?;
    let issuer = issuing.iter().find(|issuing| certificate.is_issued_by(issuing)).ok_or(RenewError::Unexpected)?;
    if certificate.key().spki() != key.public_key() {
        return Err(RenewError::Unexpected);
    }
    let pair = Pair { chain: vec![certificate, issuer.clone()], key };
    fail_point!("hub.own.issued");
    Places::of(folder, which).write(&pair)?;
    Ok(pair)
}
