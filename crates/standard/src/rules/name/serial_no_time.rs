//! C0020: the serial is no day and time that exist.

use super::subject::Subject;
use crate::finding::{Finding, Fold, Rule, Severity, Text};
use crate::types::DocumentName;

pub(crate) static RULE: Rule = Rule {
    id: "C0020",
    slug: "name-serial-no-time",
    severity: Severity::Warning,
    fold: Fold::File,
    title: Text::new("連番が日時になっていません", "The serial is no date and time"),
    message: Text::new(
        "「{name}」の連番「{value}」は、存在しない日時です。連番は、年月日と時分秒を並べた14桁です。",
        "The serial “{value}” of “{name}” is no date and time that exists.",
    ),
    why: Text::new(
        "相手のソフトは、連番の順に取り込みます。日時でない連番では、新しいファイルが古いと扱われることがあります。",
        "Files are imported in the order of their serials; one that is no time may be taken for an old one.",
    ),
    cure: Text::new(
        "介護ソフトからもう一度出力してください。同じことが続くときは、介護ソフトの会社にお知らせください。",
        "Export again. If it happens again, tell the maker of the care software.",
    ),
    source: "本文2.4・2.5",
    ambiguities: &[17],
};

pub(super) fn check(subject: &Subject<'_>, name: &DocumentName) -> Option<Finding> {
    (!name.serial.is_timestamp()).then(|| subject.about(&RULE, name.serial.as_str()))
}
