//! Why a test cannot go on, as text for a person.

use std::fmt;

/// What went wrong, in words. Any error turns into one by `?`.
pub struct Failure(String);

/// What every step of a test gives.
pub type Step<T = ()> = Result<T, Failure>;

impl Failure {
    /// A failure with this text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<E: std::error::Error> From<E> for Failure {
    #[track_caller]
    fn from(error: E) -> Self {
        Self(format!("{error} (at {})", std::panic::Location::caller()))
    }
}

/// Fails with `text` unless `condition` holds.
pub fn ensure(condition: bool, text: impl FnOnce() -> String) -> Step {
    if condition { Ok(()) } else { Err(Failure(text())) }
}
