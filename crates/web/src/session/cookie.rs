//! The session cookie: its name, its attributes, and how it is read.

use super::SessionToken;
use axum::http::{HeaderMap, HeaderValue, header};

/// Name and attributes of the session cookie. Always HttpOnly, SameSite=Strict, Path=/, and gone when the browser closes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CookiePolicy {
    /// `__Host-NAME` with Secure, for https (S27).
    Host {
        /// The name without prefix.
        name: &'static str,
    },
    /// `NAME-PORT` for a site of this machine: cookies of one host go to every port (S72).
    Machine {
        /// The name without port.
        name: &'static str,
        /// The port that is bound.
        port: u16,
    },
}

impl CookiePolicy {
    /// The whole name.
    pub fn name(&self) -> String {
        match self {
            Self::Host { name } => format!("__Host-{name}"),
            Self::Machine { name, port } => format!("{name}-{port}"),
        }
    }

    /// The header that sets the cookie.
    pub(crate) fn set(&self, token: &SessionToken) -> Option<HeaderValue> {
        let secure = if matches!(self, Self::Host { .. }) { "; Secure" } else { "" };
        let text = format!("{}={}; Path=/; HttpOnly; SameSite=Strict{secure}", self.name(), *token.reveal());
        let mut value = HeaderValue::from_str(&text).ok()?;
        value.set_sensitive(true);
        Some(value)
    }
}

/// The token that a request carries. Two cookies of the name are none: one of them was planted.
pub(crate) fn token_in(headers: &HeaderMap, policy: &CookiePolicy) -> Option<SessionToken> {
    let name = policy.name();
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut found = lines
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter_map(|(key, value)| (key == name).then_some(value));
    let first = found.next()?;
    found.next().is_none().then(|| SessionToken::parse(first)).flatten()
}

#[cfg(test)]
mod tests {
    use super::{CookiePolicy, token_in};
    use crate::random::Random;
    use crate::session::SessionToken;
    use axum::http::{HeaderMap, HeaderValue, header};

    fn headers(cookies: &str) -> HeaderMap {
        HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_str(cookies).unwrap())])
    }

    #[test]
    fn s27_s72_names_and_attributes() {
        let token = SessionToken::new(&Random::new(|bytes| bytes.fill(7)));
        let host = CookiePolicy::Host { name: "desk" }.set(&token).unwrap();
        let text = host.to_str().unwrap();
        assert!(text.starts_with("__Host-desk="), "{text}");
        assert!(text.ends_with("; Path=/; HttpOnly; SameSite=Strict; Secure"), "{text}");
        let machine = CookiePolicy::Machine { name: "app", port: 4711 }.set(&token).unwrap();
        assert!(machine.to_str().unwrap().starts_with("app-4711="));
        assert!(!format!("{host:?}").contains("BwcH"), "a cookie must not be printed");
    }

    #[test]
    fn s26_a_planted_second_cookie_is_no_session() {
        let policy = CookiePolicy::Host { name: "desk" };
        let token = SessionToken::new(&Random::new(|bytes| bytes.fill(7)));
        let text = token.reveal();
        let one = headers(&format!("a=b; __Host-desk={}", *text));
        assert_eq!(token_in(&one, &policy).map(|token| token.hash()), Some(token.hash()));
        let two = headers(&format!("__Host-desk={}; __Host-desk={}", *text, *text));
        assert!(token_in(&two, &policy).is_none());
        assert!(token_in(&headers("__Host-desk=short"), &policy).is_none());
    }
}
