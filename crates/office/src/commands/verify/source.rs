//! What is examined, read from files: a container or a bundle, the trusted root, revocation lists.

use evidence::Timestamp;
use evidence::bundle::{Bundle, Evidence, Report, examine};
use evidence::certificate::{Authority, Certificate, Naming, TrustStore};
use evidence::container::Limits;
use std::path::Path;

/// A container or a bundle.
pub(super) enum Source {
    Container(Vec<u8>),
    Bundle(Box<Bundle>),
}

impl Source {
    /// Tells by the content which of the two it is.
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        let bytes = read(path)?;
        if !bytes.starts_with(b"PK\x03\x04") {
            return Err("封筒（.asice）でも証拠一式（.zip）でもありません。".to_owned());
        }
        // The first entry of a container is its media type. A bundle holds a container as it is: the name tells.
        let is_container = bytes.get(30..38) == Some(b"mimetype");
        if is_container {
            return Ok(Self::Container(bytes));
        }
        let bundle = Bundle::read(&bytes, &Limits::default());
        bundle.map(|bundle| Self::Bundle(Box::new(bundle))).map_err(|error| {
            format!("証拠一式として読めません。途中で変わったか、壊れている可能性があります（{error}）。")
        })
    }

    pub(super) fn examine(&self, trust: &TrustStore, at: Option<Timestamp>) -> Result<Report, String> {
        let limits = Limits::default();
        match self {
            Self::Container(bytes) => Ok(examine(&Evidence { container: bytes, receipts: &[], at }, trust, &limits)),
            Self::Bundle(bundle) => bundle
                .examine(trust, at, &limits)
                .map_err(|error| format!("証拠一式の中の証明書か失効リストが読めません（{error}）。")),
        }
    }
}

/// A trust store of one root and the lists that were given.
pub(super) fn trust(root: &Path, lists: &[std::path::PathBuf]) -> Result<TrustStore, String> {
    let text = String::from_utf8(read(root)?).map_err(|_| not_a_root(root))?;
    let certificate = Certificate::from_pem(&text).map_err(|_| not_a_root(root))?;
    let authority = Authority::new(certificate, Vec::new(), Naming::Profile).map_err(|_| not_a_root(root))?;
    let mut trust = TrustStore::new();
    trust.add_authority(authority);
    for list in lists {
        let bytes = read(list)?;
        let added = match std::str::from_utf8(&bytes) {
            Ok(pem) if pem.contains("-----BEGIN") => trust.add_crl_pem(pem),
            _ => trust.add_crl(&bytes),
        };
        added.map_err(|error| format!("「{}」は失効リストとして使えません（{error}）。", list.display()))?;
    }
    Ok(trust)
}

fn not_a_root(path: &Path) -> String {
    format!("「{}」は認証局の証明書（PEM）ではありません。", path.display())
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|error| format!("「{}」を開けません（{error}）。", path.display()))
}
