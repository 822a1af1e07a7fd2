//! Refusals because of the documents, or because the id is taken.

use super::says;
use crate::api::refusal::Refusal;
use crate::ports::{CheckReport, Mismatch};
use protocol::ProblemCode;
use std::fmt::Display;

pub(super) fn findings(report: CheckReport) -> Refusal {
    let Some(mismatch) = report.mismatch else {
        return says(
            ProblemCode::DocumentsRefused,
            "ファイルに誤りが見つかったため、受け付けられませんでした。",
            "指摘を見て元のソフトで直し、出力し直してから送ってください。",
        )
        .findings(report.findings);
    };
    let what = match mismatch {
        Mismatch::Sender => "ファイル名の中の送信元の事業所番号が、封筒の送信元と違います。",
        Mismatch::Recipient => "ファイル名の中の送信先の事業所番号が、封筒の送信先と違います。",
        Mismatch::Serial => "ファイル名の中の連番が、封筒の連番と違います。",
    };
    says(ProblemCode::ContainerRefused, what, "ファイルを選び直して、送信をやり直してください。")
}

/// The earlier one stands, so it is not said that nothing was sent.
pub(super) fn conflict(id: impl Display) -> Refusal {
    Refusal::new(
        ProblemCode::IdConflict,
        format!(
            "送信番号{id}では、前に内容の違うものを受け付けています。前のものはそのまま残っています。新しい送信番号で送り直してください。"
        ),
    )
}
