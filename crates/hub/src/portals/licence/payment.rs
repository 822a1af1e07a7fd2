//! Where the payments of an office stand, in its words.

use super::super::{home, unanswered};
use super::Portal;
use exchange::id::LicenceEntryId;
use exchange::instant::Day;
use exchange::licence::{Charge, ChargeState, Ledger, LedgerRefusal, Payment};
use exchange::usecases::licence::LicenceError;
use exchange::usecases::licence::payment::invoice;
use exchange::usecases::portal::PortalCaller;
use web::{Done, Flash, Outcome, Trouble, yen};

/// The payment of one licence.
pub(super) struct Standing {
    pub(super) period: String,
    pub(super) way: &'static str,
    pub(super) chip: &'static str,
    pub(super) state: &'static str,
    pub(super) more: String,
    /// What the button says that asks for an invoice instead; empty without one.
    pub(super) press: String,
    /// The invoice that is open.
    pub(super) invoice: Option<String>,
}

/// The payments of what runs or is to come, and of what is not settled.
pub(super) fn standings(ledger: &Ledger, today: Day) -> Vec<Standing> {
    let lasts = |charge: &Charge| ledger.periods().any(|(entry, _, last)| entry == charge.grant && last >= today);
    let charges = ledger.charges();
    charges.iter().rev().filter(|charge| lasts(charge) || charge.open != 0).map(standing).collect()
}

fn standing(charge: &Charge) -> Standing {
    let (chip, state, more) = said(charge);
    let invoices = charge.request.filter(|request| request.payment == Payment::Invoice && charge.open > 0);
    let by_invoice =
        charge.payment == Payment::Deduction && matches!(charge.state, ChargeState::Open | ChargeState::Failed);
    Standing {
        period: format!("{}から{}まで", home::in_words(charge.first), home::in_words(charge.last)),
        way: way(charge.payment),
        chip,
        state,
        more,
        press: if by_invoice { format!("invoice:{}", charge.grant) } else { String::new() },
        invoice: invoices.map(|request| request.id.to_string()),
    }
}

fn said(charge: &Charge) -> (&'static str, &'static str, String) {
    let fee = yen(charge.fee.into());
    let asked = charge.request;
    match (charge.state, charge.payment) {
        (ChargeState::Free, _) => ("done", "無料", "支払いの手続きはいりません。".to_owned()),
        (ChargeState::Open, Payment::Deduction) => {
            ("wait", "これから", format!("{fee}を給付費から差し引きます。手続きはいりません。"))
        }
        (ChargeState::Open, _) => ("wait", "これから", format!("{fee}の請求書を、運営者がお作りします。")),
        (ChargeState::Asked, Payment::Deduction) => {
            let month = asked.map_or_else(String::new, |request| in_month(request.day));
            ("run", "手続き中", format!("{fee}を、{month}の給付費から差し引くよう、国保連合会に依頼しました。"))
        }
        (ChargeState::Asked, _) => {
            let due = asked.map_or_else(String::new, |request| home::in_words(request.day));
            ("todo", "お支払い待ち", format!("{fee}を、{due}までに振り込んでください。"))
        }
        (ChargeState::Failed, Payment::Deduction) => (
            "todo",
            "未払い",
            format!("{fee}を給付費から差し引けませんでした。もう一度差し引くか、請求書で支払えます。"),
        ),
        (ChargeState::Failed, _) => {
            ("todo", "未払い", format!("{fee}の振り込みを確かめられませんでした。運営者から、あらためてご連絡します。"))
        }
        (ChargeState::Paid, _) => ("done", "支払い済み", fee),
        (ChargeState::Refund, _) => {
            ("run", "返金の手続き中", format!("取りやめたため、{}をお返しします。", yen(charge.open.unsigned_abs())))
        }
    }
}

/// What is open in all.
pub(super) fn balance(open: i64) -> String {
    match open {
        0 => "ありません".to_owned(),
        ..0 => format!("お返しする金額が{}あります", yen(open.unsigned_abs())),
        _ => yen(open.unsigned_abs()),
    }
}

/// A way of payment in words.
pub(super) fn way(payment: Payment) -> &'static str {
    match payment {
        Payment::Deduction => "給付費からの差し引き",
        Payment::Invoice => "請求書による振り込み",
        Payment::Campaign => "フリーパス（無料）",
    }
}

/// A month as a sentence has it.
pub(in crate::portals) fn in_month(first: Day) -> String {
    let (year, month, _) = first.date();
    format!("{year}年{month}月")
}

/// Makes an invoice for what was to be deducted; pressed twice, it is one.
pub(super) async fn by_invoice(portal: &Portal, caller: &PortalCaller, grant: &str) -> Result<Outcome, Trouble> {
    let hub = &portal.hub;
    let grant = LicenceEntryId::parse(grant).map_err(|_| Trouble::not_found())?;
    match invoice(hub.context(hub.now()), caller.actor(), caller.office, grant).await {
        Ok(()) => {
            Ok(Done::to("/licence").say(Flash::done("請求書を作りました。「請求書を見る」から印刷できます。")).into())
        }
        Err(LicenceError::Refused(LedgerRefusal::UnknownEntry)) => Err(Trouble::not_found()),
        Err(LicenceError::Refused(_)) => {
            let say = Flash::info("この支払いは、すでに手続きが進んでいるため、請求書に変えられません。");
            Ok(Done::to("/licence").say(say).into())
        }
        Err(error) => Err(refused(error)),
    }
}

/// What an office is told when its ledger takes nothing.
pub(super) fn refused(error: LicenceError) -> Trouble {
    match error {
        LicenceError::Store(error) => unanswered(error),
        LicenceError::NoOffice => {
            Trouble::not_allowed("この事業所は、いま利用できません。", "運営者にお問い合わせください。")
        }
        LicenceError::Refused(refusal) => Trouble::internal(&refusal),
    }
}
