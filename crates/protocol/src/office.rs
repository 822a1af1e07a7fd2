//! The office itself and the directory of offices.

use crate::certificate::CertificateBody;
use crate::forms;
use crate::page::Cursor;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One office of the directory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OfficeBody {
    /// 事業所番号, 10 characters.
    #[schemars(extend("pattern" = forms::OFFICE))]
    pub number: String,
    /// Its name.
    pub name: String,
    /// Its name in kana.
    pub kana: String,
    /// Two digits, JIS X 0401.
    #[schemars(extend("pattern" = forms::PREFECTURE))]
    pub prefecture: String,
    /// サービス種類コード, 2 characters each.
    #[schemars(inner(regex(pattern = forms::SERVICE)))]
    pub service_types: Vec<String>,
    /// It has a licence today and can be sent to.
    pub licensed: bool,
}

/// What to search for; all that is given must fit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OfficeQuery {
    /// The beginning of the number.
    pub number: Option<String>,
    /// A part of the name.
    pub name: Option<String>,
    /// A part of the kana.
    pub kana: Option<String>,
    /// Prefecture, two digits.
    #[schemars(extend("pattern" = forms::PREFECTURE))]
    pub prefecture: Option<String>,
    /// Service type, two characters.
    #[schemars(extend("pattern" = forms::SERVICE))]
    pub service_type: Option<String>,
    /// Only those with or without a licence.
    pub licensed: Option<bool>,
    /// Where to go on.
    pub cursor: Option<Cursor>,
    /// Most entries, 1 to 100; 50 when not given.
    pub limit: Option<u16>,
}

/// A page of the directory.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OfficePage {
    /// The offices.
    pub offices: Vec<OfficeBody>,
    /// Where the next page begins; none at the end.
    pub next: Option<Cursor>,
}

/// Whether the exchange can be used now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum SystemState {
    /// 利用可能です.
    Available,
    /// Reading works, sending does not (e.g. no room left).
    ReadOnly,
    /// Planned maintenance.
    Maintenance,
}

/// A planned maintenance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MaintenanceBody {
    /// When it begins, UTC, RFC 3339.
    #[schemars(extend("pattern" = forms::TIME))]
    pub from: String,
    /// When it ends, UTC, RFC 3339.
    #[schemars(extend("pattern" = forms::TIME))]
    pub until: String,
    /// Sending and receiving go on meanwhile; otherwise the exchange may not answer.
    pub goes_on: bool,
    /// The operator's words.
    pub text: String,
}

/// The licence of the office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LicenceBody {
    /// First day, Japanese time, `YYYY-MM-DD`.
    #[schemars(extend("pattern" = forms::DAY))]
    pub from: String,
    /// Last day, Japanese time, `YYYY-MM-DD`.
    #[schemars(extend("pattern" = forms::DAY))]
    pub until: String,
    /// It is within its period today.
    pub valid: bool,
}

/// The caller: office, licence, certificate, state of the exchange.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Me {
    /// The office.
    pub office: OfficeBody,
    /// Its licence; none when it never had one.
    pub licence: Option<LicenceBody>,
    /// The certificate of this connection.
    pub certificate: CertificateBody,
    /// Whether the exchange can be used now.
    pub system_state: SystemState,
    /// The maintenance that lasts, or the next one of the coming seven days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maintenance: Option<MaintenanceBody>,
    /// The hub's clock, UTC, RFC 3339; an app whose clock is far off can say so.
    #[schemars(extend("pattern" = forms::TIME))]
    pub now: String,
    /// How the operator's help desk is reached, as the operator writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// The newest version of the office app that the operator knows of, e.g. `1.2.0`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub app_version: Option<String>,
}

/// An office that is closed, or will be on a day that is decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ClosedOffice {
    /// 事業所番号, 10 characters.
    #[schemars(extend("pattern" = forms::OFFICE))]
    pub number: String,
    /// Its name.
    pub name: String,
    /// The first day on which it is closed, Japanese time, `YYYY-MM-DD`; it may lie ahead.
    #[schemars(extend("pattern" = forms::DAY))]
    pub from: String,
    /// The last day on which it can still read what had arrived before, Japanese time, `YYYY-MM-DD`; none while its day has
    /// not come.
    #[schemars(extend("pattern" = forms::DAY))]
    pub reads_until: Option<String>,
    /// Who takes over; where that office was closed too, the one that took over from it.
    pub successor: Option<Successor>,
}

/// The office that takes over from a closed one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Successor {
    /// 事業所番号, 10 characters.
    #[schemars(extend("pattern" = forms::OFFICE))]
    pub number: String,
    /// Its name.
    pub name: String,
}

/// Asks for closed offices.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ClosingQuery {
    /// Only this office, whether or not the caller exchanges anything with it.
    #[schemars(extend("pattern" = forms::OFFICE))]
    pub office: Option<String>,
}

/// Offices that are closed or will be.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ClosingPage {
    /// The caller's own closing.
    pub own: Option<ClosedOffice>,
    /// Those that the caller exchanges transmissions with, the newest first, 200 at most; or the one that was asked for.
    pub offices: Vec<ClosedOffice>,
}
