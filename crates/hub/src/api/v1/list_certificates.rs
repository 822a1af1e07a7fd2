//! The certificates of the office: its terminals.

use crate::api::answer::{Answer, json};
use crate::api::call::Call;
use crate::api::wire;
use exchange::usecases::certificate::list::certificates;
use protocol::{TerminalCertificate, TerminalCertificateList};

pub(super) async fn run(call: Call) -> Answer {
    let caller = call.caller()?;
    let found = certificates(call.context(), caller).await?;
    let body = |record: &exchange::certificate::CertificateRecord| TerminalCertificate {
        certificate: wire::certificate(record, call.at),
        renews: record.renews.as_ref().map(wire::serial),
        current: record.key == caller.certificate,
    };
    json(call.route.status, &TerminalCertificateList { certificates: found.iter().map(body).collect() })
}
