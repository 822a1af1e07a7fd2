//! C0714: sender and receiver are not those between whom the set travels.

use super::files::{Files, labels, prefixes};
use crate::data::{Combination, standard};
use crate::finding::{Fold, Rule, Severity, Sink, Text};
use crate::types::ServiceType;

pub(crate) static RULE: Rule = Rule {
    id: "C0714",
    slug: "roles",
    severity: Severity::Warning,
    fold: Fold::File,
    title: Text::new("送信元と送信先の種類が、この組み合わせと合いません", "Sender and receiver do not fit the set"),
    message: Text::new(
        "ファイル名では、サービス種類 {from} の事業所から {to} の事業所へ送ることになっています。{files}は、{directions}へ送る組です。",
        "The name says from service type {from} to {to}, but {files_en} travels {directions_en}.",
    ),
    why: Text::new(
        "送る向きが逆か、種類コードが違っていると、相手のソフトで取り込み先が見つからないことがあります。",
        "With the direction turned round or another type, the recipient may not find where to import it.",
    ),
    cure: Text::new(
        "介護ソフトで、自事業所と相手の事業所のサービス種類を確かめてください。合っていれば、このまま送れます。",
        "See both service types in the care software; if they are right it can be sent as it is.",
    ),
    source: "本文2.2・3.2（A009・A011・A012）",
    ambiguities: &[9, 11, 12, 141],
};

/// Compares the directions in which the kinds travel with what the service types may be. Reading takes any type, so this
/// only warns.
pub(super) fn check(files: &Files<'_>, combination: Option<&'static Combination>, out: &mut Sink) {
    let (Some(found), Some((from, to))) = (combination, files.types()) else { return };
    // The same kinds travel in 居宅 and in 予防: either direction will do (A011).
    let same = standard().combinations.iter().filter(|other| other.version == found.version);
    let same = same.filter(|other| other.mandatory == found.mandatory);
    let directions: Vec<&str> = same.flat_map(|other| other.directions.iter().copied()).collect();
    let fits = |direction: &&str| {
        let (sender, receiver) = direction.split_once('→').unwrap_or_default();
        roles_of(from).contains(&sender) && roles_of(to).contains(&receiver)
    };
    if directions.iter().any(fits) {
        return;
    }
    let mut once = directions.clone();
    once.sort_unstable();
    once.dedup();
    let english = |direction: &&str| {
        direction.replace("居宅", "care management").replace("包括", "support centre").replace("サービス", "service")
    };
    let directions_en: Vec<String> = once.iter().map(english).collect();
    let finding = files.finding(&RULE).fact("from", from.to_string()).fact("to", to.to_string());
    let finding = finding.fact("files", labels(&found.mandatory)).fact("files_en", prefixes(&found.mandatory));
    out.push(finding.fact("directions", once.join("、")).fact("directions_en", directions_en.join(", ")));
}

/// What an office of a service type may be. 43 may be a support centre's (A011); small multifunctional services have care
/// managers of their own (A012); a type the standard does not list may be anything (A146).
fn roles_of(service: ServiceType) -> &'static [&'static str] {
    match service.as_str() {
        "43" | "46" | "AF" => &["居宅", "包括"],
        "73" | "68" | "77" | "79" | "75" | "69" => &["サービス", "居宅", "包括"],
        _ if standard().service_type(service.as_str().as_bytes()).is_some() => &["サービス"],
        _ => &["サービス", "居宅", "包括"],
    }
}
