//! The handlers of version 1, one operation a file; the table below is exhaustive over the operations.

macro_rules! operations {
    ($($operation:ident = $module:ident;)*) => {
        $(mod $module;)*

        /// Takes a call to the handler of its operation.
        pub(super) async fn dispatch(call: super::call::Call) -> super::answer::Answer {
            match call.route.operation {
                $(protocol::Operation::$operation => $module::run(call).await,)*
            }
        }
    };
}

mod handed_in;
mod listing;
mod tokens;

operations! {
    OpenApi = open_api;
    ReadAuthority = read_authority;
    ReadCrl = read_crl;
    Enrol = enrol;
    SignIn = sign_in;
    Refresh = refresh;
    SignOut = sign_out;
    ListSessions = list_sessions;
    EndSession = end_session;
    SignOutEverywhere = sign_out_everywhere;
    ChangePassword = change_password;
    ListTerminalTokens = list_terminal_tokens;
    MakeTerminalToken = make_terminal_token;
    RevokeTerminalToken = revoke_terminal_token;
    RenewCertificate = renew_certificate;
    ListCertificates = list_certificates;
    RevokeCertificate = revoke_certificate;
    ReadMe = read_me;
    SearchOffices = search_offices;
    ReadOffice = read_office;
    ReadClosings = read_closings;
    Submit = submit;
    SubmitMany = submit_many;
    ReadInbox = read_inbox;
    ReadSent = read_sent;
    ReadTransmission = read_transmission;
    FetchContainer = fetch_container;
    FetchDocument = fetch_document;
    Acknowledge = acknowledge;
    ReportImport = report_import;
    Withdraw = withdraw;
    ReadReceipts = read_receipts;
    ReadEvidence = read_evidence;
    StreamEvents = stream_events;
    PollEvents = poll_events;
    ListNotices = list_notices;
    MarkNoticeRead = mark_notice_read;
}
