//! What is recorded: every security event and every change.

macro_rules! kinds {
    ($($(#[$meta:meta])* $name:ident = $word:literal,)*) => {
        /// The kind of an audit entry.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum AuditKind {
            $($(#[$meta])* $name,)*
        }

        impl AuditKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The word in the leaf.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)*
                }
            }
        }
    };
}

kinds! {
    /// The hub accepted a transmission.
    TransmissionAccepted = "transmission.accepted",
    /// The recipient began to fetch it.
    TransmissionFetched = "transmission.fetched",
    /// The recipient signed for it.
    TransmissionReceived = "transmission.received",
    /// The recipient's software took it in.
    TransmissionImported = "transmission.imported",
    /// The recipient's software refused it.
    TransmissionRejected = "transmission.rejected",
    /// The sender took it back.
    TransmissionWithdrawn = "transmission.withdrawn",
    /// Its kept time ended unanswered.
    TransmissionExpired = "transmission.expired",
    /// Its content and data key were destroyed.
    ContentDestroyed = "content.destroyed",
    /// A person signed in.
    SignedIn = "session.opened",
    /// A sign-in was refused.
    SignInRefused = "session.refused",
    /// A session was renewed.
    SessionRefreshed = "session.refreshed",
    /// A session ended.
    SessionEnded = "session.ended",
    /// A request was refused for who made it.
    AccessRefused = "access.refused",
    /// A terminal token was made.
    TerminalTokenMade = "terminal-token.made",
    /// A terminal token was revoked.
    TerminalTokenRevoked = "terminal-token.revoked",
    /// A sign-in name was made.
    CredentialMade = "credential.made",
    /// A password was set or changed.
    PasswordChanged = "credential.password-changed",
    /// A password was reset to a first password.
    PasswordReset = "credential.password-reset",
    /// An office was added.
    OfficeAdded = "office.added",
    /// An office's data were changed.
    OfficeChanged = "office.changed",
    /// An office was closed.
    OfficeClosed = "office.closed",
    /// Closing an office was planned for a later day.
    ClosingPlanned = "office.closing-planned",
    /// A planned closing was dropped.
    ClosingDropped = "office.closing-dropped",
    /// A closing was taken back: it had been a mistake.
    ClosingTakenBack = "office.closing-taken-back",
    /// A closed office can read no longer.
    ClosingOver = "office.closing-over",
    /// An office was frozen.
    OfficeFrozen = "office.frozen",
    /// A frozen office was let in again.
    OfficeThawed = "office.thawed",
    /// An enrolment code was made.
    EnrolCodeMade = "enrol-code.made",
    /// An enrolment code was taken back before anybody used it.
    EnrolCodeDropped = "enrol-code.dropped",
    /// An enrolment code was redeemed.
    EnrolCodeRedeemed = "enrol-code.redeemed",
    /// An enrolment code was tried wrongly.
    EnrolCodeRefused = "enrol-code.refused",
    /// A certificate was recorded.
    CertificateRecorded = "certificate.recorded",
    /// A certificate was revoked.
    CertificateRevoked = "certificate.revoked",
    /// A version of the terms of use was published.
    TermsPublished = "terms.published",
    /// An office agreed to the terms of use.
    TermsAgreed = "terms.agreed",
    /// A licence was granted or renewed.
    LicenceGranted = "licence.granted",
    /// A licence was cancelled.
    LicenceCancelled = "licence.cancelled",
    /// An office applied for a licence.
    LicenceApplied = "licence.applied",
    /// Automatic renewal was switched on or off.
    RenewalSet = "licence.renewal-set",
    /// An invoice was made.
    InvoiceMade = "payment.invoiced",
    /// An invoice may be paid later than it says.
    PaymentDeferred = "payment.deferred",
    /// A deduction from benefits was asked for.
    DeductionAsked = "payment.deduction-asked",
    /// How an invoice or a deduction ended was recorded.
    PaymentRecorded = "payment.recorded",
    /// A payment that was written down by mistake was taken back.
    PaymentReversed = "payment.reversed",
    /// A cancellation of a licence was taken back.
    LicenceResumed = "licence.resumed",
    /// A campaign made a licence free.
    LicenceWaived = "payment.waived",
    /// A month's file of deductions was made.
    DeductionsClosed = "payment.deductions-closed",
    /// A month's file of deductions was taken out; the subject says month, prefecture and lines.
    DeductionsFetched = "payment.deductions-fetched",
    /// A month's invoices were put together for printing; the subject says month, prefecture (00 for all) and sheets.
    InvoicesPrinted = "payment.invoices-printed",
    /// Money was given back.
    RefundRecorded = "payment.refunded",
    /// A campaign was added.
    CampaignAdded = "campaign.added",
    /// A campaign was ended early.
    CampaignEnded = "campaign.ended",
    /// The address for an office's mails was set or removed.
    ContactChanged = "contact.changed",
    /// 証明書発行用パスワード was issued.
    CertificatePasswordSet = "certificate-password.set",
    /// An ID or password that was lost was asked for.
    RecoveryAsked = "recovery.asked",
    /// Such a request was answered.
    RecoveryEnded = "recovery.ended",
    /// Such a request was refused.
    RecoveryRefused = "recovery.refused",
    /// A notice was published.
    NoticePublished = "notice.published",
    /// A notice was taken back.
    NoticeWithdrawn = "notice.withdrawn",
    /// A request ended in a panic of the program.
    RequestPanicked = "request.panicked",
    /// Data keys were wrapped by a newer master key.
    KeysRotated = "keys.rotated",
    /// A backup was brought back: another history of the data began.
    BackupRestored = "backup.restored",
    /// An operator was added.
    OperatorAdded = "operator.added",
    /// An operator was given a new certificate and a new registration code.
    OperatorRenewed = "operator.renewed",
    /// An operator was stopped.
    OperatorStopped = "operator.stopped",
    /// An operator registered a passkey.
    PasskeyAdded = "passkey.added",
    /// An operator gave a passkey another name.
    PasskeyNamed = "passkey.named",
    /// An operator removed a passkey.
    PasskeyRemoved = "passkey.removed",
    /// An operator was given a new registration code; the passkeys are gone.
    OperatorCodeMade = "operator.code-made",
    /// An operator asked for a deed that needs a second person.
    ApprovalAsked = "approval.asked",
    /// A second operator approved it.
    ApprovalGiven = "approval.given",
    /// A second operator refused it.
    ApprovalRefused = "approval.refused",
    /// Who asked for it took it back.
    ApprovalTakenBack = "approval.taken-back",
    /// Who asked for it opened the letter, which made the password.
    LetterOpened = "approval.letter-opened",
    /// An import of offices began to be stored.
    ImportBegun = "import.begun",
    /// Every office of an import was stored.
    ImportDone = "import.done",
    /// A maintenance window was planned.
    MaintenancePlanned = "maintenance.planned",
    /// A maintenance window was taken back.
    MaintenanceCancelled = "maintenance.cancelled",
    /// A maintenance window was given another time.
    MaintenanceMoved = "maintenance.moved",
    /// A maintenance window was over earlier than planned.
    MaintenanceEnded = "maintenance.ended",
    /// Entries of the audit log were exported.
    AuditExported = "audit.exported",
}

impl AuditKind {
    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == word)
    }
}
