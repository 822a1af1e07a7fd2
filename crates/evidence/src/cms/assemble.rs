//! Writes the signature file from its parts; signing uses it, and reading compares with it.

use crate::asn1::{oid, writer};

/// The parts of a signature file, each in DER.
pub(crate) struct Parts<'a> {
    /// 1 with issuer and serial number, 3 with a key identifier; stands twice.
    pub(crate) version: u64,
    pub(crate) digest_algorithm: &'a [u8],
    /// Both certificates, in ascending order of their encodings.
    pub(crate) certificates: [&'a [u8]; 2],
    pub(crate) signer_id: &'a [u8],
    /// The content of the SET OF attributes, in ascending order.
    pub(crate) attributes: &'a [u8],
    pub(crate) signature_algorithm: &'a [u8],
    pub(crate) signature: &'a [u8],
}

impl Parts<'_> {
    pub(crate) fn to_der(&self) -> Vec<u8> {
        let version = writer::small(self.version);
        let signer_info = writer::sequence(&[
            &version,
            self.signer_id,
            self.digest_algorithm,
            &writer::context(0, &[self.attributes]),
            self.signature_algorithm,
            &writer::octet_string(self.signature),
        ]);
        let signed_data = writer::sequence(&[
            &version,
            &writer::set_of(vec![self.digest_algorithm.to_vec()]),
            &writer::sequence(&[&writer::object_identifier(oid::DATA)]),
            &writer::context(0, &self.certificates),
            &writer::set_of(vec![signer_info]),
        ]);
        writer::sequence(&[&writer::object_identifier(oid::SIGNED_DATA), &writer::context(0, &[&signed_data])])
    }
}
