//! How often an address may try a password in a minute, asked before anything is computed (S24).

use super::Portal;
use crate::listener::Connection;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};
use web::{Explanation, Trouble};

/// Tries of one address in a minute.
const TRIES: u32 = 10;
/// Milliseconds after which an address begins anew.
const MINUTE: u64 = 60_000;
/// Addresses that are remembered.
const MOST: usize = 10_000;

/// The addresses that have tried.
#[derive(Default)]
pub(super) struct Tries(Mutex<HashMap<IpAddr, Tried>>);

#[derive(Clone, Copy)]
struct Tried {
    since: i64,
    times: u32,
}

/// Lets a form with a password through while its address has tries left.
pub(super) async fn bound(State(portal): State<Portal>, request: Request, next: Next) -> Response {
    let address = request.extensions().get::<Connection>().map(|connection| connection.address.ip());
    let address = address.unwrap_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED));
    if request.method() != Method::POST || portal.tries.admit(address, portal.hub.now().millis()) {
        return next.run(request).await;
    }
    tracing::warn!(%address, "passwords are tried too often from one address");
    too_often().into_response()
}

fn too_often() -> Trouble {
    let explanation = Explanation::new(
        "しばらくのあいだ、パスワードを受け付けません",
        "同じネットワークから、短いあいだに何度もパスワードが送られました。",
        "1分ほど待ってから、もう一度お試しください。",
    );
    Trouble::new(StatusCode::TOO_MANY_REQUESTS, explanation.unharmed("送信や変更は、何も行われていません。"))
}

impl Tries {
    /// Counts a try at a time in milliseconds; false when the address has none left.
    fn admit(&self, address: IpAddr, at: i64) -> bool {
        let is_over = |tried: &Tried| at.abs_diff(tried.since) >= MINUTE;
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.retain(|_, tried| !is_over(tried));
        }
        if known.len() >= MOST {
            // So many at once are no office: the queue before the hasher bounds them.
            known.clear();
        }
        let tried = known.entry(network(address)).or_insert(Tried { since: at, times: 0 });
        if is_over(tried) {
            *tried = Tried { since: at, times: 0 };
        }
        tried.times = tried.times.saturating_add(1);
        tried.times <= TRIES
    }
}

/// One customer's network: with IPv6 the first 64 bits, of which everybody has all the rest.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s24_an_address_has_so_many_tries_a_minute() {
        let tries = Tries::default();
        let address = |text: &str| text.parse::<IpAddr>().unwrap();
        let admitted = (0..20).filter(|_| tries.admit(address("192.0.2.1"), 1_000)).count();
        assert_eq!(admitted, 10);
        assert!(tries.admit(address("192.0.2.2"), 1_000), "another address");
        assert!(!tries.admit(address("::ffff:192.0.2.1"), 60_999), "the same address, written otherwise");
        assert!(tries.admit(address("192.0.2.1"), 61_000), "a minute later");
        let beside = |number: u128| IpAddr::V6(Ipv6Addr::from_bits((0x2001_0db8 << 96) + number));
        assert_eq!((0..20).filter(|number| tries.admit(beside(*number), 1_000)).count(), 10, "one network");
    }

    #[test]
    fn r24_no_more_addresses_are_remembered_than_may_be() {
        let tries = Tries::default();
        for number in 0..u32::try_from(MOST).unwrap() + 5 {
            assert!(tries.admit(IpAddr::V4(number.into()), 1_000));
        }
        assert!(tries.0.lock().unwrap().len() <= MOST);
    }
}
