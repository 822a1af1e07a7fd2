//! The images of 利用者基本情報 against the images that are there (C0725 to C0728).

use super::files::{File, Files};
use super::{image_missing, image_not_named, image_route, image_twice};
use crate::check::{FirstRecord, ImageReference, LinkKey, Member};
use crate::finding::{Finding, Place, Rule, Sink};
use crate::types::{DocumentKind, NameReading};
use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashSet};
use std::sync::Arc;

/// Compares names without regard to case and width (A016).
pub(super) fn check(files: &Files<'_>, out: &mut Sink) {
    let basics: Vec<&File<'_>> = files.of_kind(DocumentKind::UpKihon).collect();
    if basics.is_empty() {
        return;
    }
    let there: HashSet<String, FixedState> = files.members.iter().map(|member| plain(last_segment(*member))).collect();
    let mut named: HashMap<String, (LinkKey, FirstRecord), FixedState> = HashMap::default();
    for (file, image) in basics
        .iter()
        .filter_map(|file| Some((*file, file.links()?)))
        .flat_map(|(file, links)| links.images.iter().map(move |image| (file, image)))
    {
        let name = plain(&image.name);
        let first = *named.entry(name.clone()).or_insert((image.key, image.place));
        if !there.contains(&name) {
            say(&image_missing::RULE, file, image, out, |finding| finding);
        } else if let Some(expected) = expected_start(file).filter(|_| !is_of(file, &image.name)) {
            say(&image_route::RULE, file, image, out, |finding| finding.fact("expected", expected));
        }
        if first.0.person() != image.key.person() {
            let place = Place { document: Arc::clone(file.document), spot: Some(first.1.spot()) };
            let line = first.1.line.to_string();
            say(&image_twice::RULE, file, image, out, |finding| finding.related(place).fact("first", line));
        }
    }
    let unsure = basics.iter().filter_map(|file| file.links()).any(|links| links.incomplete || links.overflow);
    for image in files.of_kind(DocumentKind::UpKihonImage) {
        if !unsure && !named.contains_key(&plain(image.file_name())) {
            out.push(image.finding(&image_not_named::RULE));
        }
    }
}

fn say(
    rule: &'static Rule,
    file: &File<'_>,
    image: &ImageReference,
    out: &mut Sink,
    facts: impl FnOnce(Finding) -> Finding,
) {
    if !out.wants(rule) {
        return out.count(rule);
    }
    let finding = Finding::at(rule, file.document, image.place.spot());
    let shown: String = image.name.chars().filter(|c| !c.is_control()).take(120).collect();
    out.push(facts(finding.fact("image", shown)));
}

/// True when the image's name has the route and serial of its 利用者基本情報.
fn is_of(file: &File<'_>, image: &str) -> bool {
    let image = NameReading::read(image).name.filter(|name| name.kind == DocumentKind::UpKihonImage);
    let route = |name: crate::types::DocumentName| (name.sender, name.receiver, name.types, name.serial);
    match (file.name, image) {
        (Some(name), Some(image)) => route(name) == route(image),
        _ => false,
    }
}

/// What the image's name should begin with, when the file's own name can be read.
fn expected_start(file: &File<'_>) -> Option<String> {
    let name = file.name?;
    let (from, to) = name.types?;
    Some(format!("UPKIHON_IMAGE_{}_{from}_{}_{to}_{}_", name.sender, name.receiver, name.serial))
}

fn last_segment(member: Member<'_>) -> &str {
    member.document().rsplit(['/', '\\']).next().unwrap_or_default()
}

fn plain(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    name.trim().nfkc().collect::<String>().to_lowercase()
}
