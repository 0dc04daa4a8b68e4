//! Values that are stored as their text: reading them costs no allocation.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::Deserializer;
use serde::de::{Error, Visitor};

/// Reads a value that is stored as its text; `what` names it in the error.
pub(super) fn read<'de, T: FromStr, D: Deserializer<'de>>(deserializer: D, what: &'static str) -> Result<T, D::Error> {
    deserializer.deserialize_str(Parsed(what, PhantomData))
}

struct Parsed<T>(&'static str, PhantomData<T>);

impl<T: FromStr> Visitor<'_> for Parsed<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(|_| E::custom(format_args!("not {}", self.0)))
    }
}
