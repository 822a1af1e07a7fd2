//! The program itself: what happens while a page stays open, and its end.

use super::Answer;

/// What a page that stays open asks for.
pub trait Program {
    /// Waits until the number of unsaved arrivals is another than `known`, some seconds at most; the number then.
    fn news(&self, known: u64) -> Answer<'_, u64>;

    /// A person was told of trouble: the log keeps the sentence, in which nobody is named, and the number that they were
    /// given for the help desk.
    fn told(&self, what: String, number: String) -> Answer<'_, ()>;

    /// Ends the program after the answer. What waits to be sent stays and goes after the next start.
    fn quit(&self) -> Answer<'_, ()>;
}
