//! Notices: published by operators, read by offices; reminders of what ends.

pub mod ended;
pub mod publish;
pub mod read;
pub mod remind;
pub mod remind_unpaid;
