//! Monthly files of deductions from benefits (給付費差引), one a prefecture, in the store.

use super::StoreFuture;
use crate::actor::{Act, OperatorId};
use crate::id::LicenceEntryId;
use crate::instant::{Day, Instant};
use crate::licence::PaymentOutcome;
use crate::office::Prefecture;
use crate::page::{Limit, Page};
use standard::OfficeNumber;

/// The files. Once made, a file stays as it is; its results are lines of the ledgers.
pub trait Deductions {
    /// Makes the file of a month (by its first day) and a prefecture from every deduction that was asked for in that month
    /// and stands in no file yet. The one that is there is given as it is; `None` when there is nothing for one.
    fn close_deductions(
        &self,
        month: Day,
        prefecture: Prefecture,
        by: OperatorId,
        act: Act,
    ) -> StoreFuture<'_, Option<DeductionFile>>;

    /// A file.
    fn deduction_file(&self, month: Day, prefecture: Prefecture) -> StoreFuture<'_, Option<DeductionFile>>;

    /// Files of all prefectures or one, the newest month first, 200 at most.
    fn deduction_files(&self, prefecture: Option<Prefecture>) -> StoreFuture<'_, Vec<DeductionFile>>;

    /// The lines of a file in their order, each with the result that stands in its ledger now.
    fn deduction_lines(&self, month: Day, prefecture: Prefecture) -> StoreFuture<'_, Vec<DeductionLine>>;

    /// How the lines of a file have ended by now; however many there are.
    fn deduction_counts(&self, month: Day, prefecture: Prefecture) -> StoreFuture<'_, DeductionCounts>;

    /// The lines of a file that could not be deducted, by their places in the file.
    fn failed_deductions(
        &self,
        month: Day,
        prefecture: Prefecture,
        after: Option<u64>,
        limit: Limit,
    ) -> StoreFuture<'_, Page<(u64, DeductionLine), u64>>;
}

/// A file of deductions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeductionFile {
    /// The first day of its month.
    pub month: Day,
    /// Whose offices.
    pub prefecture: Prefecture,
    /// When it was made.
    pub made_at: Instant,
    /// By whom.
    pub made_by: OperatorId,
    /// How many lines it has.
    pub lines: u64,
    /// Their sum, yen.
    pub amount: u64,
}

/// How the lines of a file have ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct DeductionCounts {
    /// Lines that were deducted.
    pub paid: u64,
    /// Lines that could not be.
    pub failed: u64,
    /// Lines without a result.
    pub waiting: u64,
}

/// A line of such a file. Office and name are as they were when the file was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeductionLine {
    /// The deduction, by which its result is recorded.
    pub request: LicenceEntryId,
    /// Whose.
    pub office: OfficeNumber,
    /// The office's name.
    pub name: String,
    /// What is to be deducted, yen.
    pub amount: u32,
    /// How it ended, and on which day.
    pub result: Option<(PaymentOutcome, Day)>,
}
