//! Refusals of enrolment and renewal.

use super::Refusal;
use crate::authority::AuthorityError;
use evidence::certificate::{CertificateError, RequestError};
use exchange::certificate::RedeemRefusal;
use exchange::usecases::certificate::record::RecordError;
use exchange::usecases::certificate::redeem_code::RedeemError;
use protocol::ProblemCode;

impl Refusal {
    /// One answer whatever is wrong with a code.
    pub(crate) fn code_refused() -> Self {
        Self::new(
            ProblemCode::CodeRefused,
            "この発行コードは使えません。入力の誤り、期限切れ（発行から72時間）、使用済みのいずれかです。コードを見直し、それでも使えないときは、利用申請サイトの「電子証明書」で新しい発行コードを作ってください。",
        )
    }
}

impl From<RedeemError> for Refusal {
    fn from(error: RedeemError) -> Self {
        match error {
            RedeemError::Refused(
                RedeemRefusal::Wrong | RedeemRefusal::Expired | RedeemRefusal::Used | RedeemRefusal::TriedTooOften,
            )
            | RedeemError::Office => Self::code_refused().because(&error),
            RedeemError::Store(error) => error.into(),
        }
    }
}

/// A certification request that proves nothing.
pub(crate) fn request(error: &RequestError) -> Refusal {
    let why = match error {
        RequestError::TooLarge(_) => "申請が大きすぎます。",
        RequestError::Pem(_) | RequestError::Der(_) | RequestError::Version => "申請の形を読み取れません。",
        RequestError::PublicKey(_) => "申請の鍵の種類または長さが、認められたものではありません。",
        RequestError::Scheme => "申請の署名の方式が、認められたものではありません。",
        RequestError::Possession(_) => "申請した人が鍵を持っていることを確かめられません。",
    };
    let cure = "電子証明書は発行されていません。クライアントを新しい版にして、登録をやり直してください。";
    Refusal::new(ProblemCode::CsrRefused, format!("{why}{cure}")).because(error)
}

/// The authority gave no certificate.
pub(crate) fn authority(error: &AuthorityError) -> Refusal {
    match error {
        AuthorityError::RequestRefused(_) => Refusal::new(
            ProblemCode::CsrRefused,
            "認証局が申請を受け付けませんでした。電子証明書は発行されていません。クライアントを新しい版にして、登録をやり直してください。",
        ),
        AuthorityError::Unreachable { .. } | AuthorityError::Unexpected => Refusal::new(
            ProblemCode::Busy,
            "認証局がいま応答しないため、電子証明書を発行できませんでした。少し待ってから、もう一度お試しください。発行コードで登録しているときは、同じコードをまだ使えます。",
        )
        .retry_after(60),
        // It will say the same until somebody has looked at it.
        AuthorityError::Failed(_) => Refusal::new(
            ProblemCode::Internal,
            "認証局が電子証明書を発行できませんでした。運営者に、受付番号を添えて知らせてください。発行コードで登録しているときは、同じコードをまだ使えます。",
        ),
    }
    .because(error)
}

/// What the authority gave cannot be read.
pub(crate) fn issue(error: &CertificateError) -> Refusal {
    Refusal::internal(error)
}

impl From<RecordError> for Refusal {
    fn from(error: RecordError) -> Self {
        match error {
            RecordError::Form | RecordError::Conflict => Self::internal(&error),
            RecordError::NoOffice => Self::code_refused().because(&error),
            RecordError::Old(state) => super::gate::certificate_state(state).because(&error),
            RecordError::Denied(denied) => denied.into(),
            RecordError::Store(error) => error.into(),
        }
    }
}
