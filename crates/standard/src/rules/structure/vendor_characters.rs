//! C0206: characters of MS932 that not every software has.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0206",
    slug: "vendor-characters",
    severity: Severity::Warning,
    fold: Fold::File,
    title: Text::new("機種依存文字が使われています", "Characters that not every software has"),
    message: Text::new(
        "機種依存文字（{characters}）が、{count}か所で使われています。最初は{line}行目です。",
        "Characters that not every software has ({characters}) stand in {count} places, first in line {line}.",
    ),
    why: Text::new(
        "標準仕様の範囲内の文字ですが、相手のソフトによっては別の文字になったり、照合で違う名前とみなされたりします。",
        "They belong to the standard's code, but some software turns them into others or takes a name for another.",
    ),
    cure: Text::new(
        "このまま送れます。相手の画面で正しく見えるか、一度確かめておくと安心です。",
        "It can be sent as it is. Ask the recipient once whether they are shown rightly.",
    ),
    source: "本文4.3",
    ambiguities: &[38],
};
