//! What comes back from the hub: the answer, a problem in the hub's words, or no answer at all.

use protocol::{PROBLEM_MEDIA_TYPE, Problem, ProblemCode};
use reqwest::Response;
use reqwest::header::CONTENT_TYPE;
use rustls::AlertDescription;
use serde::de::DeserializeOwned;
use std::error::Error;
use std::io;

/// Why the hub gave no answer that can be used.
#[derive(Debug, thiserror::Error)]
pub enum HubError {
    /// The hub says what is wrong.
    #[error("the hub refused: {}", .0.kind)]
    Problem(Box<Problem>),
    /// The hub cannot be reached, or the connection broke. Whether the request was carried out is not known.
    #[error("the hub cannot be reached")]
    Unreachable(#[source] reqwest::Error),
    /// TLS cannot be set up with this terminal's key and certificate.
    #[error("TLS cannot be set up")]
    Tls(#[source] rustls::Error),
    /// An answer of another form than the contract's.
    #[error("the hub's answer cannot be read")]
    Unreadable(#[source] Box<dyn Error + Send + Sync>),
    /// The root that the hub shows is not the one of the code.
    #[error("the hub's root certificate is not the one that the code names")]
    OtherRoot,
}

impl HubError {
    /// The code of the problem, when the hub said one that this version knows.
    pub fn code(&self) -> Option<ProblemCode> {
        match self {
            Self::Problem(problem) => problem.code(),
            _ => None,
        }
    }

    /// True when the hub does not take the token: it has ended, or it is bound to another certificate.
    pub fn is_of_token(&self) -> bool {
        matches!(self.code(), Some(ProblemCode::SignInRequired | ProblemCode::OtherCertificate))
    }

    /// True when the request may have reached the hub and its answer did not come: whether it was done is not known.
    pub fn leaves_open(&self) -> bool {
        match self {
            Self::Unreachable(error) => !error.is_connect(),
            Self::Unreadable(_) => true,
            _ => false,
        }
    }

    /// What is wrong with this terminal's certificate, when the hub ended the connection because of it (RFC 8446 §6.2).
    pub fn refuses_certificate(&self) -> Option<ProblemCode> {
        let Self::Unreachable(error) = self else { return None };
        let mut cause: Option<&(dyn Error + 'static)> = Some(error);
        while let Some(error) = cause {
            // An error of the connection carries that of TLS inside, not as its source.
            let inside = error.downcast_ref::<io::Error>().and_then(|error| error.get_ref());
            let inside = inside.and_then(|inside| inside.downcast_ref());
            if let Some(rustls::Error::AlertReceived(alert)) = error.downcast_ref().or(inside) {
                return about_certificate(*alert);
            }
            cause = error.source();
        }
        None
    }

    /// True when the same request may succeed later: no answer, or the hub asks to come again.
    pub fn is_temporary(&self) -> bool {
        match self {
            Self::Unreachable(_) => true,
            Self::Problem(problem) => matches!(problem.status, 408 | 429 | 500 | 502 | 503 | 504 | 507),
            _ => false,
        }
    }
}

fn about_certificate(alert: AlertDescription) -> Option<ProblemCode> {
    use AlertDescription as A;
    match alert {
        A::CertificateRevoked => Some(ProblemCode::CertificateRevoked),
        A::CertificateExpired => Some(ProblemCode::CertificateExpired),
        A::CertificateUnknown | A::BadCertificate | A::UnknownCA => Some(ProblemCode::CertificateUnknown),
        _ => None,
    }
}

/// The body of a success as JSON.
pub(super) async fn json<T: DeserializeOwned>(response: Response) -> Result<T, HubError> {
    let bytes = bytes(response).await?;
    serde_json::from_slice(&bytes).map_err(|error| HubError::Unreadable(Box::new(error)))
}

/// The body of a success.
pub(super) async fn bytes(response: Response) -> Result<Vec<u8>, HubError> {
    let response = success(response).await?;
    Ok(response.bytes().await.map_err(HubError::Unreachable)?.to_vec())
}

/// The response when it is a success, else the hub's problem.
pub(super) async fn success(response: Response) -> Result<Response, HubError> {
    if response.status().is_success() {
        return Ok(response);
    }
    let status = response.status();
    let is_problem = response.headers().get(CONTENT_TYPE).is_some_and(|value| value == PROBLEM_MEDIA_TYPE);
    let body = response.bytes().await.map_err(HubError::Unreachable)?;
    match serde_json::from_slice::<Problem>(&body) {
        Ok(problem) if is_problem => Err(HubError::Problem(Box::new(problem))),
        _ => Err(HubError::Unreadable(format!("status {status} without a problem document").into())),
    }
}
