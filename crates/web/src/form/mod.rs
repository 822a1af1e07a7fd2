//! Forms: proved to be ours, read into a type, pressed once; their errors; what was typed and not done; dropped files.

pub mod again;
mod done;
mod errors;
mod extract;
pub(crate) mod kept;
pub(crate) mod once;
mod press;
pub(crate) mod proof;
mod upload;

pub(crate) use done::SessionChange;
pub use done::{Done, Outcome};
pub use errors::{FieldError, FieldErrors};
pub use extract::Form;
pub use kept::{Carried, Holder};
pub use press::Press;
pub use upload::{LeftOut, Upload, UploadedFile};
