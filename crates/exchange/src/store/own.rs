//! What an office sees and sets about itself besides licence and certificates: its figures, 証明書発行用パスワード, requests
//! for what was lost.

use super::StoreFuture;
use crate::actor::Act;
use crate::id::RecoveryId;
use crate::instant::{Day, Instant};
use crate::notice::Notice;
use crate::office::Prefecture;
use crate::page::{Limit, Page};
use crate::ports::PasswordHash;
use standard::OfficeNumber;

/// Figures, by counts alone (S35).
pub trait Usage {
    /// Counts up to `most` transmissions that are not counted yet; gives how many. What is counted is not counted again.
    fn count_usage(&self, most: u32, at: Instant) -> StoreFuture<'_, u64>;

    /// The months of an office from `from` on, the newest first, and when something was last counted.
    fn usage_of(&self, office: OfficeNumber, from: Day) -> StoreFuture<'_, (Vec<MonthUsage>, Option<Instant>)>;

    /// The sums of every month from `from` on, the newest first: transmissions, and offices that sent one.
    fn usage_sums(&self, from: Day) -> StoreFuture<'_, Vec<MonthSum>>;
}

/// A month of an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthUsage {
    /// Its first day.
    pub month: Day,
    /// Transmissions that the office sent.
    pub sent: u64,
    /// Transmissions that were sent to it.
    pub received: u64,
}

/// A month of the whole exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthSum {
    /// Its first day.
    pub month: Day,
    /// Transmissions.
    pub transmissions: u64,
    /// Offices that sent at least one.
    pub senders: u64,
}

/// 証明書発行用パスワード: what an office enters to have a certificate issued.
pub trait CertificatePasswords {
    /// Its hash, and since when.
    fn certificate_password(&self, office: OfficeNumber) -> StoreFuture<'_, Option<(PasswordHash, Instant)>>;

    /// Sets it; the one before no longer works. `false` when there is no such office, or it is closed.
    fn set_certificate_password(&self, office: OfficeNumber, hash: PasswordHash, act: Act) -> StoreFuture<'_, bool>;
}

/// Requests for IDs and passwords that were lost; the operator answers them by letter (S25).
pub trait Recoveries {
    /// Asks; `false` when it is asked already, or when there is no such office.
    fn ask_recovery(&self, recovery: Recovery, act: Act) -> StoreFuture<'_, bool>;

    /// Requests that are not answered, the oldest first; of a prefecture's offices when one is given.
    fn open_recoveries(
        &self,
        prefecture: Option<Prefecture>,
        after: Option<RecoveryId>,
        limit: Limit,
    ) -> StoreFuture<'_, Page<Recovery, RecoveryId>>;

    /// One that is not answered.
    fn open_recovery(&self, id: RecoveryId) -> StoreFuture<'_, Option<Recovery>>;

    /// Records that a request was answered, or refused with a reason; `false` when it is not open. A password that was
    /// lost is also answered by its approved reset, in that transaction.
    /// `told` is the notice by which the office is told, in the same transaction; by mail too when it wishes mails.
    fn end_recovery(&self, id: RecoveryId, refused: Option<String>, told: Notice, act: Act) -> StoreFuture<'_, bool>;
}

/// What was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// 事業所のユーザID.
    Account,
    /// Its password.
    Password,
}

crate::licence::words!(Lost: Account = "account", Password = "password");

/// A request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recovery {
    /// Its id.
    pub id: RecoveryId,
    /// For which office.
    pub office: OfficeNumber,
    /// What was lost.
    pub lost: Lost,
    /// When it was asked.
    pub at: Instant,
}
