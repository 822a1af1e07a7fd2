//! The program itself: what happens while a page stays open, and its end.

use super::Answer;

/// What a page that stays open asks for.
pub trait Program {
    /// Waits until things look different from `known`, some seconds at most; how they look then.
    fn news(&self, known: Sight) -> Answer<'_, Sight>;

    /// A person was told of trouble: the log keeps the sentence, in which nobody is named, and the number that they were
    /// given for the help desk.
    fn told(&self, what: String, number: String) -> Answer<'_, ()>;

    /// Ends the program after the answer. What waits to be sent stays and goes after the next start.
    fn quit(&self) -> Answer<'_, ()>;
}

/// How things look from a page that stays open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sight {
    /// Received and not yet saved on this PC.
    pub unsaved: u64,
    /// Could not be sent.
    pub failed: u64,
    /// Waits for the hub and goes by itself.
    pub waiting: u64,
    /// Sent and not yet fetched by the other office.
    pub unfetched: u64,
    /// Another number when something that was sent came further.
    pub moved: u64,
    /// The hub answers.
    pub online: bool,
}

impl Sight {
    /// As a page carries it in an address.
    pub(crate) fn text(&self) -> String {
        let Self { unsaved, failed, waiting, unfetched, moved, online } = self;
        format!("{unsaved}.{failed}.{waiting}.{unfetched}.{moved}.{}", u8::from(*online))
    }

    /// What [`Sight::text`] wrote; `None` for anything else.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let numbers: Option<Vec<u64>> = text.split('.').map(|number| number.parse().ok()).collect();
        let [unsaved, failed, waiting, unfetched, moved, online @ (0 | 1)] = numbers?[..] else { return None };
        Some(Self { unsaved, failed, waiting, unfetched, moved, online: online == 1 })
    }
}

#[cfg(test)]
mod tests {
    use super::Sight;

    #[test]
    fn a_sight_comes_back_from_an_address() {
        let sight = Sight { unsaved: 3, failed: 1, waiting: 0, unfetched: 12, moved: u64::MAX, online: true };
        assert_eq!(Sight::parse(&sight.text()), Some(sight));
        for text in ["", "1.2.3.4.5", "1.2.3.4.5.2", "1.2.3.4.5.1.0", "a.2.3.4.5.1", "-1.2.3.4.5.1"] {
            assert_eq!(Sight::parse(text), None, "{text}");
        }
    }
}
