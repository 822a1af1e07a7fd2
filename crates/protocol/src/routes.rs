//! All routes of version 1 in one table: who may call them, and what travels.

use crate::session::Scope;
use crate::{certificate, event, notice, office, session, transmission};
use schemars::{JsonSchema, Schema, SchemaGenerator};

/// The method of a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the methods of HTTP")]
pub enum Method {
    Get,
    Post,
    Delete,
}

impl Method {
    /// In capital letters.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Delete => "DELETE",
        }
    }
}

/// Who may call a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anyone, on the public listener. No client certificate.
    Public,
    /// A client certificate that is known and not revoked.
    Certificate,
    /// A session of the office that the certificate belongs to.
    Session,
    /// A session, or a terminal token with this scope.
    SessionOrToken(Scope),
}

/// Whose object the route is about; a foreign one is not found (S30).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ObjectRule {
    /// None: the route is about the caller's office or about nobody.
    None,
    /// Something of the caller's office.
    Own,
    /// A transmission that the office sent.
    Sender,
    /// A transmission that is for the office.
    Recipient,
    /// A transmission that the office sent or that is for it.
    Party,
}

/// What a body is.
#[derive(Debug, Clone, Copy)]
pub enum Payload {
    /// Nothing.
    Empty,
    /// JSON of this schema.
    Json(fn(&mut SchemaGenerator) -> Schema),
    /// Bytes of this media type.
    Bytes(&'static str),
}

/// One route.
#[derive(Debug, Clone, Copy)]
pub struct Route {
    /// What it does.
    pub operation: Operation,
    /// Its method.
    pub method: Method,
    /// Its path; `{name}` is a parameter.
    pub path: &'static str,
    /// Who may call it.
    pub access: Access,
    /// Whose object it is about.
    pub object: ObjectRule,
    /// What it does, in a few Japanese words.
    pub summary: &'static str,
    /// Schema of its query.
    pub query: Option<fn(&mut SchemaGenerator) -> Schema>,
    /// Body of the request.
    pub request: Payload,
    /// Status of the success.
    pub status: u16,
    /// Body of the success.
    pub response: Payload,
}

fn schema<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}

const fn json<T: JsonSchema>() -> Payload {
    Payload::Json(schema::<T>)
}

macro_rules! routes {
    ($($operation:ident $method:ident $path:literal $access:expr, $object:ident, $summary:literal,
       query $query:expr, takes $request:expr, gives $status:literal $response:expr;)*) => {
        /// What a route does. The hub's table of handlers is exhaustive over it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(missing_docs, reason = "the summaries of the table say it")]
        pub enum Operation {
            $($operation,)*
        }

        impl Operation {
            /// The name in the OpenAPI document.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$operation => stringify!($operation),)* }
            }
        }

        /// Every route of version 1.
        pub const ROUTES: &[Route] = &[$(Route {
            operation: Operation::$operation,
            method: Method::$method,
            path: $path,
            access: $access,
            object: ObjectRule::$object,
            summary: $summary,
            query: $query,
            request: $request,
            status: $status,
            response: $response,
        },)*];
    };
}

const READ: Access = Access::SessionOrToken(Scope::Read);
const SEND: Access = Access::SessionOrToken(Scope::Send);
const RECEIVE: Access = Access::SessionOrToken(Scope::Receive);
const NOTHING: Payload = Payload::Empty;
const CONTAINER: Payload = Payload::Bytes(crate::CONTAINER_MEDIA_TYPE);

routes! {
    OpenApi Get "/v1/openapi.json" Access::Public, None, "この文書",
        query None, takes NOTHING, gives 200 Payload::Bytes("application/json");
    ReadAuthority Get "/v1/authority" Access::Public, None, "認証局の証明書",
        query None, takes NOTHING, gives 200 json::<certificate::Authority>();
    ReadCrl Get "/v1/crl" Access::Public, None, "失効リスト",
        query None, takes NOTHING, gives 200 Payload::Bytes("application/pkix-crl");
    Enrol Post "/v1/enrolments" Access::Public, None, "最初の電子証明書を発行する",
        query None, takes json::<certificate::EnrolRequest>(), gives 201 json::<certificate::IssuedCertificate>();

    SignIn Post "/v1/session" Access::Certificate, None, "ログインする",
        query None, takes json::<session::SignIn>(), gives 200 json::<session::SignedIn>();
    Refresh Post "/v1/session/refresh" Access::Certificate, None, "ログインを続ける",
        query None, takes json::<session::RefreshRequest>(), gives 200 json::<session::SignedIn>();
    SignOut Delete "/v1/session" Access::Session, None, "ログアウトする",
        query None, takes NOTHING, gives 204 NOTHING;
    ListSessions Get "/v1/sessions" Access::Session, None, "ログイン中の端末",
        query None, takes NOTHING, gives 200 json::<session::SessionList>();
    EndSession Delete "/v1/sessions/{id}" Access::Session, Own, "端末を1台ログアウトする",
        query None, takes NOTHING, gives 204 NOTHING;
    SignOutEverywhere Delete "/v1/sessions" Access::Session, None, "すべての端末でログアウトする",
        query None, takes NOTHING, gives 204 NOTHING;
    ChangePassword Post "/v1/session/password" Access::Certificate, None, "パスワードを変える",
        query None, takes json::<session::PasswordChange>(), gives 204 NOTHING;
    ListTerminalTokens Get "/v1/terminal-tokens" Access::Session, None, "端末トークンの一覧",
        query None, takes NOTHING, gives 200 json::<session::TerminalTokenList>();
    MakeTerminalToken Post "/v1/terminal-tokens" Access::Session, None, "端末トークンを作る",
        query None, takes json::<session::TerminalTokenRequest>(), gives 201 json::<session::TerminalTokenMade>();
    RevokeTerminalToken Delete "/v1/terminal-tokens/{id}" Access::Session, Own, "端末トークンを取り消す",
        query None, takes NOTHING, gives 204 NOTHING;
    RenewCertificate Post "/v1/certificates/renewal" Access::Session, None, "電子証明書を更新する",
        query None, takes json::<certificate::RenewRequest>(), gives 201 json::<certificate::IssuedCertificate>();

    ListCertificates Get "/v1/certificates" Access::Session, None, "事業所の電子証明書の一覧",
        query None, takes NOTHING, gives 200 json::<certificate::TerminalCertificateList>();
    RevokeCertificate Delete "/v1/certificates/{id}" Access::Session, Own, "電子証明書を1枚失効させる",
        query None, takes NOTHING, gives 204 NOTHING;

    ReadMe Get "/v1/me" READ, None, "自分の事業所、ライセンス、電子証明書、システムの状態",
        query None, takes NOTHING, gives 200 json::<office::Me>();
    SearchOffices Get "/v1/offices" READ, None, "事業所を探す",
        query Some(schema::<office::OfficeQuery>), takes NOTHING, gives 200 json::<office::OfficePage>();
    ReadOffice Get "/v1/offices/{number}" READ, None, "事業所を1つ見る",
        query None, takes NOTHING, gives 200 json::<office::OfficeBody>();
    ReadClosings Get "/v1/closings" READ, None, "廃止された事業所、される事業所",
        query Some(schema::<office::ClosingQuery>), takes NOTHING, gives 200 json::<office::ClosingPage>();

    Submit Post "/v1/transmissions" SEND, None, "1件送信する",
        query None, takes CONTAINER, gives 201 json::<transmission::Submitted>();
    SubmitMany Post "/v1/transmissions/bulk" SEND, None, "まとめて送信する",
        query None, takes Payload::Bytes("multipart/form-data"), gives 200 json::<transmission::SubmitResults>();
    ReadInbox Get "/v1/inbox" READ, None, "受信一覧",
        query Some(schema::<transmission::ListQuery>), takes NOTHING, gives 200 json::<transmission::TransmissionPage>();
    ReadSent Get "/v1/sent" READ, None, "送信一覧",
        query Some(schema::<transmission::ListQuery>), takes NOTHING, gives 200 json::<transmission::TransmissionPage>();
    ReadTransmission Get "/v1/transmissions/{id}" READ, Party, "1件の詳細",
        query None, takes NOTHING, gives 200 json::<transmission::TransmissionDetail>();
    FetchContainer Get "/v1/transmissions/{id}/container" RECEIVE, Party, "封筒を取得する",
        query None, takes NOTHING, gives 200 CONTAINER;
    FetchDocument Get "/v1/transmissions/{id}/documents/{index}" RECEIVE, Party, "ファイルを1つ取得する",
        query None, takes NOTHING, gives 200 Payload::Bytes("application/octet-stream");
    Acknowledge Post "/v1/transmissions/{id}/acknowledgement" RECEIVE, Recipient, "受領証を渡す",
        query None, takes json::<transmission::ReceiptRequest>(), gives 200 json::<transmission::TransmissionDetail>();
    ReportImport Post "/v1/transmissions/{id}/import" RECEIVE, Recipient, "取込結果を知らせる",
        query None, takes json::<transmission::ReceiptRequest>(), gives 200 json::<transmission::TransmissionDetail>();
    Withdraw Post "/v1/transmissions/{id}/withdrawal" SEND, Sender, "送信を取り消す",
        query None, takes NOTHING, gives 200 json::<transmission::TransmissionDetail>();
    ReadReceipts Get "/v1/transmissions/{id}/receipts" READ, Party, "到達証と受領証",
        query None, takes NOTHING, gives 200 json::<transmission::ReceiptList>();
    ReadEvidence Get "/v1/transmissions/{id}/evidence" RECEIVE, Party, "証拠一式",
        query None, takes NOTHING, gives 200 Payload::Bytes("application/zip");

    StreamEvents Get "/v1/events" READ, None, "変化を受け取り続ける",
        query Some(schema::<event::PollQuery>), takes NOTHING, gives 200 Payload::Bytes("text/event-stream");
    PollEvents Get "/v1/events/poll" READ, None, "変化を待って受け取る",
        query Some(schema::<event::PollQuery>), takes NOTHING, gives 200 json::<event::EventPage>();
    ListNotices Get "/v1/notices" READ, None, "お知らせ",
        query Some(schema::<notice::NoticeQuery>), takes NOTHING, gives 200 json::<notice::NoticePage>();
    MarkNoticeRead Post "/v1/notices/{id}/read" Access::Session, None, "お知らせを既読にする",
        query None, takes NOTHING, gives 204 NOTHING;
}
