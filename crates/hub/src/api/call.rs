//! One request on its way to its handler: what it is about, who asks, and readers of its parts.

use super::body;
use super::number::RequestNumber;
use super::refusal::Refusal;
use crate::hub::Hub;
use crate::listener::Peer;
use axum::body::Body;
use axum::extract::Query;
use axum::http::{HeaderMap, Uri, header};
use evidence::Timestamp;
use exchange::usecases::Context;
use exchange::{Caller, Instant, Secret};
use protocol::{Limits, ProblemCode, Route};
use serde::de::DeserializeOwned;
use std::sync::{Arc, Mutex, PoisonError};

/// A request.
pub(crate) struct Call {
    pub(crate) hub: Arc<Hub>,
    pub(crate) route: &'static Route,
    pub(crate) number: RequestNumber,
    pub(crate) at: Instant,
    pub(crate) uri: Uri,
    pub(crate) headers: HeaderMap,
    pub(crate) path: Vec<(String, String)>,
    /// Behind a lock only so that a call may be looked at from several threads.
    pub(crate) body: Mutex<Body>,
    /// The certificate of the connection; `None` on the public listener.
    pub(crate) connection: Option<Arc<Peer>>,
    /// Set by the gate.
    pub(crate) caller: Option<Caller>,
}

impl Call {
    pub(crate) fn context(&self) -> Context<'_> {
        self.hub.context(self.at)
    }

    /// The time in whole seconds.
    pub(crate) fn now(&self) -> Timestamp {
        super::wire::timestamp(self.at)
    }

    pub(crate) fn caller(&self) -> Result<&Caller, Refusal> {
        self.caller.as_ref().ok_or_else(Refusal::sign_in_required)
    }

    pub(crate) fn connected(&self) -> Result<&Arc<Peer>, Refusal> {
        self.connection.as_ref().ok_or_else(Refusal::certificate_unknown)
    }

    /// The token of `Authorization: Bearer …`; `None` without one of the right form.
    pub(crate) fn bearer(&self) -> Option<Secret> {
        let value = self.headers.get(header::AUTHORIZATION)?.to_str().ok()?;
        Secret::parse(value.strip_prefix("Bearer ")?)
    }

    /// A part of the path, read; anything else is not found (S30).
    pub(crate) fn parameter<T>(&self, name: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, Refusal> {
        let found = self.path.iter().find(|(known, _)| known == name);
        found.and_then(|(_, value)| read(value)).ok_or_else(Refusal::not_found)
    }

    /// The query; unknown members are refused.
    pub(crate) fn query<T: DeserializeOwned>(&self) -> Result<T, Refusal> {
        Query::try_from_uri(&self.uri).map(|Query(query)| query).map_err(|rejection| {
            let cause = std::error::Error::source(&rejection).map(ToString::to_string);
            Refusal::member(&cause.unwrap_or_else(|| rejection.to_string()))
        })
    }

    /// The JSON body; unknown members are refused (S32).
    pub(crate) async fn json<T: DeserializeOwned>(&mut self) -> Result<T, Refusal> {
        self.expect_type("application/json")?;
        let body = self.bytes(Limits::V1.json_body).await?;
        serde_json::from_slice(&body.bytes).map_err(|error| match error.classify() {
            serde_json::error::Category::Data => Refusal::member(&error.to_string()),
            _ => Refusal::new(
                ProblemCode::BadRequest,
                "送られた内容をJSONとして読み取れませんでした。途中で切れているか、書き方に誤りがあります。ソフトウェアの提供元にお問い合わせください。",
            )
            .because(&error),
        })
    }

    /// The whole body.
    pub(crate) async fn bytes(&mut self, most: u64) -> Result<body::Held, Refusal> {
        let body = std::mem::take(self.body.get_mut().unwrap_or_else(PoisonError::into_inner));
        body::read(&self.hub, &self.headers, body, most).await
    }

    /// Refuses another media type.
    pub(crate) fn expect_type(&self, expected: &'static str) -> Result<(), Refusal> {
        let given = self.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let essence = given.split(';').next().unwrap_or_default().trim();
        if essence.eq_ignore_ascii_case(expected) {
            return Ok(());
        }
        Err(Refusal::new(
            ProblemCode::MediaTypeRefused,
            format!("この窓口は {expected} だけを受け取ります。Content-Type を {expected} にして送ってください。"),
        ))
    }
}
