//! Pages: the visit they answer, the frame around them, the messages on them.

pub(crate) mod flash;
mod frame;
mod show;
mod visit;

pub use flash::Flash;
pub use frame::{Banner, Frame, FrameLink, NavItem, Silent, SystemState, Who};
pub use show::{Page, show};
pub use visit::Visit;
