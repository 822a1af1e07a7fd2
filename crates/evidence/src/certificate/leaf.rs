//! Issues the certificates below the issuing authority: hub server, hub receipts, offices.

use std::net::IpAddr;

use super::authority::expect_kind;
use super::build::{
    DistinguishedName, Draft, IssueError, RandomSerial, Validity, basic_constraints, extended_key_usage, extension,
    key_usage,
};
use super::key::KeyKind;
use super::parsed::Certificate;
use super::profile::{
    DELEGATED_URI, DIGITAL_SIGNATURE, HUB_URI, LEAF_YEARS, NON_REPUDIATION, OFFICE_URI, OPERATOR_URI, OPERATOR_YEARS,
    OfficeCertificateKind,
};
use super::request::VerifiedRequest;
use crate::asn1::{oid, writer};
use crate::identifiers::{NetworkName, OfficeNumber};
use crate::signer::Signer;

/// The authority that issues: its certificate and its key.
#[derive(Clone, Copy)]
pub struct Issuer<'a> {
    /// The issuing certificate.
    pub certificate: &'a Certificate,
    /// Its key.
    pub signer: &'a dyn Signer,
}

/// An address under which the hub is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ServerName {
    /// A DNS name, ASCII, at most 253 characters.
    Dns(String),
    /// An IP address.
    Ip(IpAddr),
}

/// What an office certificate says about its office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeSubject {
    /// 事業所番号.
    pub number: OfficeNumber,
    /// Which of the two kinds.
    pub kind: OfficeCertificateKind,
    /// The office's name, for people; up to 64 characters.
    pub name: String,
}

/// Issues a certificate for the hub's TLS listener: P-256, serverAuth, at most 3 years.
///
/// # Errors
/// [`IssueError::Name`] when there is no server name or one is not ASCII, and the errors of any certificate.
pub fn issue_hub_server(
    issuer: Issuer<'_>,
    spki: &[u8],
    subject: &DistinguishedName,
    names: &[ServerName],
    serial: RandomSerial,
    validity: Validity,
) -> Result<Certificate, IssueError> {
    expect_kind(spki, KeyKind::P256)?;
    let mut encoded = Vec::new();
    for name in names {
        encoded.extend(match name {
            ServerName::Dns(dns) if (1..=253).contains(&dns.len()) && dns.bytes().all(|b| b.is_ascii_graphic()) => {
                writer::context_primitive(2, dns.as_bytes())
            }
            ServerName::Dns(_) => return Err(IssueError::Name),
            ServerName::Ip(IpAddr::V4(address)) => writer::context_primitive(7, &address.octets()),
            ServerName::Ip(IpAddr::V6(address)) => writer::context_primitive(7, &address.octets()),
        });
    }
    if encoded.is_empty() {
        return Err(IssueError::Name);
    }
    let extensions = vec![
        basic_constraints(None),
        key_usage(DIGITAL_SIGNATURE),
        extended_key_usage(&[oid::SERVER_AUTH]),
        extension(oid::SUBJECT_ALT_NAME, false, &writer::sequence(&[&encoded])),
    ];
    Draft { subject, spki, serial, validity, most_years: LEAF_YEARS, extensions }
        .issue(issuer.certificate, issuer.signer)
}

/// Issues a certificate with which a hub signs receipts: P-256, documentSigning and no clientAuth, at most 3 years.
///
/// # Errors
/// The errors of any certificate.
pub fn issue_receipt_signer(
    issuer: Issuer<'_>,
    spki: &[u8],
    subject: &DistinguishedName,
    network: &NetworkName,
    serial: RandomSerial,
    validity: Validity,
) -> Result<Certificate, IssueError> {
    expect_kind(spki, KeyKind::P256)?;
    let extensions = signing_extensions(&[oid::DOCUMENT_SIGNING], &[format!("{HUB_URI}{network}")]);
    Draft { subject, spki, serial, validity, most_years: LEAF_YEARS, extensions }
        .issue(issuer.certificate, issuer.signer)
}

/// Issues an office's certificate for the public key of a verified request. Only the key is taken from the request.
///
/// # Errors
/// The errors of any certificate.
pub fn issue_office(
    issuer: Issuer<'_>,
    request: &VerifiedRequest,
    office: &OfficeSubject,
    serial: RandomSerial,
    validity: Validity,
) -> Result<Certificate, IssueError> {
    let mut uris = vec![format!("{OFFICE_URI}{}", office.number)];
    if office.kind == OfficeCertificateKind::DelegatedCarePlan {
        uris.push(DELEGATED_URI.to_owned());
    }
    let subject =
        DistinguishedName { organisation: office.name.clone(), common_name: office.number.as_str().to_owned() };
    let extensions = signing_extensions(&[oid::CLIENT_AUTH, oid::DOCUMENT_SIGNING], &uris);
    let spki = request.key().spki();
    Draft { subject: &subject, spki, serial, validity, most_years: LEAF_YEARS, extensions }
        .issue(issuer.certificate, issuer.signer)
}

/// Issues a certificate with which an operator reaches the hub's console: P-256, clientAuth alone, at most a year. It
/// signs nothing that an office or a hub would accept.
///
/// # Errors
/// [`IssueError::Name`] for an id other than 1 to 32 of `[a-z0-9-]`, and the errors of any certificate.
pub fn issue_operator(
    issuer: Issuer<'_>,
    spki: &[u8],
    organisation: &str,
    id: &str,
    serial: RandomSerial,
    validity: Validity,
) -> Result<Certificate, IssueError> {
    expect_kind(spki, KeyKind::P256)?;
    let sign = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if !(1..=32).contains(&id.len()) || !id.bytes().all(sign) {
        return Err(IssueError::Name);
    }
    let subject = DistinguishedName { organisation: organisation.to_owned(), common_name: id.to_owned() };
    let uri = writer::context_primitive(6, format!("{OPERATOR_URI}{id}").as_bytes());
    let extensions = vec![
        basic_constraints(None),
        key_usage(DIGITAL_SIGNATURE),
        extended_key_usage(&[oid::CLIENT_AUTH]),
        extension(oid::SUBJECT_ALT_NAME, false, &writer::sequence(&[&uri])),
    ];
    Draft { subject: &subject, spki, serial, validity, most_years: OPERATOR_YEARS, extensions }
        .issue(issuer.certificate, issuer.signer)
}

fn signing_extensions(purposes: &[&[u8]], uris: &[String]) -> Vec<Vec<u8>> {
    let names: Vec<u8> = uris.iter().flat_map(|uri| writer::context_primitive(6, uri.as_bytes())).collect();
    vec![
        basic_constraints(None),
        key_usage(DIGITAL_SIGNATURE | NON_REPUDIATION),
        extended_key_usage(purposes),
        extension(oid::SUBJECT_ALT_NAME, false, &writer::sequence(&[&names])),
    ]
}
