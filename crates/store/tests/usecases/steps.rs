//! A store whose every call is a point at which another request may come first. All else is the real store, but for what a
//! control breaks.

use exchange::account::{
    CredentialName, PortalSession, PortalView, Session, TerminalToken, ThrottleKey, ThrottleState,
};
use exchange::audit::{AuditLeaf, LeafNumber, NumberedLeaf};
use exchange::certificate::{CertificateKey, CertificateRecord, EnrolCode};
use exchange::id::{
    ApprovalId, CampaignId, EnrolCodeId, ImportId, LicenceEntryId, MailId, MaintenanceId, NoticeId, RecoveryId,
    SessionId, TerminalTokenId, TransmissionId,
};
use exchange::instant::Day;
use exchange::licence::{Agreement, Campaign, Ledger};
use exchange::mail::{Contact, FailedMail, Mail, MailAddress, MailEnd, Outbox};
use exchange::notice::{Audience, Maintenance, Notice, NoticeEntry, Reminder};
use exchange::office::{
    ClosedPartner, Closing, ClosingFacts, ImportFinding, ImportPart, LineChange, LineKind, NewOffice, OfficeEntry,
    OfficeImport, OfficeQuery, OfficeRecord, OfficeStop, Prefecture,
};
use exchange::operator::{
    Approval, Decision, DecisionRefused, KeptPasskey, NewOperator, Operator, OperatorDoor, OperatorSession,
    OperatorView, Passkey, PasskeyRemoval, Registration, StopOutcome,
};
use exchange::page::{Limit, Page};
use exchange::ports::PasswordHash;
use exchange::store::{
    Accept, AcceptOutcome, Accounts, Append, Approvals, Audit, AuditFound, AuditQuery, CampaignFigures,
    CampaignOutcome, CampaignUse, CertificatePasswords, Certificates, ChangeOutcome, ChargeEntry, ChargeFound,
    ChargeQuery, ChargeSearch, CloseNow, CloseOutcome, ClosingPlan, ClosingTold, Closings, CreateOutcome, Credential,
    Damage, DeductionCounts, DeductionFile, DeductionLine, Deductions, Ending, EndingLicence, EndingQuery, Epoch,
    Expired, FeedListener, FetchOutcome, Figure, Figures, Imports, LedgerOutcome, Licences, ListQuery, Mails,
    Maintenances, MonthSum, MonthUsage, NewCredential, Notices, OfficeChange, Offices, Operators, Overviews,
    PasswordChange, Portals, ProvenPassword, PublishedNotice, PutOutcome, Reader, RecordOutcome, Recoveries, Recovery,
    RedeemOutcome, RenewalQuery, Revocation, RevokeOutcome, Rotation, RotationOutcome, Route, SessionView, Sessions,
    StateChange, Store, StoreError, StoreFuture, TableCensus, TakeBack, TerminalView, Terms, TermsVersion,
    Transmissions, Upkeep, Usage,
};
use exchange::transmission::{Change, FeedEvent, FeedNumber, HistoryEvent, StoredReceipt, TransmissionEntry, apply};
use exchange::{Act, Instant, OperatorId, Sha256};
use standard::OfficeNumber;
use std::sync::Arc;
use zeroize::Zeroizing;

/// Which protection a control breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Broken {
    /// A container is handed out before the fetch is marked.
    Fetch,
    /// A session is opened without looking whether its passwords still hold.
    Passwords,
}

/// The store, in steps.
pub(crate) struct Steps {
    pub(crate) store: Arc<dyn Store>,
    /// Lets others come first.
    pub(crate) step: fn(),
    pub(crate) broken: Option<Broken>,
}

impl Steps {
    /// As one might write it: look at the state, hand out, then mark.
    async fn fetch_and_mark_afterwards(
        &self,
        id: TransmissionId,
        reader: OfficeNumber,
        act: Act,
    ) -> Result<FetchOutcome, StoreError> {
        let Some(entry) = self.store.find(id, reader).await? else { return Ok(FetchOutcome::NotFound) };
        if let Err(refusal) = apply(entry.state, Change::Fetch) {
            return Ok(FetchOutcome::Refused(refusal));
        }
        let handed_out = self.store.fetch(id, entry.header.sender, act.clone()).await?;
        (self.step)();
        let _marked = self.store.fetch(id, reader, act).await?;
        Ok(handed_out)
    }
}

macro_rules! in_steps {
    ($($capability:ident {
        $(fn $name:ident($($argument:ident: $type:ty),*) -> $answer:ty;)*
        $(also { $($also:tt)* })?
    })*) => {
        $(impl $capability for Steps {
            $(fn $name(&self, $($argument: $type),*) -> StoreFuture<'_, $answer> {
                (self.step)();
                self.store.$name($($argument),*)
            })*
            $($($also)*)?
        })*
    };
}

in_steps! {
    Accounts {
        fn credential(name: CredentialName) -> Option<Credential>;
        fn credentials_of(office: OfficeNumber) -> Vec<Credential>;
        fn create_credential(new: NewCredential, act: Act) -> CreateOutcome;
        fn set_password(change: PasswordChange, act: Act) -> bool;
        fn throttle(keys: Vec<ThrottleKey>) -> Vec<Option<ThrottleState>>;
        fn count_failure(keys: Vec<ThrottleKey>, act: Act) -> ();
        fn forget_failures(keys: Vec<ThrottleKey>) -> ();
    }
    Approvals {
        fn ask_approval(approval: Approval, act: Act) -> Option<Approval>;
        fn open_approvals(at: Instant) -> Vec<Approval>;
        fn approvals_of(asker: OperatorId) -> Vec<Approval>;
        fn approvals_for(office: OfficeNumber) -> Vec<Approval>;
        fn approval(id: ApprovalId) -> Option<Approval>;
        fn decide_approval(id: ApprovalId, decision: Decision, act: Act) -> Result<(), DecisionRefused>;
        fn open_letter(id: ApprovalId, password: PasswordChange, act: Act) -> Result<(), DecisionRefused>;
    }
    Audit {
        fn record(leaf: AuditLeaf) -> ();
        fn number_leaves(most: u32) -> u64;
        fn index_leaves(most: u32) -> u64;
        fn leaves(from: LeafNumber, limit: Limit) -> Vec<NumberedLeaf>;
    }
    Certificates {
        fn record_certificate(record: CertificateRecord, act: Act) -> RecordOutcome;
        fn certificate(key: CertificateKey) -> Option<CertificateRecord>;
        fn certificates_of(office: OfficeNumber) -> Vec<CertificateRecord>;
        fn revoked_certificates(at: Instant) -> Vec<CertificateRecord>;
        fn revoke_certificate(revocation: Revocation, act: Act) -> RevokeOutcome;
        fn make_enrol_code(code: EnrolCode, act: Act) -> ();
        fn open_enrol_codes(office: OfficeNumber, at: Instant) -> Vec<EnrolCode>;
        fn drop_enrol_code(id: EnrolCodeId, office: OfficeNumber, act: Act) -> bool;
        fn redeem_enrol_code(id: EnrolCodeId, hash: Sha256, key: Sha256, act: Act) -> RedeemOutcome;
    }
    Deductions {
        fn close_deductions(month: Day, prefecture: Prefecture, by: OperatorId, act: Act) -> Option<DeductionFile>;
        fn deduction_file(month: Day, prefecture: Prefecture) -> Option<DeductionFile>;
        fn deduction_files(prefecture: Option<Prefecture>) -> Vec<DeductionFile>;
        fn deduction_lines(month: Day, prefecture: Prefecture) -> Vec<DeductionLine>;
        fn deduction_counts(month: Day, prefecture: Prefecture) -> DeductionCounts;
        fn failed_deductions(month: Day, prefecture: Prefecture, after: Option<u64>, limit: Limit)
            -> Page<(u64, DeductionLine), u64>;
    }
    Terms {
        fn terms() -> Vec<TermsVersion>;
        fn publish_terms(terms: TermsVersion, act: Act) -> bool;
        fn built_in_terms() -> Vec<(u32, Day)>;
        fn begin_built_in_terms(version: u32, from: Day) -> ();
    }
    Figures {
        fn count_entries(most: u32) -> u64;
        fn add_figures(day: Day, more: Vec<(String, u64)>) -> ();
        fn take_stock(at: Instant) -> ();
        fn figures(from: Day, until: Day) -> Vec<Figure>;
    }
    Imports {
        fn begin_import(import: OfficeImport) -> ();
        fn keep_import_part(part: ImportPart) -> bool;
        fn end_import_check(id: ImportId, wrong: u64, findings: Vec<ImportFinding>) -> bool;
        fn approve_import(id: ImportId, act: Act) -> bool;
        fn drop_import(id: ImportId) -> bool;
        fn store_import_part(id: ImportId, act: Act) -> Option<OfficeImport>;
        fn import_lines(id: ImportId, kind: LineKind, after: Option<u64>, limit: Limit) -> Page<LineChange, u64>;
        fn import(id: ImportId) -> Option<OfficeImport>;
        fn imports() -> Vec<OfficeImport>;
    }
    Licences {
        fn ledger(office: OfficeNumber) -> Ledger;
        fn append_licence(append: Append, act: Act) -> LedgerOutcome;
        fn append_licences(appends: Vec<Append>, act: Act) -> Vec<LedgerOutcome>;
        fn licence_notes(office: OfficeNumber) -> Vec<(LicenceEntryId, String)>;
        fn agreements(office: OfficeNumber) -> Vec<Agreement>;
        fn charges(query: ChargeQuery) -> Page<ChargeEntry, LicenceEntryId>;
        fn due_renewals(query: RenewalQuery) -> Vec<OfficeNumber>;
        fn closed_with_licence(today: Day, after: Option<OfficeNumber>, most: u32) -> Vec<OfficeNumber>;
        fn campaigns() -> Vec<Campaign>;
        fn add_campaign(campaign: Campaign, act: Act) -> CampaignOutcome;
        fn end_campaign(id: CampaignId, last: Day, act: Act) -> bool;
    }
    Mails {
        fn contact(office: OfficeNumber) -> Option<Contact>;
        fn set_contact(office: OfficeNumber, address: Option<MailAddress>, act: Act) -> bool;
        fn take_mails(at: Instant, most: u32) -> Vec<Mail>;
        fn end_mail(id: MailId, end: MailEnd, at: Instant) -> bool;
        fn outbox() -> Outbox;
        fn failed_mails(since: Instant, most: u32) -> Vec<FailedMail>;
    }
    Maintenances {
        fn plan_maintenance(maintenance: Maintenance, notice: Notice, act: Act) -> ();
        fn cancel_maintenance(id: MaintenanceId, told: Notice, act: Act) -> bool;
        fn end_maintenance(id: MaintenanceId, told: Notice, act: Act) -> bool;
        fn move_maintenance(id: MaintenanceId, new: Maintenance, told: Notice, act: Act) -> bool;
        fn next_maintenance(at: Instant, until: Instant) -> Option<Maintenance>;
        fn maintenance(id: MaintenanceId) -> Option<Maintenance>;
        fn maintenances() -> Vec<Maintenance>;
    }
    Notices {
        fn publish_notice(notice: Notice, act: Act) -> bool;
        fn withdraw_notice(id: NoticeId, act: Act) -> bool;
        fn notices_for(reader: Reader) -> Vec<NoticeEntry>;
        fn mark_notice_read(id: NoticeId, reader: Reader) -> bool;
        fn due_reminders(at: Instant, most: u32) -> Vec<Reminder>;
        fn ended_licences(at: Instant, most: u32) -> Vec<Reminder>;
        fn due_payments(at: Instant, most: u32) -> Vec<Reminder>;
        fn remind(reminder: Reminder, notice: Notice, act: Act) -> bool;
    }
    Offices {
        fn office(number: OfficeNumber) -> Option<OfficeRecord>;
        fn search(query: OfficeQuery) -> Page<OfficeEntry, OfficeNumber>;
        fn put_offices(offices: Vec<NewOffice>, act: Act) -> Vec<PutOutcome>;
        fn count_offices(prefecture: Option<Prefecture>) -> u64;
        fn without_account(prefecture: Option<Prefecture>, after: Option<OfficeNumber>, limit: Limit) -> Page<OfficeRecord, OfficeNumber>;
        fn change_office(number: OfficeNumber, change: OfficeChange, act: Act) -> bool;
        fn stops_of(number: OfficeNumber) -> Vec<OfficeStop>;
        fn merged_into(number: OfficeNumber) -> Vec<OfficeNumber>;
    }
    Operators {
        fn add_operator(new: NewOperator, act: Act) -> bool;
        fn renew_operator(new: NewOperator, act: Act) -> bool;
        fn recode_operator(id: OperatorId, registration: Registration, act: Act) -> bool;
        fn stop_operator(id: OperatorId, act: Act) -> StopOutcome;
        fn operators() -> Vec<Operator>;
        fn operators_until() -> Vec<(OperatorId, Instant)>;
        fn operator_door(thumbprint: Sha256) -> Option<OperatorDoor>;
        fn revoked_operator_certificates(at: Instant) -> Vec<(CertificateKey, Instant)>;
        fn register_passkey(id: OperatorId, code: Sha256, passkey: Passkey, act: Act) -> bool;
        fn passkeys_of(id: OperatorId) -> Vec<KeptPasskey>;
        fn add_passkey(id: OperatorId, passkey: Passkey, name: String, act: Act) -> bool;
        fn name_passkey(id: OperatorId, passkey: Vec<u8>, name: String, act: Act) -> bool;
        fn remove_passkey(id: OperatorId, passkey: Vec<u8>, kept: Sha256, act: Act) -> PasskeyRemoval;
        fn open_operator_session(session: OperatorSession, passkey: Passkey, act: Act) -> bool;
        fn operator_session(token: Sha256) -> Option<OperatorView>;
        fn touch_operator_session(token: Sha256, at: Instant) -> ();
        fn prove_operator_session(token: Sha256, passkey: Passkey, at: Instant) -> bool;
        fn end_operator_session(token: Sha256, act: Act) -> bool;
    }
    Closings {
        fn closing(office: OfficeNumber) -> Option<Closing>;
        fn closing_facts(office: OfficeNumber, at: Instant) -> ClosingFacts;
        fn plan_closing(plan: ClosingPlan, tell: ClosingTold, act: Act) -> bool;
        fn drop_closing(office: OfficeNumber, tell: ClosingTold, act: Act) -> bool;
        fn close_office(closing: CloseNow, tell: ClosingTold, act: Act) -> CloseOutcome;
        fn take_back_closing(back: TakeBack, tell: ClosingTold, act: Act) -> CloseOutcome;
        fn due_closings(today: Day, most: u32) -> Vec<Closing>;
        fn read_out_closings(at: Instant, most: u32) -> Vec<OfficeNumber>;
        fn end_reading(office: OfficeNumber, act: Act) -> bool;
        fn closed_partners(partner: OfficeNumber) -> Vec<ClosedPartner>;
        fn closed_office(office: OfficeNumber) -> Option<ClosedPartner>;
    }
    Overviews {
        fn ending_licences(query: EndingQuery) -> Page<EndingLicence, (Day, OfficeNumber)>;
        fn search_charges(search: ChargeSearch) -> Page<ChargeFound, (Day, LicenceEntryId)>;
        fn campaign_uses(campaign: CampaignId, prefecture: Option<Prefecture>, after: Option<LicenceEntryId>, limit: Limit) -> Page<CampaignUse, LicenceEntryId>;
        fn campaign_figures(campaign: CampaignId) -> CampaignFigures;
        fn search_audit(query: AuditQuery) -> AuditFound;
        fn published_notices() -> Vec<PublishedNotice>;
        fn published_notice(id: NoticeId) -> Option<PublishedNotice>;
        fn audience_size(audience: Audience, day: Day) -> u64;
    }
    Usage {
        fn count_usage(most: u32, at: Instant) -> u64;
        fn usage_of(office: OfficeNumber, from: Day) -> (Vec<MonthUsage>, Option<Instant>);
        fn usage_sums(from: Day) -> Vec<MonthSum>;
    }
    CertificatePasswords {
        fn certificate_password(office: OfficeNumber) -> Option<(PasswordHash, Instant)>;
        fn set_certificate_password(office: OfficeNumber, hash: PasswordHash, act: Act) -> bool;
    }
    Recoveries {
        fn ask_recovery(recovery: Recovery, act: Act) -> bool;
        fn open_recoveries(prefecture: Option<Prefecture>, after: Option<RecoveryId>, limit: Limit) -> Page<Recovery, RecoveryId>;
        fn open_recovery(id: RecoveryId) -> Option<Recovery>;
        fn end_recovery(id: RecoveryId, refused: Option<String>, told: Notice, act: Act) -> bool;
    }
    Portals {
        fn open_portal_session(session: PortalSession, proven: ProvenPassword, act: Act) -> bool;
        fn portal_session(token: Sha256) -> Option<PortalView>;
        fn touch_portal_session(token: Sha256, at: Instant) -> ();
        fn prove_portal_session(token: Sha256, at: Instant) -> ();
        fn end_portal_sessions(office: OfficeNumber, token: Option<Sha256>, act: Act) -> u64;
    }
    Sessions {
        fn session_by_access(access: Sha256) -> Option<SessionView>;
        fn rotate_session(rotation: Rotation, act: Act) -> RotationOutcome;
        fn touch_session(id: SessionId, at: Instant) -> ();
        fn sessions_of(office: OfficeNumber, at: Instant) -> Vec<Session>;
        fn end_sessions(ending: Ending, act: Act) -> u64;
        fn make_terminal_token(token: TerminalToken, by: SessionId, act: Act) -> bool;
        fn terminal_by_hash(hash: Sha256) -> Option<TerminalView>;
        fn touch_terminal_token(id: TerminalTokenId, at: Instant) -> ();
        fn terminal_tokens_of(office: OfficeNumber) -> Vec<TerminalToken>;
        fn revoke_terminal_token(id: TerminalTokenId, office: OfficeNumber, act: Act) -> bool;
        also {
            fn open_session(&self, session: Session, proven: Vec<ProvenPassword>, act: Act) -> StoreFuture<'_, bool> {
                (self.step)();
                let looked_at = if self.broken == Some(Broken::Passwords) { vec![] } else { proven };
                self.store.open_session(session, looked_at, act)
            }
        }
    }
    Transmissions {
        fn route(id: TransmissionId, sender: OfficeNumber, recipient: OfficeNumber, day: Day) -> Route;
        fn find(id: TransmissionId, reader: OfficeNumber) -> Option<TransmissionEntry>;
        fn list(query: ListQuery) -> Page<TransmissionEntry, FeedNumber>;
        fn change(change: StateChange) -> ChangeOutcome;
        fn receipts(id: TransmissionId, reader: OfficeNumber) -> Option<Vec<StoredReceipt>>;
        fn history(id: TransmissionId, reader: OfficeNumber) -> Option<Vec<HistoryEvent>>;
        fn feed(office: OfficeNumber, after: FeedNumber, limit: Limit) -> Vec<FeedEvent>;
        fn feed_end(office: OfficeNumber) -> FeedNumber;
        also {
            fn accept<'a>(&'a self, accept: Accept<'a>) -> StoreFuture<'a, AcceptOutcome> {
                (self.step)();
                self.store.accept(accept)
            }
            fn fetch(&self, id: TransmissionId, reader: OfficeNumber, act: Act) -> StoreFuture<'_, FetchOutcome> {
                (self.step)();
                match self.broken {
                    Some(Broken::Fetch) => Box::pin(self.fetch_and_mark_afterwards(id, reader, act)),
                    _ => self.store.fetch(id, reader, act),
                }
            }
            fn listen(&self, listener: Arc<dyn FeedListener>) {
                self.store.listen(listener);
            }
        }
    }
    Upkeep {
        fn expire_content(most: u32, act: Act) -> Expired;
        fn remove_transmissions(before: Instant, most: u32) -> u64;
        fn sweep(before: Instant, most: u32) -> u64;
        fn use_master_key(key: Zeroizing<[u8; 32]>) -> ();
        fn rewrap_keys(most: u32, act: Act) -> u64;
        fn retire_master_keys() -> bool;
        fn search_damage(after: Option<TransmissionId>, most: u32) -> Damage;
        fn census() -> Vec<TableCensus>;
        fn epoch() -> Epoch;
        fn ready() -> ();
    }
}
