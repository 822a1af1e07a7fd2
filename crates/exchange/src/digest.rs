//! SHA-256 over several parts, and comparison in constant time.

use aws_lc_rs::constant_time;
use evidence::Sha256;

/// The digest of several parts, one after the other; the first says for what, so that digests never mix.
pub(crate) fn of_parts(parts: &[&[u8]]) -> Sha256 {
    Sha256::of(&parts.concat())
}

/// A digest from its 32 bytes.
pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Sha256> {
    <[u8; 32]>::try_from(bytes).ok().map(Sha256)
}

/// Equality whose duration tells nothing (S86).
pub(crate) fn equal(one: &Sha256, other: &Sha256) -> bool {
    constant_time::verify_slices_are_equal(&one.0, &other.0).is_ok()
}
