//! Sign-in, refresh, sign-out, and tokens for programs.

use crate::forms;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Both sign-ins of one page: SystemId and password, then KJ account and password.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignIn {
    /// `c…`, given on the apply site.
    pub system_id: String,
    /// Its password.
    pub system_password: String,
    /// `KJ` and 12 characters.
    pub account_id: String,
    /// Its password.
    pub account_password: String,
}

impl fmt::Debug for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignIn").field("system_id", &self.system_id).finish_non_exhaustive()
    }
}

/// A session that was begun or refreshed. Both tokens are bound to the client certificate of the connection.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignedIn {
    /// To be sent as `Authorization: Bearer …`.
    pub access_token: String,
    /// End of the access token, UTC, RFC 3339.
    #[schemars(extend("pattern" = forms::TIME))]
    pub access_expires_at: String,
    /// Good once, for the next pair of tokens.
    pub refresh_token: String,
    /// End of the refresh token, UTC, RFC 3339.
    #[schemars(extend("pattern" = forms::TIME))]
    pub refresh_expires_at: String,
    /// Passwords that must be changed before anything else.
    pub must_change: Vec<PasswordOf>,
}

impl fmt::Debug for SignedIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignedIn").field("access_expires_at", &self.access_expires_at).finish_non_exhaustive()
    }
}

/// Asks for the next pair of tokens. A refresh token that is used twice ends the session (its copy is in other hands).
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RefreshRequest {
    /// The refresh token.
    pub refresh_token: String,
}

impl fmt::Debug for RefreshRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RefreshRequest(…)")
    }
}

/// Which of the two passwords.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum PasswordOf {
    /// Of the SystemId.
    System,
    /// Of the KJ account.
    Account,
}

/// Changes a password. All other sessions of the office end.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PasswordChange {
    /// Which one.
    pub of: PasswordOf,
    /// The password until now.
    pub current: String,
    /// The new password, 12 to 128 characters.
    pub new: String,
}

impl fmt::Debug for PasswordChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PasswordChange").field("of", &self.of).finish_non_exhaustive()
    }
}

/// One session of the office.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SessionBody {
    /// Its id.
    #[schemars(extend("pattern" = forms::ID))]
    pub id: String,
    /// When it was begun, UTC, RFC 3339.
    #[schemars(extend("pattern" = forms::TIME))]
    pub started_at: String,
    /// When it was last used, UTC, RFC 3339.
    #[schemars(extend("pattern" = forms::TIME))]
    pub used_at: String,
    /// Serial number of the terminal's certificate, hexadecimal.
    #[schemars(extend("pattern" = forms::CERTIFICATE))]
    pub certificate_serial: String,
    /// It is the session of this request.
    pub current: bool,
}

/// The sessions of the office.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SessionList {
    /// All that have not ended.
    pub sessions: Vec<SessionBody>,
}

/// What a terminal token may do (S28).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Scope {
    /// Submit and withdraw.
    Send,
    /// Fetch, acknowledge, report imports.
    Receive,
    /// Read lists, receipts and events.
    Read,
}

/// Asks for a token for `watch` or for care software, bound to this terminal's certificate.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TerminalTokenRequest {
    /// What it is for, shown to the office.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// Days until it ends, 1 to 90.
    pub days: u8,
}

/// A terminal token that was made; its secret is shown this once.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TerminalTokenMade {
    /// Its id, for revoking.
    #[schemars(extend("pattern" = forms::ID))]
    pub id: String,
    /// The token.
    pub token: String,
    /// Its end, UTC, RFC 3339.
    #[schemars(extend("pattern" = forms::TIME))]
    pub expires_at: String,
}

impl fmt::Debug for TerminalTokenMade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TerminalTokenMade").field("id", &self.id).finish_non_exhaustive()
    }
}

/// One terminal token as the office sees it later.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TerminalTokenBody {
    /// Its id.
    #[schemars(extend("pattern" = forms::ID))]
    pub id: String,
    /// What it is for.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// Its end, UTC, RFC 3339.
    #[schemars(extend("pattern" = forms::TIME))]
    pub expires_at: String,
    /// When it was last used, UTC, RFC 3339.
    #[schemars(extend("pattern" = forms::TIME))]
    pub used_at: Option<String>,
}

/// The terminal tokens of the office.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TerminalTokenList {
    /// All that have not ended.
    pub tokens: Vec<TerminalTokenBody>,
}
