//! Refusals of a recipient's statements: acknowledgement and result of the import.

use super::Refusal;
use evidence::receipt::ReceiptVerifyError;
use exchange::transmission::ReceiptNotVerified;
use exchange::usecases::transmission::acknowledge::StatementError;
use protocol::ProblemCode;

const CURE: &str = "この受領証は記録されていません。もう一度、受け取りからやり直してください。";

fn refused(what: &str) -> Refusal {
    Refusal::new(ProblemCode::ReceiptRefused, format!("{what}{CURE}"))
}

impl From<ReceiptNotVerified> for Refusal {
    fn from(error: ReceiptNotVerified) -> Self {
        match &error {
            ReceiptNotVerified::Refused(ReceiptVerifyError::Receipt(_)) => {
                refused("受領証の記載が、決められた形ではありません。")
            }
            ReceiptNotVerified::Refused(ReceiptVerifyError::Signature(signature)) => {
                refused(&super::signature::text(signature))
            }
            ReceiptNotVerified::Refused(ReceiptVerifyError::OtherSigner) => {
                refused("受領証に署名した電子証明書が、書いた事業所のものではありません。")
            }
            ReceiptNotVerified::Names => refused("受領証の事業所番号または送信番号の書き方が正しくありません。"),
        }
        .because(&error)
    }
}

impl From<StatementError> for Refusal {
    fn from(error: StatementError) -> Self {
        let log = error.to_string();
        match error {
            StatementError::Denied(denied) => return denied.into(),
            StatementError::Refused(refusal) => return refusal.into(),
            StatementError::Store(error) => return error.into(),
            StatementError::OtherKind(_) => refused("受領証の種類が、この窓口のものではありません。"),
            StatementError::SignedByAnother => Self::new(
                ProblemCode::SenderMismatch,
                format!("受領証に署名した電子証明書が、この接続の電子証明書と違います。{CURE}"),
            ),
            StatementError::OtherContainer => refused("受領証が、別の送信についてのものです。"),
        }
        .log(log)
    }
}
