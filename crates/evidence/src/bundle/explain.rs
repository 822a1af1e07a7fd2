//! Errors in the words of an office: what happened, and what to do.

use crate::certificate::{Link, PathError, RevocationError};
use crate::cms::SignatureError;
use crate::container::{ContainerError, ContainerVerifyError};
use crate::receipt::{ReceiptMismatch, ReceiptVerifyError};
use crate::verified::VerificationTime;

use super::report::Subject;

const ASK_AGAIN: &str = "送信元または連携基盤から、もう一度受け取ってください。";

pub(crate) fn container(error: &ContainerError) -> String {
    let what = match error {
        ContainerError::Zip(_) | ContainerError::Mimetype => "ファイルが壊れているか、決められた形式ではありません。",
        ContainerError::Entry { .. } | ContainerError::ExtraEntry => {
            "中に入っているファイルが足りないか、余分なファイルがあります。"
        }
        ContainerError::Transmission(_) => "送信内容の記載(transmission.json)が決められた形式ではありません。",
        ContainerError::DocumentSize { .. } | ContainerError::DocumentDigest { .. } => {
            "文書が、送信内容の記載と一致しません。作成後に変わっています。"
        }
        ContainerError::DocumentTooLarge { .. } => "文書が大きすぎます。",
        ContainerError::Manifest => "署名の対象一覧が、中身と一致しません。作成後に変わっています。",
    };
    format!("{what}{ASK_AGAIN}")
}

/// To which step a refusal belongs, and its text.
pub(crate) fn refusal(error: &ContainerVerifyError) -> (Subject, String) {
    match error {
        ContainerVerifyError::Signature(error) => (subject(error), signature(error)),
        ContainerVerifyError::NotAnOffice => {
            (Subject::Sender, "署名した電子証明書は、事業所のものではありません。".to_owned())
        }
        ContainerVerifyError::OtherOffice { from, signer } => (
            Subject::Sender,
            format!("送信元は事業所番号{from}と記載されていますが、事業所番号{signer}の電子証明書で署名されています。"),
        ),
    }
}

fn subject(error: &SignatureError) -> Subject {
    match error {
        SignatureError::Path(_)
        | SignatureError::Certificate(_)
        | SignatureError::PublicKey(_)
        | SignatureError::OtherAccount => Subject::Certificate,
        SignatureError::Revocation(_) => Subject::Revocation,
        _ => Subject::Signature,
    }
}

pub(crate) fn signature(error: &SignatureError) -> String {
    match error {
        SignatureError::Path(error) => path(error),
        SignatureError::PublicKey(_) => "電子証明書の鍵の種類または長さが、認められたものではありません。".to_owned(),
        SignatureError::Certificate(_) => "電子証明書が壊れているか、決められた形式ではありません。".to_owned(),
        SignatureError::OtherAccount => "署名した電子証明書は、接続に使われた電子証明書と異なります。".to_owned(),
        SignatureError::Revocation(error) => revocation(error),
        SignatureError::MessageDigest | SignatureError::Signature(_) => {
            format!("電子署名が内容と一致しません。署名後に変わっています。{ASK_AGAIN}")
        }
        _ => format!("電子署名のファイルが、決められた形式ではありません。{ASK_AGAIN}"),
    }
}

fn path(error: &PathError) -> String {
    let whose = |link: &Link| match link {
        Link::Signer => "電子証明書",
        Link::Issuing | Link::Root => "認証局の電子証明書",
    };
    match error {
        PathError::UnknownAuthority | PathError::OtherIssuer | PathError::Chain(_) => {
            "電子証明書が、信頼できる認証局から発行されたものと確認できません。".to_owned()
        }
        PathError::NotYetValid { link, from } => {
            format!("{}は{}から有効で、この時刻にはまだ有効ではありません。", whose(link), from.in_japanese())
        }
        PathError::Expired { link, until } => {
            format!("{}の有効期限は{}までで、この時刻には切れています。", whose(link), until.in_japanese())
        }
        PathError::Holder => "電子証明書に、どの事業所または連携基盤のものかが記載されていません。".to_owned(),
        PathError::UnknownCriticalExtension | PathError::KeyUsage | PathError::Purpose | PathError::Authority => {
            "電子証明書が、文書への署名に使えるものではありません。".to_owned()
        }
    }
}

fn revocation(error: &RevocationError) -> String {
    match error {
        RevocationError::Revoked { at } => format!("電子証明書は{}に失効しています。", at.in_japanese()),
        RevocationError::AuthorityRevoked { at } => {
            format!("認証局の電子証明書は{}に失効しています。", at.in_japanese())
        }
        RevocationError::Unknown { at } => {
            format!("{}の時点の失効リストがないため、失効していないことを確認できません。", at.in_japanese())
        }
    }
}

pub(crate) fn receipt(error: &ReceiptVerifyError) -> String {
    match error {
        ReceiptVerifyError::Receipt(_) => "記載が決められた形式ではありません。".to_owned(),
        ReceiptVerifyError::Signature(error) => signature(error),
        ReceiptVerifyError::OtherSigner => "発行できる者の電子証明書で署名されていません。".to_owned(),
    }
}

pub(crate) fn mismatch(error: ReceiptMismatch) -> &'static str {
    match error {
        ReceiptMismatch::Transmission => "別の送信についてのものです。",
        ReceiptMismatch::Digest => "同じ番号ですが、内容の異なるファイルについてのものです。",
        ReceiptMismatch::Offices => "送信元または送信先の記載が異なります。",
    }
}

pub(crate) fn time(time: VerificationTime) -> String {
    let at = time.at().in_japanese();
    match time {
        VerificationTime::Now(_) => format!("現在の時刻({at})"),
        VerificationTime::Accepted(_) => format!("到達証の時刻({at})"),
        VerificationTime::Claimed(_) => format!("送信者が記載した時刻({at})"),
        VerificationTime::Asked(_) => format!("指定された時刻({at})"),
    }
}
