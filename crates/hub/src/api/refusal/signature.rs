//! Refusals of signatures: what does not hold, in words of an office.

use super::Refusal;
use super::submit::NOT_SENT;
use evidence::certificate::{PathError, RevocationError};
use evidence::cms::SignatureError;
use protocol::ProblemCode;

/// Of a container.
pub(super) fn container(error: &SignatureError) -> Refusal {
    if let SignatureError::OtherAccount = error {
        return Refusal::new(
            ProblemCode::SenderMismatch,
            format!("封筒に署名した電子証明書が、この接続の電子証明書と違います。{NOT_SENT}この端末の電子証明書で署名して、送り直してください。"),
        )
        .because(error);
    }
    let next = "送信をやり直してください。続くときは、運営者にお問い合わせください。";
    Refusal::new(ProblemCode::SignatureRefused, format!("{}{NOT_SENT}{next}", text(error))).because(error)
}

/// What does not hold.
pub(super) fn text(error: &SignatureError) -> String {
    match error {
        SignatureError::MessageDigest => "署名した後に内容が変わっています。".to_owned(),
        SignatureError::Signature(_) => "電子署名が内容と一致しません。".to_owned(),
        SignatureError::OtherAccount => "署名した電子証明書が、この接続の電子証明書と違います。".to_owned(),
        SignatureError::Certificate(_) => "署名の中の電子証明書を読み取れません。".to_owned(),
        SignatureError::PublicKey(_) => "電子証明書の鍵の種類または長さが、認められたものではありません。".to_owned(),
        SignatureError::Path(path) => self::path(path),
        SignatureError::Revocation(revocation) => self::revocation(revocation),
        SignatureError::WeakDigest | SignatureError::UnknownDigest | SignatureError::DigestList => {
            "署名のハッシュの方式が、認められたものではありません。".to_owned()
        }
        SignatureError::Scheme | SignatureError::PssParameters | SignatureError::DigestAndScheme => {
            "署名の方式が、認められたものではありません。".to_owned()
        }
        SignatureError::NoSigner => "署名がありません。".to_owned(),
        SignatureError::SeveralSigners => "署名が二つ以上あります。".to_owned(),
        SignatureError::TooLarge(_) => "署名のファイルが大きすぎます。".to_owned(),
        _ => "署名のファイルが、決められた形ではありません。".to_owned(),
    }
}

fn path(error: &PathError) -> String {
    match error {
        PathError::UnknownAuthority | PathError::OtherIssuer | PathError::Chain(_) => {
            "署名した電子証明書が、この連携基盤の認証局が発行したものではありません。"
        }
        PathError::NotYetValid { .. } => "署名した電子証明書は、まだ有効期間が始まっていません。",
        PathError::Expired { .. } => "署名した電子証明書の有効期限が切れています。",
        PathError::Holder => "署名した電子証明書に、事業所の記載がありません。",
        PathError::UnknownCriticalExtension | PathError::KeyUsage | PathError::Purpose | PathError::Authority => {
            "署名した電子証明書は、文書への署名に使えるものではありません。"
        }
    }
    .to_owned()
}

fn revocation(error: &RevocationError) -> String {
    match error {
        RevocationError::Revoked { at } => format!("署名した電子証明書は{}に失効しています。", at.in_japanese()),
        RevocationError::AuthorityRevoked { .. } => "署名した電子証明書の認証局が失効しています。".to_owned(),
        RevocationError::Unknown { .. } => {
            "署名した電子証明書が失効していないことを、いま確かめられません。".to_owned()
        }
    }
}
