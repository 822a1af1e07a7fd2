//! Certificates of the hub itself: what they say stands in a file of the authority, so that a renewal needs no trust in
//! who asks.

use super::message::OwnCertificate;
use evidence::NetworkName;
use evidence::certificate::{
    Certificate, DistinguishedName, IssueError, Issuer, RandomSerial, ServerName, Validity, issue_hub_server,
    issue_receipt_signer,
};
use serde::{Deserialize, Serialize};
use std::net::IpAddr;

/// What certificates of the hub itself say (`hub.json` in the authority's folder).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HubProfile {
    /// Who runs it.
    pub organisation: String,
    /// Name of the network.
    pub network: String,
    /// Names and addresses under which offices reach it.
    pub names: Vec<String>,
}

/// Issues one.
pub(super) fn issue(
    issuer: Issuer<'_>,
    profile: &HubProfile,
    which: OwnCertificate,
    spki: &[u8],
    serial: RandomSerial,
    validity: Validity,
) -> Result<Certificate, IssueError> {
    let subject = |common_name: &str| DistinguishedName {
        organisation: profile.organisation.clone(),
        common_name: common_name.chars().take(64).collect(),
    };
    match which {
        OwnCertificate::Server => {
            let names: Vec<ServerName> = profile.names.iter().map(|name| server_name(name)).collect();
            let subject = subject(profile.names.first().map_or("hub", String::as_str));
            issue_hub_server(issuer, spki, &subject, &names, serial, validity)
        }
        OwnCertificate::Receipts => {
            let network = NetworkName::parse(&profile.network).ok_or(IssueError::Name)?;
            issue_receipt_signer(issuer, spki, &subject("Renkei receipts"), &network, serial, validity)
        }
    }
}

fn server_name(name: &str) -> ServerName {
    name.parse::<IpAddr>().map_or_else(|_| ServerName::Dns(name.to_owned()), ServerName::Ip)
}
