//! The server-rendered kit of the office app and the hub's portals. README.md of this crate shows how it is used.
//!
//! It knows nothing of offices, licences or transmissions: pages hand in texts, and get back layout, forms that cannot be
//! forged, sessions, error pages and the browser's files. It reads no clock and makes no random bytes of its own.

mod assets;
pub mod form;
mod format;
mod guard;
mod licences;
pub mod page;
mod paging;
mod random;
pub mod session;
mod site;
mod trouble;

pub use assets::Link;
pub use form::{Done, FieldErrors, Form, Outcome, Press, Upload, UploadedFile};
pub use format::{Bytes, JapanTime, Month, count, half_width, yen};
pub use licences::router as licences;
pub use page::{Banner, Flash, Frame, FrameLink, NavItem, Page, Silent, SystemState, Visit, Who, show};
pub use paging::Paging;
pub use random::{Random, RequestNumber};
pub use session::{CookiePolicy, SessionToken, Sessions, SignedIn};
pub use site::{FetchPolicy, Site, SiteConfig, UploadLimits};
pub use trouble::{Explanation, Manual, Trouble};

/// What a handler gives: a page, a redirect, or trouble.
pub type Shown = Result<axum::response::Response, Trouble>;
