//! Records read by field name: one typed view for each kind of document, and a view without types for any of them.
//!
//! - [`Records`] goes through the bytes of a file and gives each record as a [`RecordView`] or as a view of its kind.
//! - [`RecordView`] knows a record's fields by number and name, with their text and what a code means.
//! - [`kinds`] has one view for each kind ([`UpPlanView`](kinds::UpPlanView), …) with a method for each field that gives
//!   a typed value: a day, a time, a code with its label. Both versions of the standard are read through the same view;
//!   a field that a version does not have gives `None`.
//! - [`SecondSheetLine`] and [`SupportPlanLine`] fill in what a blank field takes from the row before (A117, A138).
//!
//! Views read as the safe choices of the ambiguities ask: full-width digits, spaces around a code or leading zeros of a
//! number do not hide a value. What is wrong with a file is said by [`crate::check`], never here; the text as it stands
//! is always there in the [`RecordView`].

mod cell;
mod code;
mod decimal;
mod declare;
mod inherited;
pub mod kinds;
mod prorated_days;
mod record_view;
mod records;
mod second_sheet;
mod service_code;
mod short_stay;
mod support_plan;
mod time;
mod value;

pub use code::Code;
pub use decimal::{Amount, Decimal};
pub use declare::{View, ViewField};
pub use inherited::Inherited;
pub use prorated_days::ProratedDays;
pub use record_view::{FieldText, RecordView};
pub use records::{RecordError, Records};
pub use second_sheet::{SecondSheetLine, second_sheet_lines};
pub use service_code::{ServiceCode, Total};
pub use short_stay::{ShortStayDays, short_stay_days};
pub use support_plan::{SupportPlanLine, support_plan_lines};
pub use time::Time;
pub use value::{NamedValue, Value};
