//! A JSON value of the kinds that our files know.

use serde::de::DeserializeSeed;

use super::read::Bounds;
use super::write::{push_integer, push_string};

/// Largest integer that JSON carries exactly everywhere: 2^53 − 1.
pub(crate) const MAX_INTEGER: u64 = 9_007_199_254_740_991;

/// A value. Members of an object are kept in canonical order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A string.
    String(String),
    /// An integer between −(2^53 − 1) and 2^53 − 1.
    Integer(i64),
    /// An object; names ascend by their UTF-16 code units, each once.
    Object(Vec<(String, Value)>),
}

/// Why a JSON value is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ValueError {
    /// A number with a fraction or an exponent, or outside ±(2^53 − 1).
    #[error("a number is not a plain integer")]
    Number,
    /// `true`, `false` or `null`.
    #[error("true, false and null are not used")]
    Literal,
    /// An array.
    #[error("arrays are not used")]
    Array,
    /// A name stands twice in an object.
    #[error("a name stands twice in an object")]
    Repeated,
    /// Objects inside each other too deeply.
    #[error("values are nested too deeply")]
    Depth,
    /// More values than allowed.
    #[error("there are too many values")]
    TooMany,
}

impl Value {
    /// From a parsed value, at most `depth` objects deep.
    ///
    /// # Errors
    /// [`ValueError`].
    pub fn from_json(value: serde_json::Value, depth: usize) -> Result<Self, ValueError> {
        let mut values = usize::MAX;
        let read = Bounds { depth, values: &mut values }.deserialize(value);
        // A parsed value is no broken JSON: serde has nothing to refuse.
        read.unwrap_or(Err(ValueError::Literal))
    }

    /// Appends the canonical form.
    pub(crate) fn push(&self, out: &mut Vec<u8>) {
        match self {
            Self::String(text) => push_string(out, text),
            Self::Integer(number) => push_integer(out, *number),
            Self::Object(members) => {
                out.push(b'{');
                for (at, (name, value)) in members.iter().enumerate() {
                    if at > 0 {
                        out.push(b',');
                    }
                    push_string(out, name);
                    out.push(b':');
                    value.push(out);
                }
                out.push(b'}');
            }
        }
    }
}
