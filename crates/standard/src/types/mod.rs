//! Values of the standard that are right by construction: parsing is the only check.

mod action;
mod csv_version;
mod date;
mod document_kind;
mod document_name;
mod office_number;
mod read_name;
mod serial;
mod service_type;
mod target_month;

pub use action::Action;
pub use csv_version::CsvVersion;
pub use date::Date;
pub use document_kind::DocumentKind;
pub use document_name::{DocumentName, NameMonth};
pub use office_number::{OfficeNumber, OfficeNumberError};
pub use read_name::{NameDeviation, NameReading};
pub use serial::{Serial, SerialError};
pub use service_type::{ServiceType, ServiceTypeError};
pub use target_month::{TargetMonth, TargetMonthError};

pub(crate) use read_name::is_hidden;
