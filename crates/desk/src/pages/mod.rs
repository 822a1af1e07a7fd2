//! The pages: one module a page, one template (or a few parts) each.

mod bulk;
mod drafts;
mod errors;
mod frame;
mod help;
mod home;
mod inbox;
mod inbox_item;
mod letter;
mod letter_confirm;
mod lock;
mod new_letter;
mod news;
mod notice;
mod password;
mod practise;
mod query;
mod quit;
mod recover;
mod router;
mod scene;
mod sent;
mod sent_item;
mod settings;
mod setup;
mod sign_in;
mod stop;
mod templates;
mod typed;

pub use router::{Desk, router};
pub use typed::account as typed_account;
