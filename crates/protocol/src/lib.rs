//! The wire contract of the exchange API, version 1: requests, responses, problem codes, limits.
//!
//! Types here are what stands on the wire and nothing else; handlers translate between them and the domain. Unknown
//! members are refused (S32). All routes stand in one table ([`ROUTES`]) with who may call them; the hub can register
//! no other, and the OpenAPI 3.1 document is generated from it ([`openapi()`]).

mod certificate;
mod code;
mod event;
mod finding;
mod forms;
mod limits;
mod notice;
mod office;
mod openapi;
mod page;
mod problem;
mod routes;
mod session;
mod transmission;

pub use certificate::{
    Authority, CertificateBody, CertificateKind, CertificateState, EnrolRequest, IssuedCertificate, RenewRequest,
    TerminalCertificate, TerminalCertificateList,
};
pub use code::EnrolCode;
pub use event::{Event, EventKind, EventPage, PollQuery};
pub use finding::{FieldBody, FindingBody, PlaceBody, SeverityBody};
pub use limits::Limits;
pub use notice::{Importance, Notice, NoticePage, NoticeQuery};
pub use office::{
    ClosedOffice, ClosingPage, ClosingQuery, LicenceBody, MaintenanceBody, Me, OfficeBody, OfficePage, OfficeQuery,
    Successor, SystemState,
};
pub use openapi::openapi;
pub use page::Cursor;
pub use problem::{Problem, ProblemCode};
pub use routes::{Access, Method, ObjectRule, Operation, Payload, ROUTES, Route};
pub use session::{
    PasswordChange, PasswordOf, RefreshRequest, Scope, SessionBody, SessionList, SignIn, SignedIn, TerminalTokenBody,
    TerminalTokenList, TerminalTokenMade, TerminalTokenRequest,
};
pub use transmission::{
    DocumentBody, ListQuery, Receipt, ReceiptKind, ReceiptList, ReceiptRequest, SubmitResult, SubmitResults, Submitted,
    TransmissionDetail, TransmissionEvent, TransmissionPage, TransmissionState, TransmissionSummary,
};

/// Media type of a container.
pub const CONTAINER_MEDIA_TYPE: &str = "application/vnd.etsi.asic-e+zip";
/// Media type of a problem document (RFC 9457).
pub const PROBLEM_MEDIA_TYPE: &str = "application/problem+json";
/// Header of every answer of the exchange: the history of the hub's data, 32 hexadecimal digits. It changes when a backup
/// was brought back; then the hub may not know any more what it has acknowledged since that backup.
pub const EPOCH_HEADER: &str = "renkei-epoch";
/// Path of the OpenAPI document.
pub const OPENAPI_PATH: &str = "/v1/openapi.json";
