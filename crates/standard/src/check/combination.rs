//! Which set of the standard some kinds of documents are.

use crate::data::{Combination, standard};
use crate::types::{CsvVersion, DocumentKind, ServiceType};

/// The combination that the kinds are: all that is mandatory and nothing else, but for what reading tolerates.
///
/// - A set of plan sheets without 第3表 is still K1 (A071).
/// - Results with the planned slips beside them are the set of results (A142).
/// - The same kinds occur in 居宅 and 予防. It is 予防 when one of the two service types is 46 or AF, or occurs only in
///   予防給付 or 総合事業; without types in the names (202208) there is only 居宅.
///
/// The order of the kinds and repeated kinds make no difference.
pub fn combination_of(
    version: CsvVersion,
    kinds: &[DocumentKind],
    types: Option<(ServiceType, ServiceType)>,
) -> Option<&'static Combination> {
    let domain =
        if types.is_some_and(|(from, to)| is_prevention(from) || is_prevention(to)) { "予防" } else { "居宅" };
    let of_version = standard().combinations.iter().filter(|combination| combination.version == version);
    let mut fitting: Vec<_> = of_version.filter(|combination| fits(combination, kinds)).collect();
    fitting.sort_by_key(|combination| combination.domain != domain);
    fitting.into_iter().next()
}

fn fits(combination: &Combination, kinds: &[DocumentKind]) -> bool {
    use DocumentKind as K;
    let there = |kind: &K| kinds.contains(kind) || *kind == K::Up3Kyo;
    let with_results = combination.mandatory == [K::UpJsk];
    let wanted = |kind: &K| {
        combination.mandatory.contains(kind)
            || combination.dependent.contains(kind)
            || (with_results && matches!(kind, K::UpPlan | K::UpSikyu | K::UpHosoku) && kinds.contains(&K::UpPlan))
    };
    combination.mandatory.iter().all(there) && kinds.iter().all(wanted)
}

/// True for a service type of 介護予防 or 総合事業, and for those who plan it.
pub(crate) fn is_prevention(service: ServiceType) -> bool {
    let entries = || standard().service_types.iter().filter(|entry| entry.code == service.as_str());
    let known = entries().next().is_some();
    let only_prevention = known && entries().all(|entry| entry.benefit != "介護給付");
    only_prevention || matches!(service.as_str(), "46" | "AF") || (!known && service.as_str().starts_with('A'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use DocumentKind as K;

    fn of(version: CsvVersion, kinds: &[K], types: Option<(&str, &str)>) -> Option<&'static str> {
        let parse = |text: &str| ServiceType::parse(text).unwrap();
        combination_of(version, kinds, types.map(|(from, to)| (parse(from), parse(to)))).map(|found| found.id)
    }

    #[test]
    fn every_combination_is_itself() {
        for combination in &standard().combinations {
            let types = match (combination.version, combination.domain) {
                (CsvVersion::V202208, _) => None,
                (_, "居宅") => Some(("43", "11")),
                _ => Some(("46", "A2")),
            };
            assert_eq!(of(combination.version, &combination.mandatory, types), Some(combination.id));
            let all = [combination.mandatory.as_slice(), &combination.dependent].concat();
            assert_eq!(of(combination.version, &all, types), Some(combination.id));
        }
    }

    #[test]
    fn near_misses_are_none() {
        let home = Some(("43", "11"));
        let new = CsvVersion::V202407;
        assert_eq!(of(new, &[K::Up1Kyo, K::Up2Kyo, K::UpHosoku], home), Some("K1"));
        assert_eq!(of(CsvVersion::V202208, &[K::Up1Kyo, K::Up2Kyo, K::Up3Kyo, K::UpHosoku], None), None);
        assert_eq!(of(new, &[K::Up1Kyo, K::UpHosoku], home), None);
        assert_eq!(of(new, &[K::UpPlan, K::UpSikyu], home), None);
        assert_eq!(of(new, &[K::UpJsk, K::UpPlan], home), Some("K5"));
        assert_eq!(of(new, &[K::UpJsk, K::UpHosoku], home), None);
        assert_eq!(of(new, &[K::DltPlan, K::DltJsk], home), None);
        assert_eq!(of(new, &[], home), None);
    }

    #[test]
    fn domain_by_either_type() {
        let slips = [K::UpPlan, K::UpSikyu, K::UpHosoku];
        for (types, id) in [
            (("43", "11"), "K2"),
            (("43", "A2"), "Y4"),
            (("43", "67"), "Y4"),
            (("46", "11"), "Y4"),
            (("43", "AF"), "Y4"),
            (("43", "A9"), "Y4"),
            (("43", "59"), "K2"),
        ] {
            assert_eq!(of(CsvVersion::V202407, &slips, Some(types)), Some(id), "{types:?}");
        }
    }
}
