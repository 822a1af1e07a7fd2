//! What a mail says of the office's own licence and payments: days and amounts, as its ledger stands when the mail leaves.

use crate::certificate_words;
use crate::closings::to_pay;
use crate::jobs::japanese;
use exchange::Instant;
use exchange::certificate::{CertificateRecord, CertificateState};
use exchange::instant::{DAY, Day};
use exchange::licence::{Ledger, LicenceDeed, LicenceEntry, PaymentOutcome};
use exchange::mail::MailKind;
use exchange::notice::REMINDER_DAYS;
use exchange::usecases::licence::renew_due::{AUTOMATIC_DAYS, is_held};
use exchange::usecases::office::close::Asked;
use web::yen;

/// The sentences, or nothing where there is nothing to add.
pub(crate) fn facts(ledger: &Ledger, kind: MailKind, today: Day) -> String {
    let said = match kind {
        MailKind::LicenceGranted | MailKind::LicenceRenewed => granted(ledger),
        MailKind::LicenceEnds => ends(ledger, today),
        MailKind::LicenceCancelled => cancelled(ledger, today),
        MailKind::LicenceResumed => {
            ledger.covered_until(today).map(|until| format!("{}まで使えます。", japanese(until)))
        }
        MailKind::PaymentDue | MailKind::PaymentLate => unpaid(ledger),
        MailKind::PaymentRecorded => last(ledger, |line| match line.deed {
            LicenceDeed::Result { outcome: PaymentOutcome::Paid, amount, day, .. } => {
                Some(format!("支払われた日：{}　金額：{}", japanese(day), yen(amount.into())))
            }
            _ => None,
        }),
        MailKind::MoneyReturned => last(ledger, |line| match line.deed {
            LicenceDeed::Refund { amount, day, .. } => {
                Some(format!("お返しした日：{}　金額：{}", japanese(day), yen(amount.into())))
            }
            _ => None,
        }),
        _ => None,
    };
    said.unwrap_or_default()
}

/// What the office is to pay after a closing that was taken back at an instant.
pub(crate) fn taken_back(ledger: &Ledger, at: Instant) -> String {
    to_pay(Asked::by(ledger.0.iter().filter(|line| line.at == at))).unwrap_or_default()
}

/// Which certificates end soon, when, and where they are renewed.
pub(crate) fn certificates(records: &[CertificateRecord], at: Instant) -> String {
    let soon = records.iter().filter(|one| {
        one.state(at) == CertificateState::Valid
            && one.not_after.since(at) <= REMINDER_DAYS[0] * DAY
            && !one.is_renewed_among(records)
    });
    let each = soon.map(|one| {
        let (number, day) = (certificate_words::number(&one.key), one.not_after.day_in_japan());
        let left = match at.days_until(one.not_after) {
            0 => "今日まで".to_owned(),
            left => format!("あと{left}日"),
        };
        format!("番号 {number}　期限 {}（{left}）", japanese(day))
    });
    let mut lines: Vec<_> = each.collect();
    if !lines.is_empty() {
        lines.push("更新は、その端末の連携クライアントの「設定」の「電子証明書」で行います。".to_owned());
    }
    lines.join("\n")
}

fn last(ledger: &Ledger, said: impl Fn(&LicenceEntry) -> Option<String>) -> Option<String> {
    ledger.0.iter().rev().find_map(said)
}

fn granted(ledger: &Ledger) -> Option<String> {
    last(ledger, |line| match line.deed {
        LicenceDeed::Grant { first, last, fee, .. } => {
            let fee = if fee == 0 { "かかりません（フリーパス）".to_owned() } else { yen(fee.into()) };
            Some(format!("期間：{}から{}まで　料金：{fee}", japanese(first), japanese(last)))
        }
        _ => None,
    })
}

/// Until when, and what fits the office: what goes on by itself is not to be done by hand.
fn ends(ledger: &Ledger, today: Day) -> Option<String> {
    let until = ledger.covered_until(today)?;
    let next = match ledger.automatic() {
        Some(_) if is_held(ledger, today) => {
            "支払いの期限が過ぎているライセンス料があるため、自動では更新されません。支払いが確かめられると、続けて更新されます。"
                .to_owned()
        }
        Some(_) => format!(
            "自動更新を使っているため、{}に1年間更新されます。手続きはいりません。",
            japanese(until.plus(-AUTOMATIC_DAYS))
        ),
        None => "続けて使うには、利用申請サイトの「利用申請/更新」で更新してください。".to_owned(),
    };
    Some(format!("ライセンスの期限は、{}です。{next}", japanese(until)))
}

fn cancelled(ledger: &Ledger, today: Day) -> Option<String> {
    let leaving = ledger.leaving(today)?;
    let back = format!("取りやめは、{}までなら取り消せます。", japanese(leaving.until));
    Some(match leaving.last {
        Some(last) => format!("使える最後の日は、{}です。{back}", japanese(last)),
        None => format!("いまは使えません。{back}"),
    })
}

fn unpaid(ledger: &Ledger) -> Option<String> {
    let open = ledger.charges().into_iter().filter(|charge| charge.open > 0);
    let (due, amount) = open.filter_map(|charge| Some((charge.request?.day, charge.open.unsigned_abs()))).min()?;
    Some(format!("支払いの期限：{}　金額：{}", japanese(due), yen(amount)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use exchange::Sha256;
    use exchange::certificate::{CertificateKey, CertificateKind};
    use exchange::id::LicenceEntryId;
    use exchange::licence::{Origin, Payment, YEAR_FEE, last_day_of_year_from};

    /// Lines that were written one day after the other, from 1 April 2026.
    fn ledger(deeds: &[LicenceDeed]) -> Ledger {
        let office = standard::OfficeNumber::parse("1370000001").unwrap();
        let at = |days: usize| Instant::from_millis(first().begins().millis() + i64::try_from(days).unwrap() * DAY);
        Ledger((0..).zip(deeds).map(|(n, deed)| LicenceEntry { id: id(n), office, deed: *deed, at: at(n) }).collect())
    }

    fn id(number: usize) -> LicenceEntryId {
        LicenceEntryId::new(Instant::from_millis(1), [u8::try_from(number).unwrap(); 10])
    }

    fn first() -> Day {
        Day::of(2026, 4, 1).unwrap()
    }

    fn grant() -> LicenceDeed {
        let (first, last) = (first(), last_day_of_year_from(first()));
        LicenceDeed::Grant {
            first,
            last,
            payment: Payment::Invoice,
            fee: YEAR_FEE,
            origin: Origin::Applied,
            campaign: None,
        }
    }

    const ON: LicenceDeed = LicenceDeed::Renewal { automatic: true, payment: Payment::Invoice };

    fn invoice() -> LicenceDeed {
        LicenceDeed::Invoice { grant: id(0), amount: YEAR_FEE, due: first().plus(30) }
    }

    #[test]
    fn the_end_is_said_with_its_day_and_what_fits_the_office() {
        let today = first().plus(300);
        let by_hand = facts(&ledger(&[grant()]), MailKind::LicenceEnds, today);
        assert!(by_hand.starts_with("ライセンスの期限は、2027年3月31日です。続けて使うには"), "{by_hand}");
        let alone = facts(&ledger(&[grant(), ON]), MailKind::LicenceEnds, today);
        assert!(alone.contains("2027年3月1日に1年間更新されます。手続きはいりません。"), "{alone}");
        assert!(!alone.contains("更新してください"), "{alone}");
        let held = facts(&ledger(&[grant(), invoice(), ON]), MailKind::LicenceEnds, today);
        assert!(held.contains("自動では更新されません"), "{held}");
    }

    #[test]
    fn who_left_is_told_until_when_and_never_to_apply_anew() {
        let left = LicenceDeed::Cancel { entry: id(0), from: first().plus(30) };
        let said = facts(&ledger(&[grant(), left]), MailKind::LicenceCancelled, first().plus(1));
        assert_eq!(said, "使える最後の日は、2026年4月30日です。取りやめは、2026年4月30日までなら取り消せます。");
        let over = facts(&ledger(&[grant(), left]), MailKind::LicenceCancelled, first().plus(30));
        assert_eq!(over, "", "what cannot be done any more is not offered");
    }

    #[test]
    fn who_goes_on_after_a_closing_is_told_what_to_pay() {
        let resumed = LicenceDeed::Resume { entry: id(0) };
        let lines = |deed| ledger(&[grant(), invoice(), resumed, deed]);
        let at = |lines: &Ledger| lines.0.last().unwrap().at;
        let later = lines(LicenceDeed::Defer { request: id(1), due: first().plus(60) });
        assert!(taken_back(&later, at(&later)).contains("支払いの期限を2026年5月31日に延ばしました"));
        let anew = lines(grant());
        assert!(taken_back(&anew, at(&anew)).contains("21,000円は、もう一度お支払いが必要です"));
        let nothing = lines(resumed);
        assert_eq!(taken_back(&nothing, at(&nothing)), "");
    }

    #[test]
    fn money_is_said_with_its_day_and_amount() {
        let (day, amount) = (first().plus(9), YEAR_FEE);
        let result = LicenceDeed::Result { request: id(1), outcome: PaymentOutcome::Paid, amount, day };
        let waits = facts(&ledger(&[grant(), invoice()]), MailKind::PaymentDue, day);
        assert_eq!(waits, "支払いの期限：2026年5月1日　金額：21,000円");
        let paid = ledger(&[grant(), invoice(), result, LicenceDeed::Refund { grant: id(0), amount, day: day.next() }]);
        assert_eq!(facts(&paid, MailKind::PaymentRecorded, day), "支払われた日：2026年4月10日　金額：21,000円");
        assert_eq!(facts(&paid, MailKind::MoneyReturned, day), "お返しした日：2026年4月11日　金額：21,000円");
        assert_eq!(facts(&paid, MailKind::PasswordChanged, day), "");
    }

    #[test]
    fn which_certificates_end_is_said_with_their_day_and_where_they_are_renewed() {
        let issued = |number: u8, begins: i64, renews: Option<u8>| {
            let key = |number: u8| CertificateKey::new(b"issuer", &[number; 4]).unwrap();
            let not_before = first().begins().minus(begins * DAY);
            CertificateRecord {
                key: key(number),
                thumbprint: Sha256::of(&[number]),
                office: standard::OfficeNumber::parse("1370000001").unwrap(),
                kind: CertificateKind::CarePlan,
                not_before,
                not_after: not_before.plus(1_095 * DAY),
                revoked: None,
                renews: renews.map(key),
            }
        };
        let at = first().begins();
        let last = certificates(&[issued(0x1C, 1_094, None)], at.plus(DAY - 1));
        assert!(last.starts_with("番号 1c1c1c1c　期限 2026年4月2日（あと1日）"), "by the calendar: {last}");
        let last = certificates(&[issued(0x1C, 1_095, None)], at);
        assert!(last.starts_with("番号 1c1c1c1c　期限 2026年4月1日（今日まで）"), "{last}");
        let old = issued(0x1A, 1_010, None);
        let said = certificates(&[old.clone(), issued(0x1B, 1, None)], at);
        assert!(said.starts_with("番号 1a1a1a1a　期限 2026年6月25日（あと85日）\n更新は、"), "{said}");
        assert_eq!(certificates(&[old, issued(0x1B, 1, Some(0x1A))], at), "", "it was renewed");
    }
}
