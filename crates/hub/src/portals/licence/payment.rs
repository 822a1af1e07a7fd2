//! Where the payments of an office stand, in its words.

use super::super::{home, unanswered};
use super::Portal;
use crate::hub::Hub;
use crate::invoice;
use exchange::id::LicenceEntryId;
use exchange::instant::Day;
use exchange::licence::{Charge, ChargeState, Ledger, LedgerRefusal, Payment, Request};
use exchange::usecases::licence::LicenceError;
use exchange::usecases::licence::payment;
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
pub(super) fn standings(ledger: &Ledger, today: Day, can_invoice: bool) -> Vec<Standing> {
    let lasts = |charge: &Charge| ledger.periods().any(|(entry, _, last)| entry == charge.grant && last >= today);
    let charges = ledger.charges();
    let shown = charges.iter().rev().filter(|charge| lasts(charge) || charge.open != 0);
    shown.map(|charge| standing(charge, today, can_invoice)).collect()
}

/// Where to pay, while an invoice is open; none while nobody has said so.
pub(super) fn pay_to(hub: &Hub, ledger: &Ledger) -> Option<Vec<(&'static str, String)>> {
    let is_asked = ledger.charges().iter().any(|charge| open_invoice(charge).is_some());
    hub.config.invoice.as_ref().filter(|_| is_asked).map(invoice::pay_to)
}

/// The invoice by which a charge is to be paid.
fn open_invoice(charge: &Charge) -> Option<Request> {
    charge.request.filter(|request| request.payment == Payment::Invoice && charge.open > 0)
}

fn standing(charge: &Charge, today: Day, can_invoice: bool) -> Standing {
    let (chip, state, more) = said(charge, today, can_invoice);
    let by_invoice =
        charge.payment == Payment::Deduction && matches!(charge.state, ChargeState::Open | ChargeState::Failed);
    Standing {
        period: format!("{}から{}まで", home::in_words(charge.first), home::in_words(charge.last)),
        way: way(charge.payment),
        chip,
        state,
        more,
        press: if by_invoice && can_invoice { format!("invoice:{}", charge.grant) } else { String::new() },
        invoice: open_invoice(charge).map(|request| request.id.to_string()),
    }
}

fn said(charge: &Charge, today: Day, can_invoice: bool) -> (&'static str, &'static str, String) {
    let fee = yen(charge.fee.into());
    match (charge.state, charge.payment) {
        (ChargeState::Free, _) => ("done", "無料", "支払いの手続きはいりません。".to_owned()),
        (ChargeState::Open, Payment::Deduction) => {
            ("wait", "これから", format!("{fee}を給付費から差し引きます。手続きはいりません。"))
        }
        (ChargeState::Open, _) => (
            "wait",
            "これから",
            format!(
                "{fee}の請求書を、運営者がこれから作ります。できると、この画面に振込先と期限が表示されます。それまで、手続きはいりません。"
            ),
        ),
        (ChargeState::Asked, Payment::Deduction) => {
            let month = charge.request.map_or_else(String::new, |request| in_month(request.day));
            (
                "run",
                "手続き中",
                format!("{fee}を、{month}の給付費から差し引くよう、国保連合会に依頼しました。手続きはいりません。"),
            )
        }
        (ChargeState::Asked, _) => ("todo", "お支払い待ち", invoiced(charge, today, can_invoice)),
        (ChargeState::Failed, Payment::Deduction) => {
            let instead = if can_invoice {
                "請求書で支払うこともできます。"
            } else {
                "手続きはいりません。"
            };
            (
                "todo",
                "未払い",
                format!("{fee}を給付費から差し引けませんでした。次の月に、もう一度差し引きます。{instead}"),
            )
        }
        (ChargeState::Failed, _) => {
            ("todo", "未払い", format!("{fee}の振り込みを確かめられませんでした。運営者から、あらためてご連絡します。"))
        }
        (ChargeState::Paid, _) => ("done", "支払い済み", fee),
        (ChargeState::Refund, _) => {
            let open = yen(charge.open.unsigned_abs());
            (
                "run",
                "返金の手続き中",
                format!("支払いがいらなくなったため、{open}をお返しします。返金の方法は、運営者からご連絡します。"),
            )
        }
    }
}

/// What an invoice that waits asks for: until when, where; and that a payment of it was taken back.
fn invoiced(charge: &Charge, today: Day, can_invoice: bool) -> String {
    let fee = yen(charge.open.unsigned_abs());
    let Some(request) = charge.request else { return String::new() };
    let due = home::in_words(request.day);
    let reversed = if request.is_reversed {
        "まちがって記録した入金を、運営者が取り消しました。"
    } else {
        ""
    };
    let asks = match (can_invoice, request.day < today) {
        (false, _) => format!(
            "{fee}の振込先は、運営者が準備しています。決まると、この画面と請求書に表示されます。それまで、振り込まないでお待ちください。"
        ),
        (true, false) => format!("{fee}を、{due}までに、下の「振込先」に振り込んでください。"),
        (true, true) => format!(
            "支払いの期限（{due}）が過ぎています。{fee}を、下の「振込先」に振り込んでください。すでに振り込んだときは、確かめるまでお待ちください。"
        ),
    };
    format!("{reversed}{asks}")
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
    match payment::invoice(hub.context(hub.now()), caller.actor(), caller.office, grant).await {
        Ok(()) => {
            let say =
                Flash::done("請求書を作りました。振込先は、下に表示しています。「請求書を見る」から印刷できます。");
            Ok(Done::to("/licence").say(say).into())
        }
        Err(LicenceError::NoInvoices) => {
            let say = Flash::info("いまは、請求書で支払うことができません。給付費からの差し引きのままです。");
            Ok(Done::to("/licence").say(say).into())
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
        other => Trouble::internal(&other),
    }
}
