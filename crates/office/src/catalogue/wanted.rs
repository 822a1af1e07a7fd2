//! Filters and search over a list, and the page that comes of it.

use super::entry::{Received, Sent};
use super::fold::fold;
use crate::contents::User;
use standard::DocumentKind;
use std::collections::{BTreeMap, BTreeSet};

/// Which of what came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Only what is saved on this PC, or only what is not and can be.
    pub saved: Option<bool>,
    /// Only what was opened on this PC, or only what was not.
    pub read: Option<bool>,
    /// Only from this office.
    pub office: Option<String>,
    /// What holds for both lists.
    pub common: Common,
}

/// Which of what was sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WantedSent {
    /// Only what came so far.
    pub passed: Option<Passed>,
    /// Only to this office.
    pub office: Option<String>,
    /// What holds for both lists.
    pub common: Common,
}

/// What holds for both lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Common {
    /// Only this service month, `YYYYMM`.
    pub month: Option<String>,
    /// Only with a document of this kind.
    pub kind: Option<DocumentKind>,
    /// Only about the user with this insured number.
    pub insured: Option<String>,
    /// Words; each must occur in the message, the office's number or name, a file's name, or a user's name or number.
    pub text: Option<String>,
}

/// States of what was sent, as a person filters by them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passed {
    /// Waits on this PC or is on its way.
    Waiting,
    /// Arrived, not fetched yet: can be withdrawn.
    Unfetched,
    /// Fetched or further.
    Delivered,
    /// Could not be sent, or could not be imported.
    Failed,
    /// Withdrawn or expired.
    Ended,
}

/// A page of a list.
#[derive(Debug)]
pub struct Page<'a, T> {
    /// The entries of the page.
    pub entries: Vec<&'a T>,
    /// Number of all that fit.
    pub total: usize,
    /// The months of the whole list, the newest first, for the filter.
    pub months: Vec<&'a str>,
    /// The offices of the whole list, number and name, for the filter.
    pub offices: Vec<(&'a str, &'a str)>,
}

impl<'a, T: HasMonth> Page<'a, T> {
    pub(super) fn of(
        all: impl Iterator<Item = &'a T>,
        fits: impl Fn(&T) -> bool,
        skip: usize,
        most: usize,
        office: impl Fn(&'a T) -> (&'a String, &'a String),
    ) -> Self {
        let (mut entries, mut total) = (Vec::new(), 0);
        let (mut months, mut offices) = (BTreeSet::new(), BTreeMap::new());
        for one in all {
            months.extend(one.month());
            let (number, name) = office(one);
            offices.entry(number.as_str()).or_insert(name.as_str());
            if fits(one) {
                if total >= skip && entries.len() < most {
                    entries.push(one);
                }
                total += 1;
            }
        }
        Self { entries, total, months: months.into_iter().rev().collect(), offices: offices.into_iter().collect() }
    }
}

/// An entry with a service month.
pub trait HasMonth {
    /// The service month, `YYYYMM`.
    fn month(&self) -> Option<&str>;
}

impl HasMonth for Received {
    fn month(&self) -> Option<&str> {
        self.month.as_deref()
    }
}

impl HasMonth for Sent {
    fn month(&self) -> Option<&str> {
        self.month.as_deref()
    }
}

/// A filter with its texts folded once.
pub(super) struct Ready<'w, W> {
    wanted: &'w W,
    common: &'w Common,
    insured: Option<String>,
    words: Vec<String>,
}

impl<'w, W> Ready<'w, W> {
    fn new(wanted: &'w W, common: &'w Common) -> Self {
        let words = common.text.as_deref().unwrap_or_default().split_whitespace();
        Self { wanted, common, insured: common.insured.as_deref().map(fold), words: words.map(fold).collect() }
    }

    fn common(&self, month: Option<&str>, kinds: &[DocumentKind], users: &[User], text: &str) -> bool {
        let Common { month: wanted, kind, .. } = self.common;
        wanted.as_deref().is_none_or(|wanted| month == Some(wanted))
            && kind.is_none_or(|kind| kinds.contains(&kind))
            && self.insured.as_ref().is_none_or(|insured| users.iter().any(|user| user.insured == *insured))
            && self.words.iter().all(|word| text.contains(word.as_str()))
    }
}

impl Wanted {
    pub(super) fn ready(&self) -> Ready<'_, Self> {
        Ready::new(self, &self.common)
    }
}

impl WantedSent {
    pub(super) fn ready(&self) -> Ready<'_, Self> {
        Ready::new(self, &self.common)
    }
}

impl Ready<'_, Wanted> {
    pub(super) fn received(&self, one: &Received) -> bool {
        self.wanted.saved.is_none_or(|saved| one.saved.is_some() == saved && (saved || one.is_available()))
            && self.wanted.read.is_none_or(|read| one.read_at.is_some() == read)
            && self.wanted.office.as_ref().is_none_or(|office| one.from == *office)
            && self.common(one.month.as_deref(), &one.kinds, &one.users, &one.text)
    }
}

impl Ready<'_, WantedSent> {
    pub(super) fn sent(&self, one: &Sent) -> bool {
        self.wanted.passed.is_none_or(|passed| one.state.passed() == passed)
            && self.wanted.office.as_ref().is_none_or(|office| one.to == *office)
            && self.common(one.month.as_deref(), &one.kinds, &one.users, &one.text)
    }
}
