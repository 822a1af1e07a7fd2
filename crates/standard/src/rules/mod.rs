//! The rules: one a file, each with its id, its texts in two languages and the code that finds it.
//!
//! | ids | folder | about |
//! | --- | --- | --- |
//! | C00xx | `name/` | the name of a file |
//! | C01xx | `document/` | a file as a whole |
//! | C02xx | `structure/` | characters, quotes, records |
//! | C03xx | `shape/` | number of fields, version, kind: one cause for a whole file |
//! | C04xx | `field/` | the value of one field |
//! | C05xx | `record/` | fields of one record together |
//! | C06xx | `across/` | records of one file together |
//! | C07xx | `set/` | the files of a set together |
//! | C08xx | `attachment/` | PDF and JPEG |

pub mod across;
pub mod attachment;
pub mod document;
pub mod field;
pub mod name;
pub mod record;
pub mod set;
pub mod shape;
pub mod structure;

use crate::check::{Context, Watch};
use crate::finding::Rule;

/// All rules in the order of their ids.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    let folders: [&[&'static Rule]; 9] = [
        name::ALL,
        document::ALL,
        structure::ALL,
        shape::ALL,
        field::ALL,
        record::ALL,
        across::ALL,
        set::ALL,
        attachment::ALL,
    ];
    folders.into_iter().flatten().copied()
}

/// The rule with this id, e.g. `C0101`.
pub fn by_id(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id.eq_ignore_ascii_case(id))
}

/// The rules that look at whole records of a document.
pub(crate) fn watches(context: &Context) -> Vec<Box<dyn Watch>> {
    record::WATCHES.iter().chain(across::WATCHES).filter_map(|make| make(context)).collect()
}

/// Makes the watch of a rule, when the rule applies to the document.
pub(crate) type MakeWatch = fn(&Context) -> Option<Box<dyn Watch>>;
