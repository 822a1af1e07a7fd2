//! C0035: a service type that the standard does not list.

use super::subject::Subject;
use crate::data::standard;
use crate::finding::{Finding, Fold, Rule, Severity, Text};
use crate::types::{DocumentName, ServiceType};

pub(crate) static RULE: Rule = Rule {
    id: "C0035",
    slug: "name-service-type-unknown",
    severity: Severity::Warning,
    fold: Fold::File,
    title: Text::new("ファイル名のサービス種類が一覧にありません", "A service type the standard does not list"),
    message: Text::new(
        "「{name}」のサービス種類コード「{value}」は、標準仕様の一覧にありません。",
        "The service type “{value}” in “{name}” is not in the list of the standard.",
    ),
    why: Text::new(
        "標準仕様の一覧には居宅介護支援などのコードが載っていないため、一覧にない種類も読みます。ただし、打ち間違いのことがあります。",
        "The list leaves out some types (care management itself), so others are read as well; but it may be a mistake.",
    ),
    cure: Text::new(
        "介護ソフトの事業所の登録で、サービス種類を確かめてください。正しければ、このまま送れます。",
        "Check the service type in the care software. If it is right, it can be sent as it is.",
    ),
    source: "本文1.3・1.4",
    ambiguities: &[11, 12, 146],
};

pub(super) fn check(subject: &Subject<'_>, name: &DocumentName) -> Option<Finding> {
    let (from, to) = name.types?;
    let known =
        |service: ServiceType| service.is_planner() || standard().service_type(service.as_str().as_bytes()).is_some();
    [from, to].into_iter().find(|service| !known(*service)).map(|service| subject.about(&RULE, service.as_str()))
}
