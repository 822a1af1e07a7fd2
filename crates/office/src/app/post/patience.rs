//! How long is waited for what is large.

use protocol::TransmissionSummary;

/// A slow line carries so many bytes in a second.
const SLOW: u64 = 250_000;
/// Nobody waits longer, in seconds.
const LONGEST: u64 = 300;

/// So many seconds at least, and more for much.
pub(super) fn patience(least: u64, bytes: u64) -> u64 {
    least.saturating_add(bytes / SLOW).min(LONGEST)
}

/// The bytes of the documents of a transmission.
pub(super) fn size(summary: &TransmissionSummary) -> u64 {
    summary.documents.iter().map(|document| document.size).fold(0, u64::saturating_add)
}

#[cfg(test)]
mod tests {
    use super::patience;

    #[test]
    fn what_is_large_has_more_time_and_never_for_ever() {
        assert_eq!(patience(8, 30_000), 8);
        assert_eq!(patience(8, 50_000_000), 208);
        assert_eq!(patience(8, u64::MAX), 300);
    }
}
