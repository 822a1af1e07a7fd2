//! A certificate as people read it, the same on the apply site, on the console and in mails.

use crate::authority::to_hex;
use exchange::certificate::{CertificateKey, CertificateKind};

/// Its number: the serial, as the app shows it too.
pub(crate) fn number(key: &CertificateKey) -> String {
    to_hex(&key.serial).trim_start_matches("00").to_owned()
}

/// Its kind, as offices call it.
pub(crate) fn kind(kind: CertificateKind) -> &'static str {
    match kind {
        CertificateKind::CareInsurance => "介護保険証明書",
        CertificateKind::CarePlan => "請求委任事業所用ケアプラン証明書",
    }
}
