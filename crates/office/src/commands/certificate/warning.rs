//! The word about a certificate whose end is near, for commands that people use every day (S8).

use crate::Terminal;
use crate::certificate::{Stage, Term};
use crate::commands::context::Done;
use crate::transfer::Workplace;
use std::io::Write;

/// Says so when the certificate ends soon or has ended.
pub(in crate::commands) fn warn(workplace: &Workplace, terminal: &mut Terminal<'_>) -> Done<()> {
    let term = Term::of(&workplace.identity.certificate, workplace.surroundings.timestamp());
    let end = term.end.in_japanese();
    match term.stage {
        Stage::Good => Ok(()),
        Stage::Soon => Ok(writeln!(
            terminal.errors,
            "renkei: 電子証明書の期限が近づいています。{end} まで（{}）です。\n  \
             対処: renkei certificate renew で更新してください。期限が過ぎると、送受信できなくなります。",
            term.left()
        )?),
        Stage::Over => Ok(writeln!(
            terminal.errors,
            "renkei: 電子証明書の期限（{end}）が過ぎています。送受信できません。\n  \
             対処: 利用申請サイトの「電子証明書」で新しい発行コードを発行し、renkei enroll --again で登録し直してください。利用申請サイトにログインできないときは、運営者に連絡してください。"
        )?),
    }
}
