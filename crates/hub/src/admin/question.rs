//! What commands ask, and the answers: one JSON object each.

use serde::{Deserialize, Serialize};

/// A question.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum AdminQuestion {
    /// Add or change offices; with `dry` only say what would be done.
    PutOffices {
        /// The offices.
        offices: Vec<NewOfficeLine>,
        /// Only look.
        dry: bool,
    },
    /// Say which offices are in the directory.
    ListOffices {
        /// A part of the name or its kana.
        name: Option<String>,
        /// Prefecture, `01` to `47`.
        prefecture: Option<String>,
    },
    /// Say what is known of an office.
    ShowOffice {
        /// 事業所番号.
        office: String,
    },
    /// Make both sign-in names of an office with their first passwords.
    CreateAccount {
        /// 事業所番号.
        office: String,
    },
    /// A new first password for a name.
    ResetPassword {
        /// `KJ…` or `c…`.
        name: String,
    },
    /// A one-time code for a terminal.
    MakeCode {
        /// 事業所番号.
        office: String,
        /// It is for a 請求委任事業所用ケアプラン証明書.
        delegated: bool,
    },
    /// Revoke a certificate.
    Revoke {
        /// Serial number, hexadecimal.
        serial: String,
        /// The key may be in other hands.
        compromised: bool,
    },
    /// Grant licences, a year each.
    Grant {
        /// 事業所番号.
        office: String,
        /// First day, `YYYY-MM-DD`; none: today, or after the licence that runs.
        from: Option<String>,
        /// How many years.
        years: u8,
    },
    /// Make the revocation list anew.
    RenewCrl,
    /// Renew the hub's own certificates now.
    RenewOwn,
    /// Rotate the master key.
    RotateKey,
    /// Add an operator, whose certificate was made before.
    AddOperator {
        /// The short id.
        id: String,
        /// The name that colleagues see.
        name: String,
        /// `admin`, `clerk`, `viewer` or `federation:PP`.
        role: String,
        /// The certificate in PEM.
        certificate: String,
    },
    /// Give an operator a new certificate and registration.
    RenewOperator {
        /// The short id.
        id: String,
        /// The certificate in PEM.
        certificate: String,
    },
    /// Stop an operator for good.
    StopOperator {
        /// The short id.
        id: String,
    },
    /// Say who operates.
    ListOperators,
}

/// An office to add.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewOfficeLine {
    /// Line of the file, for findings.
    pub line: usize,
    /// 事業所番号.
    pub number: String,
    /// Its name.
    pub name: String,
    /// Its name in kana.
    pub kana: String,
    /// Prefecture, `01` to `47`.
    pub prefecture: String,
    /// Service types.
    pub services: Vec<String>,
}

/// An answer, in lines that are printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum AdminAnswer {
    /// Done.
    Done(Vec<String>),
    /// Not done, and why.
    Refused(Vec<String>),
}
