//! The authority's certificates.

use crate::api::answer::{Answer, json};
use crate::api::call::Call;
use evidence::certificate::Certificate;
use std::sync::atomic::Ordering;

pub(super) async fn run(call: Call) -> Answer {
    let authority = call.hub.trust.authority();
    let body = protocol::Authority {
        root: authority.root().to_pem(),
        issuing: authority.issuing().iter().map(Certificate::to_pem).collect(),
        network: call.hub.config.network.clone(),
        exchange_port: call.hub.exchange_port.load(Ordering::Relaxed),
    };
    json(200, &body)
}
