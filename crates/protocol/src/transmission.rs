//! Transmissions (送信単位): submitting, lists, states, receipts.

use crate::finding::FindingBody;
use crate::forms;
use crate::page::Cursor;
use crate::problem::Problem;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where a transmission is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum TransmissionState {
    /// 届いた: the hub has it.
    Accepted,
    /// 相手が取得: the recipient's fetch has begun; no withdrawal from here on.
    Fetched,
    /// 受領: the recipient signed that it has it.
    Received,
    /// 取込済: the recipient imported it.
    Imported,
    /// 取込エラー: the recipient could not import it.
    Rejected,
    /// 取消: the sender took it back before it was fetched.
    Withdrawn,
    /// 期限切れ: its time of keeping is over.
    Expired,
}

/// A transmission that was accepted, or was already there with the same bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Submitted {
    /// Its id (UUIDv7, chosen by the sender).
    #[schemars(extend("pattern" = forms::ID))]
    pub id: String,
    /// When the hub accepted it, UTC, RFC 3339.
    #[schemars(extend("pattern" = forms::TIME))]
    pub accepted_at: String,
    /// The hub's receipt (到達証).
    pub receipt: Receipt,
    /// It was there before, with the same bytes.
    pub repeated: bool,
    /// Warnings of the check.
    pub findings: Vec<FindingBody>,
}

/// The result for one container of a bulk request, in the order of the request.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SubmitResult {
    /// Name of the part of the request.
    pub part: String,
    /// What happened when it was accepted.
    pub submitted: Option<Submitted>,
    /// Why it was not.
    pub problem: Option<Problem>,
}

/// The results of a bulk request.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SubmitResults {
    /// One for each container.
    pub results: Vec<SubmitResult>,
}

/// One document of a transmission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DocumentBody {
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// SHA-256 of its bytes, hexadecimal.
    #[schemars(extend("pattern" = forms::SHA256))]
    pub sha256: String,
    /// Its media type.
    pub media_type: String,
    /// Its kind by name (e.g. `UPPLAN`); none for an attachment.
    pub kind: Option<String>,
}

/// A transmission in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TransmissionSummary {
    /// Its id.
    #[schemars(extend("pattern" = forms::ID))]
    pub id: String,
    /// Number of the sending office.
    #[schemars(extend("pattern" = forms::OFFICE))]
    pub from: String,
    /// Name of the sending office.
    pub from_name: String,
    /// Number of the receiving office.
    #[schemars(extend("pattern" = forms::OFFICE))]
    pub to: String,
    /// Name of the receiving office.
    pub to_name: String,
    /// The serial; empty when only attachments were sent.
    #[schemars(extend("pattern" = forms::SERIAL))]
    pub serial: String,
    /// The service month `YYYYMM`, when the documents have one.
    #[schemars(extend("pattern" = forms::MONTH))]
    pub month: Option<String>,
    /// The message text.
    pub message: String,
    /// The documents.
    pub documents: Vec<DocumentBody>,
    /// Where it is in its life.
    pub state: TransmissionState,
    /// When the hub accepted it, UTC, RFC 3339.
    #[schemars(extend("pattern" = forms::TIME))]
    pub accepted_at: String,
    /// When its state last changed, UTC, RFC 3339.
    #[schemars(extend("pattern" = forms::TIME))]
    pub changed_at: String,
}

/// One change of a transmission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TransmissionEvent {
    /// The state after it.
    pub state: TransmissionState,
    /// When, UTC, RFC 3339.
    #[schemars(extend("pattern" = forms::TIME))]
    pub at: String,
    /// The office that did it; none: the hub.
    #[schemars(extend("pattern" = forms::OFFICE))]
    pub by: Option<String>,
}

/// A transmission with its history.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TransmissionDetail {
    /// As in a list.
    pub summary: TransmissionSummary,
    /// SHA-256 of the container, hexadecimal.
    #[schemars(extend("pattern" = forms::SHA256))]
    pub container_sha256: String,
    /// Size of the container in bytes.
    pub container_size: u64,
    /// Every change, oldest first.
    pub events: Vec<TransmissionEvent>,
    /// What the recipient said when it rejected the import.
    pub findings: Vec<FindingBody>,
}

/// Filters of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ListQuery {
    /// Only this state.
    pub state: Option<TransmissionState>,
    /// Only this service month, `YYYYMM`.
    #[schemars(extend("pattern" = forms::MONTH))]
    pub month: Option<String>,
    /// Only with this office on the other side.
    #[schemars(extend("pattern" = forms::OFFICE))]
    pub office: Option<String>,
    /// Only with a document of this kind, e.g. `UPPLAN`.
    pub kind: Option<String>,
    /// Where to go on.
    pub cursor: Option<Cursor>,
    /// Most entries, 1 to 100; 50 when not given.
    pub limit: Option<u16>,
}

/// A page of transmissions, newest first.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TransmissionPage {
    /// The transmissions.
    pub transmissions: Vec<TransmissionSummary>,
    /// Where the next page begins.
    pub next: Option<Cursor>,
}

/// What a receipt states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum ReceiptKind {
    /// 到達証, by the hub.
    Accepted,
    /// 受領証, by the recipient.
    Received,
    /// 取込済, by the recipient.
    Imported,
    /// 取込エラー, by the recipient.
    Rejected,
}

/// A signed statement, `renkei-receipt/1`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Receipt {
    /// What it states.
    pub kind: ReceiptKind,
    /// Base64 of the exact bytes of the statement (RFC 8785 JSON).
    #[schemars(extend("pattern" = forms::BASE64))]
    pub statement: String,
    /// Base64 of the detached CMS signature over it, DER.
    #[schemars(extend("pattern" = forms::BASE64))]
    pub signature: String,
}

/// Hands in a receipt: an acknowledgement or the result of an import.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReceiptRequest {
    /// Base64 of the exact bytes of the statement.
    #[schemars(extend("pattern" = forms::BASE64))]
    pub statement: String,
    /// Base64 of the detached CMS signature over it.
    #[schemars(extend("pattern" = forms::BASE64))]
    pub signature: String,
}

/// The receipts of a transmission, oldest first.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReceiptList {
    /// The receipts.
    pub receipts: Vec<Receipt>,
}
