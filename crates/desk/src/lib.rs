//! The pages an office works in (トップ, 受信一覧, 送信一覧, 新規作成, 下書き一覧, 一括送信, 設定, ヘルプ), over a [`Mailbox`].
//!
//! The office app implements [`mailbox::Mailbox`] on its store and its hub client; `practice` implements it over made-up data.
//! Pages are plain links and forms first. The crate reads no clock, draws no random numbers and opens no connection.
//!
//! - [`mailbox`]: what the pages ask for; [`trouble::Trouble`]: what did not work, in words.
//! - [`letter`] and [`batch`]: what is being written and what is being sent in bulk; state and buttons, without storage.
//! - [`sorting`]: dropped files, grouped by their names and checked by `standard`.

pub mod batch;
pub mod letter;
pub mod mailbox;
pub mod moment;
mod pages;
pub mod practice;
pub mod remark;
pub mod sorting;
pub mod trouble;

pub use mailbox::Mailbox;
pub use moment::Moment;
pub use pages::{Desk, router, typed_account};
pub use practice::Practice;
pub use trouble::{Trouble, TroubleKind};
