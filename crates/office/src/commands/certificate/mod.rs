//! `renkei certificate`: shows this terminal's certificate, and renews it before it ends.

mod warning;

pub(super) use warning::warn;

use super::context::{AtHome, Done, wait_for, write_json};
use super::login::{Who, remember};
use crate::certificate::{Stage, Term};
use crate::home::Next;
use crate::refusal::Refusal;
use crate::transfer::Workplace;
use crate::{Exit, Surroundings, Terminal};
use clap::{Args, Subcommand};
use evidence::certificate::{Certificate, OfficeCertificateKind};
use serde_json::json;
use std::io::Write;

const HELP: &str = include_str!("help.txt");

/// What to do with the certificate.
#[derive(Debug, Args)]
#[command(override_help = HELP, args_conflicts_with_subcommands = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    action: Option<Action>,
    /// The result for other programs.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    at: AtHome,
}

#[derive(Debug, Subcommand)]
enum Action {
    #[command(override_help = HELP)]
    Renew(Renew),
}

#[derive(Debug, Args)]
struct Renew {
    #[command(flatten)]
    who: Who,
    /// Also when its end is far.
    #[arg(long)]
    now: bool,
    #[command(flatten)]
    at: AtHome,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, surroundings: &Surroundings, terminal: &mut Terminal<'_>) -> Done {
    match &arguments.action {
        Some(Action::Renew(renewal)) => renew(renewal, surroundings, terminal),
        None => show(&arguments.at.open(surroundings)?, arguments.json, terminal),
    }
}

fn show(workplace: &Workplace, json: bool, terminal: &mut Terminal<'_>) -> Done {
    let certificate = &workplace.identity.certificate;
    let term = Term::of(certificate, workplace.surroundings.timestamp());
    let exit = if term.stage == Stage::Over { Exit::Errors } else { Exit::Clean };
    if json {
        let kind = match workplace.identity.kind() {
            OfficeCertificateKind::CareInsurance => "careInsurance",
            OfficeCertificateKind::DelegatedCarePlan => "delegatedCarePlan",
        };
        let shown = json!({
            "office": workplace.settings.office, "serial": number(certificate), "kind": kind, "notBefore": certificate.not_before().to_string(),
            "notAfter": certificate.not_after().to_string(), "daysLeft": term.days_left,
        });
        write_json(&shown, terminal)?;
        return Ok(exit);
    }
    let kind = match workplace.identity.kind() {
        OfficeCertificateKind::CareInsurance => "介護保険証明書",
        OfficeCertificateKind::DelegatedCarePlan => "請求委任事業所用ケアプラン証明書",
    };
    writeln!(terminal.output, "この端末の電子証明書")?;
    writeln!(terminal.output, "  事業所番号: {}", workplace.settings.office)?;
    writeln!(terminal.output, "  証明書の番号: {}", number(certificate))?;
    writeln!(terminal.output, "  種類: {kind}")?;
    writeln!(terminal.output, "  期限: {}（{}）", term.end.in_japanese(), term.left())?;
    if is_begun(workplace)? {
        writeln!(terminal.output, "更新が途中で止まっています。renkei certificate renew で続きを行えます。")?;
    }
    warn(workplace, terminal)?;
    Ok(exit)
}

/// The number as the hub writes it on its pages and in reminders.
fn number(certificate: &Certificate) -> String {
    let significant = certificate.identity().serial.iter().skip_while(|byte| **byte == 0);
    significant.map(|byte| format!("{byte:02x}")).collect()
}

/// The next certificate is here and not in use yet. A key alone may also be of an enrolment.
fn is_begun(workplace: &Workplace) -> Done<bool> {
    let next = Next::read(&workplace.home).map_err(|error| Refusal::from(&error))?;
    Ok(matches!(next, Next::Whole(_)))
}

fn renew(renewal: &Renew, surroundings: &Surroundings, terminal: &mut Terminal<'_>) -> Done {
    let mut workplace = renewal.at.open(surroundings)?;
    let term = Term::of(&workplace.identity.certificate, surroundings.timestamp());
    if term.stage == Stage::Good && !renewal.now && !is_begun(&workplace)? {
        writeln!(terminal.output, "電子証明書は {} まで使えます（{}）。", term.end.in_japanese(), term.left())?;
        writeln!(
            terminal.output,
            "  更新は、期限の90日前からで間に合います。いま更新するときは --now をつけてください。"
        )?;
        return Ok(Exit::Clean);
    }
    let sign_in = renewal.who.ask(&workplace, surroundings, terminal)?;
    let renewed = wait_for(async { Ok(workplace.renew_certificate(&sign_in).await?) })?;
    remember(&sign_in, &workplace)?;
    writeln!(terminal.output, "電子証明書を更新しました。鍵も新しくなりました。")?;
    writeln!(terminal.output, "  新しい期限: {}", renewed.end.in_japanese())?;
    writeln!(terminal.output, "  ログインは済んでいます。そのまま送受信できます。")?;
    let Some(refusal) = renewed.without_token else { return Ok(Exit::Clean) };
    let undone = "renkei watch は、ログインしているあいだだけ動きます。renkei login --terminal-token 90 で直せます。";
    writeln!(terminal.errors, "renkei: {}", refusal.leaving(undone))?;
    Ok(Exit::Errors)
}
