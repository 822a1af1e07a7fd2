//! Reads a value from any JSON source, and builds no more of it than is allowed: what is too much is passed over.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::value::{MAX_INTEGER, Value, ValueError};

/// How much a value may still hold. Reading gives a value or why there is none; only broken JSON is an error of serde.
pub(crate) struct Bounds<'a> {
    /// Objects inside each other.
    pub(crate) depth: usize,
    /// Values, those inside others included.
    pub(crate) values: &'a mut usize,
}

type Read = Result<Value, ValueError>;

impl<'de> DeserializeSeed<'de> for Bounds<'_> {
    type Value = Read;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Read, D::Error> {
        let Some(left) = self.values.checked_sub(1) else {
            return source.deserialize_ignored_any(IgnoredAny).map(|_| Err(ValueError::TooMany));
        };
        *self.values = left;
        source.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Bounds<'_> {
    type Value = Read;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a JSON value")
    }

    fn visit_str<E>(self, text: &str) -> Result<Read, E> {
        Ok(Ok(Value::String(text.to_owned())))
    }

    fn visit_string<E>(self, text: String) -> Result<Read, E> {
        Ok(Ok(Value::String(text)))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Read, E> {
        Ok(integer(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Read, E> {
        Ok(i64::try_from(number).map_or(Err(ValueError::Number), integer))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Read, E> {
        Ok(Err(ValueError::Number))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Read, E> {
        Ok(Err(ValueError::Literal))
    }

    fn visit_unit<E>(self) -> Result<Read, E> {
        Ok(Err(ValueError::Literal))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Read, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Err(ValueError::Array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut source: A) -> Result<Read, A::Error> {
        let Some(depth) = self.depth.checked_sub(1) else {
            return pass_over(source, ValueError::Depth);
        };
        let mut members: Vec<(String, Value)> = Vec::new();
        while let Some(name) = source.next_key::<String>()? {
            match source.next_value_seed(Bounds { depth, values: self.values })? {
                Ok(value) => members.push((name, value)),
                Err(refusal) => return pass_over(source, refusal),
            }
        }
        members.shrink_to_fit();
        members.sort_by(|(left, _), (right, _)| left.encode_utf16().cmp(right.encode_utf16()));
        let mut names = members.iter().zip(members.iter().skip(1));
        if names.any(|((one, _), (next, _))| one == next) {
            return Ok(Err(ValueError::Repeated));
        }
        Ok(Ok(Value::Object(members)))
    }
}

fn integer(number: i64) -> Read {
    if number.unsigned_abs() <= MAX_INTEGER { Ok(Value::Integer(number)) } else { Err(ValueError::Number) }
}

fn pass_over<'de, A: MapAccess<'de>>(mut source: A, refusal: ValueError) -> Result<Read, A::Error> {
    while source.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
    Ok(Err(refusal))
}
