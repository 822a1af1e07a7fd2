//! Refusals of submitting.

use super::Refusal;
use crate::api::wire::timestamp;
use crate::ports::{CheckReport, Mismatch};
use exchange::office::OfficeState;
use exchange::transmission::{QuotaKind, QuotaReached};
use exchange::usecases::transmission::submit::SubmitError;
use protocol::ProblemCode;

const NOTHING: &str = "何も登録されていません。";

impl From<SubmitError<CheckReport>> for Refusal {
    fn from(error: SubmitError<CheckReport>) -> Self {
        let log = error.to_string();
        refusal(error).log_if_empty(log)
    }
}

impl Refusal {
    fn log_if_empty(self, text: String) -> Self {
        if self.log_text().is_empty() { self.log(text) } else { self }
    }
}

fn refusal(error: SubmitError<CheckReport>) -> Refusal {
    use ProblemCode as Code;
    let says = |code, text: String| Refusal::new(code, text);
    match error {
        SubmitError::Denied(denied) => denied.into(),
        SubmitError::SignedByAnother => says(
            Code::SenderMismatch,
            format!("封筒に署名した電子証明書が、この接続の電子証明書と違います。{NOTHING}この端末の電子証明書で署名して、送り直してください。"),
        ),
        SubmitError::FromAnother { named } => says(
            Code::SenderMismatch,
            format!("封筒の送信元は事業所番号{named}ですが、この端末は別の事業所のものです。{NOTHING}正しい事業所の端末から送ってください。"),
        ),
        SubmitError::ToItself => says(
            Code::RecipientIsSender,
            format!("送信先が自分の事業所になっています。{NOTHING}送信先の事業所番号を確かめてください。"),
        ),
        SubmitError::OtherNetwork => says(
            Code::RecipientUnknown,
            format!("送信先は別の連携基盤の事業所です。いまは別の連携基盤へは送れません。{NOTHING}相手の事業所に受け取り方を確かめてください。"),
        ),
        SubmitError::Conflict { id } => says(
            Code::IdConflict,
            format!("送信番号{id}では、前に内容の違うものを受け付けています。前のものはそのまま残っています。新しい送信番号で送り直してください。"),
        ),
        SubmitError::TooOld { made_at, now } => says(
            Code::ClockRefused,
            format!("封筒の作成日時（{}）が24時間より前です。連携基盤の時刻は{}です。{NOTHING}パソコンの時計を確かめて、送信をやり直してください。", japanese(made_at), japanese(now)),
        ),
        SubmitError::FromTheFuture { made_at, now } => says(
            Code::ClockRefused,
            format!("封筒の作成日時（{}）が、連携基盤の時刻（{}）より5分以上進んでいます。{NOTHING}パソコンの時計を合わせて、送信をやり直してください。", japanese(made_at), japanese(now)),
        ),
        SubmitError::SenderStopped(_) => says(
            Code::OfficeFrozen,
            format!("この事業所の利用は停止されています。{NOTHING}運営者にお問い合わせください。"),
        ),
        SubmitError::SenderUnlicensed => says(
            Code::LicenceMissing,
            format!("この事業所には、今日使えるライセンスがありません。{NOTHING}ライセンスを申し込んでから、もう一度送ってください。受信した内容の閲覧はできます。"),
        ),
        SubmitError::RecipientUnknown(number) => says(
            Code::RecipientUnknown,
            format!("事業所番号{number}の事業所は、この連携基盤に登録されていません。{NOTHING}番号を確かめてください。"),
        ),
        SubmitError::RecipientStopped(OfficeState::Closed { successor }) => says(
            Code::RecipientClosed,
            match successor {
                Some(next) => format!("送信先の事業所は廃止されています。引き継いだ事業所は{next}です。{NOTHING}送信先をこの番号に変えて、送り直してください。"),
                None => format!("送信先の事業所は廃止されています。{NOTHING}送信先を確かめてください。"),
            },
        ),
        SubmitError::RecipientStopped(OfficeState::Frozen | OfficeState::Active) => says(
            Code::RecipientNotLicensed,
            format!("送信先の事業所は、いま利用を停止しています。{NOTHING}電話などで受け渡しの方法を確かめてください。"),
        ),
        SubmitError::RecipientUnlicensed(number) => says(
            Code::RecipientNotLicensed,
            format!("送信先の事業所（{number}）には、今日使えるライセンスがありません。{NOTHING}相手に利用の状況を確かめてください。"),
        ),
        SubmitError::TooManyDocuments { count, most } => says(
            Code::TooLarge,
            format!("ファイルが{count}個あります。一度に送れるのは{most}個までです。{NOTHING}分けて送ってください。"),
        ),
        SubmitError::DocumentTooLarge { name, most, .. } => says(
            Code::TooLarge,
            format!("ファイル「{name}」が大きすぎます。一つのファイルは{}MBまでです。{NOTHING}", most / 1_000_000),
        )
        .log("a document is too large"),
        SubmitError::TooLarge { most, .. } => says(
            Code::TooLarge,
            format!("送信の全体が大きすぎます。一度に送れるのは{}MBまでです。{NOTHING}分けて送ってください。", most / 1_000_000),
        ),
        SubmitError::Findings(report) => documents(report),
        SubmitError::Quota(reached) => quota(reached),
        SubmitError::Busy(_) => Refusal::busy(),
        SubmitError::Signer(_) => says(
            Code::Busy,
            format!("連携基盤がいま到達証を作れないため、受け付けられませんでした。{NOTHING}少し待ってから、もう一度送ってください。"),
        )
        .retry_after(60),
        SubmitError::Store(error) => error.into(),
    }
}

fn japanese(at: exchange::Instant) -> String {
    timestamp(at).in_japanese()
}

fn documents(report: CheckReport) -> Refusal {
    match report.mismatch {
        Some(mismatch) => {
            let what = match mismatch {
                Mismatch::Sender => "送信元の事業所番号が、封筒の送信元と違います",
                Mismatch::Recipient => "送信先の事業所番号が、封筒の送信先と違います",
                Mismatch::Serial => "連番が、封筒の連番と違います",
            };
            Refusal::new(
                ProblemCode::ContainerRefused,
                format!("ファイル名の中の{what}。{NOTHING}ファイルを選び直して、送信をやり直してください。"),
            )
        }
        None => Refusal::new(
            ProblemCode::DocumentsRefused,
            format!("ファイルに誤りが見つかったため、受け付けられませんでした。{NOTHING}指摘を見て元のソフトで直し、出力し直してから送ってください。"),
        )
        .findings(report.findings),
    }
}

fn quota(reached: QuotaReached) -> Refusal {
    let what = match reached.kind {
        QuotaKind::TransmissionsADay => format!("今日の送信が{}件に達しました。", reached.limit),
        QuotaKind::BytesADay => format!("今日の送信の量が{}GBに達しました。", reached.limit >> 30),
        QuotaKind::BytesKept => format!("保存されている送信の量が{}GBに達しました。", reached.limit >> 30),
    };
    Refusal::new(
        ProblemCode::QuotaExceeded,
        format!("{what}{NOTHING}明日以降に送るか、量が足りないときは運営者にお問い合わせください。"),
    )
    .retry_after(3_600)
}
