//! Which deed passes which fail point. A test holds the plan against the lists of hub and store.

use super::deeds::Deed;

/// Points that no deed of an operator or an office passes today, with the test that stands for them.
const ELSEWHERE: &[(&str, &str)] = &[
    ("store.migrate.", "the kind `migrate`"),
    (
        "hub.own.promoted",
        "takes place at the end of a certificate, three years from now; hub/tests/own_certificates.rs",
    ),
];

/// The deed of a point; `None`: elsewhere.
fn deed(point: &str) -> Option<Deed> {
    let starts = |with: &str| point.starts_with(with);
    if ELSEWHERE.iter().any(|(part, _)| starts(part)) {
        return None;
    }
    Some(match point {
        "store.certificate.revoked" => Deed::Revoke,
        "store.certificate.inserted" | "store.code.redeemed" => Deed::Enrol,
        "hub.ca.issued" => Deed::EnrolAtAuthority,
        "hub.ca.list-made" | "hub.ca.list-numbered" => Deed::ListAtAuthority,
        _ if starts("hub.backup.") => Deed::BackUp,
        _ if starts("hub.restore.") => Deed::Restore,
        _ if starts("store.rotate.") || starts("hub.rotate.") => Deed::Rotate,
        _ if starts("hub.enrol.") => Deed::Enrol,
        _ if starts("hub.file.") => Deed::Start,
        _ if starts("hub.own.") => Deed::RenewOwn,
        _ if starts("hub.renewal.") => Deed::Renew,
        _ => Deed::Traffic,
    })
}

/// Every point with its deed.
pub(super) fn points() -> Vec<(&'static str, Deed)> {
    let all = store::FAIL_POINTS.iter().chain(hub::FAIL_POINTS);
    all.filter_map(|point| Some((*point, deed(point)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r3_every_fail_point_has_a_deed_or_a_reason() {
        let all: Vec<&str> = store::FAIL_POINTS.iter().chain(hub::FAIL_POINTS).copied().collect();
        for (part, reason) in ELSEWHERE {
            assert!(all.iter().any(|point| point.starts_with(part)), "{part}: {reason}");
        }
        assert!(points().len() + 10 > all.len() && points().len() > 40);
    }
}
