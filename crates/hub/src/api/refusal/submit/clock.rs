//! Refusals because of when a container was made.

use super::says;
use crate::api::refusal::Refusal;
use crate::api::wire::timestamp;
use exchange::Instant;
use protocol::ProblemCode;

pub(super) fn too_old(made_at: Instant, now: Instant) -> Refusal {
    says(
        ProblemCode::ClockRefused,
        format!(
            "封筒の作成日時（{}）から24時間以上たっています。連携基盤の時刻は{}です。",
            japanese(made_at),
            japanese(now)
        ),
        "パソコンの時計を確かめて、送信をやり直してください。",
    )
}

pub(super) fn from_the_future(made_at: Instant, now: Instant) -> Refusal {
    says(
        ProblemCode::ClockRefused,
        format!(
            "封筒の作成日時（{}）が、連携基盤の時刻（{}）より5分以上進んでいます。",
            japanese(made_at),
            japanese(now)
        ),
        "パソコンの時計を合わせて、送信をやり直してください。",
    )
}

fn japanese(at: Instant) -> String {
    timestamp(at).in_japanese()
}
