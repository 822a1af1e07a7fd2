//! Who writes the invoices and where they are paid; without it offices cannot pay by invoice.

use serde::Deserialize;
use thiserror::Error;

/// What stands on every invoice.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Invoicing {
    /// The organisation that is paid.
    pub issuer: String,
    /// Its postal address, with the postal code.
    pub address: String,
    /// How an office asks about an invoice.
    pub contact: String,
    /// 適格請求書発行事業者の登録番号: `T` and thirteen digits. Without it an invoice names no rate and no amount of tax.
    #[serde(default)]
    pub registration: Option<String>,
    /// Days for paying, from the day of the invoice.
    #[serde(default = "thirty")]
    pub days: u16,
    /// Who pays what the bank takes for the transfer.
    #[serde(default)]
    pub transfer_fee: TransferFee,
    /// Where to pay.
    pub bank: BankAccount,
}

/// Who pays what the bank takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum TransferFee {
    /// The office that pays the invoice.
    #[default]
    Payer,
    /// Who wrote the invoice: the office may deduct it.
    Issuer,
}

/// An account at a Japanese bank.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BankAccount {
    /// The bank's name.
    pub bank: String,
    /// The branch's name.
    pub branch: String,
    /// Its kind.
    #[serde(default)]
    pub kind: AccountKind,
    /// Its number: seven digits.
    pub number: String,
    /// Whose it is, in katakana as the bank has it.
    pub holder: String,
}

/// The kind of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum AccountKind {
    /// 普通.
    #[default]
    Ordinary,
    /// 当座.
    Current,
    /// 貯蓄.
    Savings,
}

/// Why the section `[invoice]` cannot be used.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum InvoiceConfigError {
    /// A text is empty, too long, or has line breaks.
    #[error("invoice.{0} has 1 to 120 characters on one line")]
    Text(&'static str),
    /// The registration number is none.
    #[error("invoice.registration is T and thirteen digits of which the first checks the others, not {0}")]
    Registration(String),
    /// Too few or too many days.
    #[error("invoice.days is 1 to 180, not {0}")]
    Days(u16),
    /// The account's number is none.
    #[error("invoice.bank.number has seven digits, not {0}")]
    Number(String),
    /// The holder is not written as banks write it.
    #[error("invoice.bank.holder is written in katakana, capital letters and digits, not {0}")]
    Holder(String),
}

impl AccountKind {
    /// Its Japanese name.
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Ordinary => "普通",
            Self::Current => "当座",
            Self::Savings => "貯蓄",
        }
    }
}

impl Invoicing {
    pub(super) fn check(&self) -> Result<(), InvoiceConfigError> {
        let texts = [
            ("issuer", &self.issuer),
            ("address", &self.address),
            ("contact", &self.contact),
            ("bank.bank", &self.bank.bank),
            ("bank.branch", &self.bank.branch),
        ];
        let is_text =
            |text: &str| !text.trim().is_empty() && text.chars().count() <= 120 && !text.chars().any(char::is_control);
        if let Some((name, _)) = texts.iter().find(|(_, text)| !is_text(text)) {
            return Err(InvoiceConfigError::Text(name));
        }
        if let Some(wrong) = self.registration.as_ref().filter(|number| !is_registration(number)) {
            return Err(InvoiceConfigError::Registration(wrong.clone()));
        }
        if !(1..=180).contains(&self.days) {
            return Err(InvoiceConfigError::Days(self.days));
        }
        let number = &self.bank.number;
        if number.len() != 7 || !number.bytes().all(|sign| sign.is_ascii_digit()) {
            return Err(InvoiceConfigError::Number(number.clone()));
        }
        let holder = &self.bank.holder;
        if !is_text(holder) || !holder.chars().all(is_of_a_holder) {
            return Err(InvoiceConfigError::Holder(holder.clone()));
        }
        Ok(())
    }
}

fn thirty() -> u16 {
    30
}

/// `T` and thirteen digits, of which the first checks the twelve behind it: nine less the rest by nine of their sum, in
/// which every second one from the right counts twice (国税庁, 法人番号の検査用数字).
pub fn is_registration(text: &str) -> bool {
    let digits = text.strip_prefix('T').filter(|digits| digits.len() == 13).unwrap_or_default();
    let digits: Option<Vec<u32>> = digits.chars().map(|sign| sign.to_digit(10)).collect();
    let Some((check, basic)) = digits.as_deref().and_then(<[u32]>::split_first) else { return false };
    let sum: u32 = basic.iter().rev().zip([1, 2].iter().cycle()).map(|(digit, weight)| digit * weight).sum();
    *check == 9 - sum % 9
}

/// Signs that banks have in the name of a holder.
fn is_of_a_holder(sign: char) -> bool {
    matches!(sign, 'ァ'..='ヶ' | 'ー' | '・' | '｡'..='ﾟ' | 'A'..='Z' | '0'..='9' | 'Ａ'..='Ｚ' | '０'..='９')
        || matches!(
            sign,
            ' ' | '\u{3000}'
                | '('
                | ')'
                | '（'
                | '）'
                | '.'
                | '．'
                | '-'
                | '－'
                | '/'
                | '／'
                | ','
                | '，'
                | '「'
                | '」'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_registration_number_checks_itself() {
        // Base numbers of zeros belong to nobody.
        for right in ["T9000000000000", "T8000000000001", "T7000000000010", "T9000000000009"] {
            assert!(is_registration(right), "{right}");
        }
        for wrong in ["", "T", "9000000000000", "T8000000000000", "T900000000000", "T90000000000000", "T900000000000X"]
        {
            assert!(!is_registration(wrong), "{wrong}");
        }
        // Each digit changed by one is noticed.
        for place in 1..13 {
            let mut digits = b"T9000000000000".to_vec();
            digits[place + 1] = b'1';
            assert!(!is_registration(&String::from_utf8(digits).unwrap()), "{place}");
        }
    }
}
