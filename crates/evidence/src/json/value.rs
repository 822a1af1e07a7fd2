//! A JSON value of the kinds that our files know.

use super::write::{push_integer, push_string};

/// Largest integer that JSON carries exactly everywhere: 2^53 − 1.
const MAX_INTEGER: i64 = 9_007_199_254_740_991;

/// A value. Members of an object are kept in canonical order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A string.
    String(String),
    /// An integer between −(2^53 − 1) and 2^53 − 1.
    Integer(i64),
    /// An array.
    Array(Vec<Value>),
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
    /// Arrays and objects inside each other too deeply.
    #[error("values are nested too deeply")]
    Depth,
}

impl Value {
    /// From a parsed value, at most `depth` arrays and objects deep.
    ///
    /// # Errors
    /// [`ValueError`].
    pub fn from_json(value: serde_json::Value, depth: usize) -> Result<Self, ValueError> {
        let inner = depth.checked_sub(1).ok_or(ValueError::Depth);
        match value {
            serde_json::Value::String(text) => Ok(Self::String(text)),
            serde_json::Value::Number(number) => match number.as_i64() {
                Some(integer) if integer.abs() <= MAX_INTEGER => Ok(Self::Integer(integer)),
                _ => Err(ValueError::Number),
            },
            serde_json::Value::Array(items) => {
                let inner = inner?;
                Ok(Self::Array(items.into_iter().map(|item| Self::from_json(item, inner)).collect::<Result<_, _>>()?))
            }
            serde_json::Value::Object(members) => {
                let inner = inner?;
                let members = members.into_iter().map(|(name, value)| Ok((name, Self::from_json(value, inner)?)));
                let mut members = members.collect::<Result<Vec<_>, ValueError>>()?;
                members.sort_by(|(left, _), (right, _)| left.encode_utf16().cmp(right.encode_utf16()));
                Ok(Self::Object(members))
            }
            serde_json::Value::Bool(_) | serde_json::Value::Null => Err(ValueError::Literal),
        }
    }

    /// Appends the canonical form.
    pub(crate) fn push(&self, out: &mut Vec<u8>) {
        match self {
            Self::String(text) => push_string(out, text),
            Self::Integer(number) => push_integer(out, *number),
            Self::Array(items) => {
                out.push(b'[');
                for (at, item) in items.iter().enumerate() {
                    if at > 0 {
                        out.push(b',');
                    }
                    item.push(out);
                }
                out.push(b']');
            }
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
