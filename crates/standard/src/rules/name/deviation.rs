//! Which rule stands for which deviation of a name from the standard's form.

use super::subject::Subject;
use super::{
    added_text, copy_mark, device, dots, double_extension, empty, extension, extension_case, forbidden_characters,
    full_width, hidden_characters, image_branch, kihon_month, kind_not_in_version, month_invalid, month_missing,
    month_unexpected, no_receiver, office_number, other_file_type, parts, separators, serial_length, service_type,
    small_letters, spaces, system_file, too_long, unknown_kind, wording,
};
use crate::finding::Finding;
use crate::types::{DocumentKind, NameDeviation};

/// The finding for a deviation, with the exact name as suggestion when renaming mends it.
pub(super) fn explain(subject: &Subject<'_>, deviation: &NameDeviation) -> Finding {
    use NameDeviation as D;
    let finding = match deviation {
        D::Empty => subject.finding(&empty::RULE),
        D::TooLong => subject.about(&too_long::RULE, subject.text()),
        D::SystemFile => subject.finding(&system_file::RULE),
        D::Device => subject.finding(&device::RULE),
        D::Hidden(points) => subject.about(&hidden_characters::RULE, points),
        D::Forbidden(characters) => subject.about(&forbidden_characters::RULE, characters),
        D::Dots => subject.finding(&dots::RULE),
        D::ExtensionCase => subject.finding(&extension_case::RULE),
        D::KihonMonth => subject.about(&kihon_month::RULE, "000000"),
        D::CopySuffix(mark) => subject.about(&copy_mark::RULE, mark),
        D::Added(text) => subject.about(&added_text::RULE, text),
        D::DoubleExtension(extension) => subject.about(&double_extension::RULE, extension),
        D::FullWidth => subject.finding(&full_width::RULE),
        D::SmallLetters => subject.finding(&small_letters::RULE),
        D::Spaces => subject.finding(&spaces::RULE),
        D::Separators => subject.finding(&separators::RULE),
        D::NoReceiver => subject.finding(&no_receiver::RULE),
        D::OfficeNumber(number) => subject.about(&office_number::RULE, number),
        D::Serial(serial) => subject.about(&serial_length::RULE, serial),
        D::ServiceType(service) => subject.about(&service_type::RULE, service),
        D::MonthMissing => subject.finding(&month_missing::RULE),
        D::Month(month) => subject.about(&month_invalid::RULE, month),
        D::MonthUnexpected(month) => subject.about(&month_unexpected::RULE, month),
        D::Branch(branch) => subject.about(&image_branch::RULE, branch),
        D::Extension(extension) => return about_extension(subject, extension),
        D::KindNotInVersion => subject.finding(&kind_not_in_version::RULE),
        D::Prefix(near) => about_kind(subject, *near),
        D::Parts => subject.finding(&parts::RULE),
    };
    with_suggestion(subject, finding)
}

fn with_suggestion(subject: &Subject<'_>, finding: Finding) -> Finding {
    match subject.reading.suggestion() {
        Some(name) => finding.suggest(name.to_string()),
        None => finding,
    }
}

/// A file of another type does not become one of ours by a new name.
fn about_extension(subject: &Subject<'_>, text: &str) -> Finding {
    let expected = subject.reading.kind.map_or(".CSV", wording::extension);
    if other_file_type::is_known(text) {
        return subject.about(&other_file_type::RULE, text).fact("expected", expected);
    }
    with_suggestion(subject, subject.about(&extension::RULE, text).fact("expected", expected))
}

fn about_kind(subject: &Subject<'_>, near: Option<DocumentKind>) -> Finding {
    let (ja, en) = match near {
        Some(kind) => (format!("（「{kind}」の書き間違いかもしれません）"), format!(" (perhaps “{kind}” is meant)")),
        None => (String::new(), String::new()),
    };
    subject.finding(&unknown_kind::RULE).fact("near_ja", ja).fact("near_en", en)
}
