//! Refusals because of who sends and to whom.

use super::says;
use crate::api::refusal::Refusal;
use exchange::office::OfficeState;
use protocol::ProblemCode as Code;
use std::fmt::Display;

pub(super) fn signed_by_another() -> Refusal {
    says(
        Code::SenderMismatch,
        "封筒に署名した電子証明書が、この接続の電子証明書と違います。",
        "この端末の電子証明書で署名して、送り直してください。",
    )
}

pub(super) fn from_another(named: impl Display) -> Refusal {
    says(
        Code::SenderMismatch,
        format!("封筒の送信元は事業所番号{named}ですが、この端末は別の事業所のものです。"),
        "正しい事業所の端末から送ってください。",
    )
}

pub(super) fn to_itself() -> Refusal {
    says(
        Code::RecipientIsSender,
        "送信先が自分の事業所になっています。",
        "送信先の事業所番号を確かめて、送り直してください。",
    )
}

pub(super) fn other_network() -> Refusal {
    says(
        Code::RecipientUnknown,
        "送信先は別の連携基盤の事業所です。いまは別の連携基盤へは送れません。",
        "相手の事業所に受け取り方を確かめてください。",
    )
}

pub(super) fn sender_stopped() -> Refusal {
    says(Code::OfficeFrozen, "この事業所の利用は停止されています。", "運営者にお問い合わせください。")
}

pub(super) fn sender_unlicensed() -> Refusal {
    says(
        Code::LicenceMissing,
        "この事業所には、今日使えるライセンスがありません。",
        "ライセンスを申し込んでから、もう一度送ってください。受信した内容の閲覧はできます。",
    )
}

pub(super) fn recipient_unknown(number: impl Display) -> Refusal {
    says(
        Code::RecipientUnknown,
        format!("事業所番号{number}の事業所は、この連携基盤に登録されていません。"),
        "番号を確かめて、送り直してください。",
    )
}

pub(super) fn recipient_stopped(state: OfficeState) -> Refusal {
    match state {
        OfficeState::Closed { successor: Some(next), .. } => says(
            Code::RecipientClosed,
            format!("送信先の事業所は廃止されています。引き継いだ事業所の番号は{next}です。"),
            "送信先をこの番号に変えて、送り直してください。",
        ),
        OfficeState::Closed { successor: None, .. } => {
            says(Code::RecipientClosed, "送信先の事業所は廃止されています。", "送信先を確かめてください。")
        }
        OfficeState::Frozen | OfficeState::Active => says(
            Code::RecipientNotLicensed,
            "送信先の事業所は、いま利用を停止しています。",
            "電話などで受け渡しの方法を確かめてください。",
        ),
    }
}

pub(super) fn recipient_unlicensed(number: impl Display) -> Refusal {
    says(
        Code::RecipientNotLicensed,
        format!("送信先の事業所（{number}）には、今日使えるライセンスがありません。"),
        "相手の事業所に、利用の状況を確かめてください。",
    )
}
