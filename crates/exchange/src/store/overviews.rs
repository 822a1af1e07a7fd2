//! What only operators ask the store: lists over all offices, and figures.

use super::StoreFuture;
use crate::instant::Day;
use crate::licence::Payment;
use crate::office::Prefecture;
use crate::page::{Limit, Page};
use standard::OfficeNumber;

/// Questions of operators. Each page is a range of an index.
pub trait Overviews {
    /// Licences that run now, those that end first first. An office that has renewed is found by its newest end.
    fn ending_licences(&self, query: EndingQuery) -> StoreFuture<'_, Page<EndingLicence, (Day, OfficeNumber)>>;
}

/// Which licences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EndingQuery {
    /// The day that counts as today.
    pub today: Day,
    /// Only of this prefecture's offices.
    pub prefecture: Option<Prefecture>,
    /// The last day and office after which the page begins.
    pub after: Option<(Day, OfficeNumber)>,
    /// Size of the page.
    pub limit: Limit,
}

/// A licence that runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndingLicence {
    /// Whose.
    pub office: OfficeNumber,
    /// The office's name.
    pub name: String,
    /// Where it is.
    pub prefecture: Prefecture,
    /// The last day.
    pub last: Day,
    /// How it is paid.
    pub payment: Payment,
}
