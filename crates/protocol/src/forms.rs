//! How the texts of the contract that are no prose are written: the `pattern`s of the OpenAPI document.

/// An id: UUID of version 7 in lower case.
pub(crate) const ID: &str = "^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$";
/// 事業所番号: 10 digits or capital letters.
pub(crate) const OFFICE: &str = "^[0-9A-Z]{10}$";
/// The serial of a set, 14 digits; empty when only attachments are sent.
pub(crate) const SERIAL: &str = "^([0-9]{14})?$";
/// Serial number of a certificate, hexadecimal.
pub(crate) const CERTIFICATE: &str = "^([0-9a-f]{2}){1,20}$";
/// SHA-256, hexadecimal.
pub(crate) const SHA256: &str = "^[0-9a-f]{64}$";
/// A service month, `YYYYMM`.
pub(crate) const MONTH: &str = "^[0-9]{4}(0[1-9]|1[0-2])$";
/// UTC in whole seconds, RFC 3339.
pub(crate) const TIME: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$";
/// A day, `YYYY-MM-DD`.
pub(crate) const DAY: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
/// Prefecture, JIS X 0401.
pub(crate) const PREFECTURE: &str = "^(0[1-9]|[1-3][0-9]|4[0-7])$";
/// サービス種類コード.
pub(crate) const SERVICE: &str = "^[0-9A-Z]{2}$";
/// Base64 with padding, RFC 4648 §4.
pub(crate) const BASE64: &str = "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$";
/// One object or several in PEM.
pub(crate) const PEM: &str = "^-----BEGIN [A-Z ]+-----";
/// The code of a problem.
pub(crate) const PROBLEM: &str = "^urn:renkei:problem:[a-z-]+$";
/// Number of a request.
pub(crate) const REQUEST: &str = "^[0-9A-HJKMNP-TV-Z]{8}$";
/// The epoch of the hub's data.
pub(crate) const EPOCH: &str = "^[0-9a-f]{32}$";
/// A place in a list, from 0.
pub(crate) const INDEX: &str = "^[0-9]{1,9}$";
