//! 請求書: an invoice of a ledger as a sheet to print, the same for the office and for the operator; and where it is paid.

use crate::config::{Invoicing, TransferFee};
use exchange::id::LicenceEntryId;
use exchange::instant::Day;
use exchange::licence::{Ledger, LicenceDeed};
use exchange::office::NewOffice;
use web::{JapanTime, yen};

/// What stands on the sheet.
pub(crate) struct Sheet {
    pub(crate) number: String,
    pub(crate) at: String,
    pub(crate) due: String,
    /// Where it is sent: postcode and address; none while nobody has registered them.
    pub(crate) post: Option<(String, String)>,
    pub(crate) office: String,
    pub(crate) office_number: String,
    /// Who wrote it: name, address, contact, 登録番号, as far as the operator has said so.
    pub(crate) issuer: Vec<String>,
    pub(crate) period: String,
    pub(crate) fee: String,
    /// The tax in it; none from who is not registered for it (消費税法57条の5).
    pub(crate) tax: Option<String>,
    /// Where to pay; none while nobody has said so.
    pub(crate) pay_to: Option<Vec<(&'static str, String)>>,
    /// Nothing is to be paid any more: paid, cancelled, or free.
    pub(crate) is_over: bool,
}

/// The sheet of an invoice to an office; `None` when the ledger has no such invoice.
pub(crate) fn sheet(
    ledger: &Ledger,
    id: LicenceEntryId,
    office: &NewOffice,
    (network, invoicing): (&str, Option<&Invoicing>),
) -> Option<Sheet> {
    let entry = ledger.0.iter().find(|entry| entry.id == id)?;
    let LicenceDeed::Invoice { grant, amount, .. } = entry.deed else { return None };
    let (charge, request) = (ledger.charge(grant)?, ledger.request(id)?);
    let is_registered = invoicing.is_some_and(|known| known.registration.is_some());
    Some(Sheet {
        number: self::number(id),
        at: JapanTime::from_unix_ms(entry.at.millis()).sentence_day(),
        due: in_words(request.day),
        post: office.post.as_ref().map(|post| (post.postcode_in_two(), post.address().to_owned())),
        office: office.name.clone(),
        office_number: office.number.to_string(),
        issuer: issuer(network, invoicing),
        period: format!("{}から{}まで", in_words(charge.first), in_words(charge.last)),
        fee: yen(amount.into()),
        tax: is_registered.then(|| yen(tax(amount).into())),
        pay_to: invoicing.map(pay_to),
        is_over: request.result.is_some() || charge.open <= 0,
    })
}

/// Where an invoice is paid, line by line.
pub(crate) fn pay_to(invoicing: &Invoicing) -> Vec<(&'static str, String)> {
    let bank = &invoicing.bank;
    let fee = match invoicing.transfer_fee {
        TransferFee::Payer => "振り込む事業所のご負担です。",
        TransferFee::Issuer => "発行者が負担します。ご請求金額から差し引いて振り込んでください。",
    };
    vec![
        ("金融機関", format!("{} {}", bank.bank, bank.branch)),
        ("口座", format!("{} {}", bank.kind.japanese(), bank.number)),
        ("口座名義", bank.holder.clone()),
        ("振込手数料", fee.to_owned()),
    ]
}

/// The number of an invoice as people read it: the last twelve signs of its id.
pub(crate) fn number(id: LicenceEntryId) -> String {
    id.to_string().rsplit('-').next().unwrap_or_default().to_uppercase()
}

fn issuer(network: &str, invoicing: Option<&Invoicing>) -> Vec<String> {
    let known = invoicing.map(|known| {
        let registration = known.registration.iter().map(|number| format!("登録番号 {number}"));
        std::iter::once(known.contact.clone()).chain(registration)
    });
    sender(network, invoicing).into_iter().chain(known.into_iter().flatten()).collect()
}

/// Who sends a letter: name and address of who runs the hub, as far as that is known.
pub(crate) fn sender(network: &str, invoicing: Option<&Invoicing>) -> Vec<String> {
    let unknown = || vec![format!("連携基盤 {network} 運営者")];
    invoicing.map_or_else(unknown, |known| vec![known.issuer.clone(), known.address.clone()])
}

/// Ten parts of a hundred and ten, rounded down.
fn tax(amount: u32) -> u32 {
    u32::try_from(u64::from(amount) * 10 / 110).unwrap_or(u32::MAX)
}

fn in_words(day: Day) -> String {
    JapanTime::from_unix_ms(day.begins().millis()).sentence_day()
}
