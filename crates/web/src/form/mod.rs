//! Forms: proved to be ours, read into a type, pressed once; their errors; dropped files.

mod done;
mod errors;
mod extract;
pub(crate) mod once;
mod press;
pub(crate) mod proof;
mod upload;

pub(crate) use done::SessionChange;
pub use done::{Done, Outcome};
pub use errors::{FieldError, FieldErrors};
pub use extract::Form;
pub use press::Press;
pub use upload::{LeftOut, Upload, UploadedFile};
