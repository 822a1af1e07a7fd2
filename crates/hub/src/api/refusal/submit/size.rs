//! Refusals because of how much is sent.

use super::says;
use crate::api::refusal::Refusal;
use exchange::transmission::{QuotaKind, QuotaReached};
use protocol::ProblemCode::{QuotaExceeded, TooLarge};
use std::fmt::Display;

pub(super) fn too_many_documents(count: impl Display, most: impl Display) -> Refusal {
    says(
        TooLarge,
        format!("ファイルが{count}個あります。一度に送れるのは{most}個までです。"),
        "いくつかに分けて、送り直してください。",
    )
}

pub(super) fn document_too_large(name: &str, most: u64) -> Refusal {
    says(
        TooLarge,
        format!("ファイル「{name}」が大きすぎます。一つのファイルは{}MBまでです。", most / 1_000_000),
        "ファイルを小さくするか分けて、送り直してください。",
    )
    .log("a document is too large")
}

pub(super) fn too_large(most: u64) -> Refusal {
    says(
        TooLarge,
        format!("送るものの全体が大きすぎます。一度に送れるのは{}MBまでです。", most / 1_000_000),
        "いくつかに分けて、送り直してください。",
    )
}

pub(super) fn quota(reached: QuotaReached) -> Refusal {
    let tomorrow = "明日以降に送るか、足りないときは運営者にお問い合わせください。";
    let (what, cure) = match reached.kind {
        QuotaKind::TransmissionsADay => (format!("今日の送信が、上限の{}件に達しています。", reached.limit), tomorrow),
        QuotaKind::BytesADay => {
            (format!("今日の送信の量が、上限の{}GBに達しています。", reached.limit >> 30), tomorrow)
        }
        QuotaKind::BytesKept => (
            format!("送信して保存されている量が、上限の{}GBに達しています。", reached.limit >> 30),
            "古い送信の保存期間（120日）が過ぎると空きができます。急ぐときは運営者にお問い合わせください。",
        ),
    };
    says(QuotaExceeded, what, cure).retry_after(3_600)
}
