//! Opaque, globally unique ids: 100 random bits, written as 20 letters and digits.

use std::fmt;
use std::str::FromStr;

/// Crockford's base 32 in lower case: no `i`, `l`, `o`, `u`, so an id read aloud is not misheard.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH: usize = 20;

/// The digit of each character; no digit is above 31. A table: every stored session has four ids.
const DIGITS: [u8; 256] = {
    let mut digits = [u8::MAX; 256];
    let mut digit = 0;
    while digit < ALPHABET.len() {
        digits[ALPHABET[digit] as usize] = digit as u8;
        digit += 1;
    }
    digits
};
const MASK: u128 = (1 << 100) - 1;

/// The bits of an id, or of another number that names something, in the order of that number. In halves, because a `u128`
/// stands at multiples of sixteen bytes: every record with an id would be padded, and the allocator finds such places in its
/// slow way only, as often as there are sessions at a start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Bits {
    high: u64,
    low: u64,
}

impl Bits {
    const fn new(bits: u128) -> Self {
        Self { high: (bits >> 64) as u64, low: bits as u64 }
    }

    fn number(self) -> u128 {
        u128::from(self.high) << 64 | u128::from(self.low)
    }
}

impl From<u64> for Bits {
    fn from(low: u64) -> Self {
        Self { high: 0, low }
    }
}

/// A source of ids that nobody else makes: random bits in the browser, a counter in tests.
pub trait FreshIds {
    /// The next 128 random bits, of which an id keeps 100.
    fn next_bits(&mut self) -> u128;
}

/// The text is not an id: 20 characters of the id alphabet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAnId;

fn write_bits(bits: u128, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut text = [0_u8; LENGTH];
    for (place, byte) in text.iter_mut().rev().enumerate() {
        *byte = ALPHABET[(bits >> (5 * place)) as usize & 31];
    }
    f.write_str(std::str::from_utf8(&text).unwrap_or_default())
}

fn read_bits(text: &str) -> Result<u128, NotAnId> {
    if text.len() != LENGTH {
        return Err(NotAnId);
    }
    let half = |part: &[u8]| {
        part.iter().try_fold(0_u64, |bits, byte| match DIGITS[usize::from(*byte)] {
            u8::MAX => Err(NotAnId),
            digit => Ok(bits << 5 | u64::from(digit)),
        })
    };
    let (high, low) = text.as_bytes().split_at(LENGTH / 2);
    Ok(u128::from(half(high)?) << (5 * LENGTH / 2) | u128::from(half(low)?))
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Bits);

        impl $name {
            /// An id from the given source.
            pub fn fresh(ids: &mut dyn FreshIds) -> Self {
                Self(Bits::new(ids.next_bits() & MASK))
            }

            /// A number below 2³² that stays the same for this id; colours avatars.
            pub fn seed(self) -> u32 {
                (self.0.low >> 32) as u32
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_bits(self.0.number(), f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_bits(self.0.number(), f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                read_bits(text).map(|bits| Self(Bits::new(bits)))
            }
        }

    };
}

id!(
    /// Names a session; never shown.
    SessionId
);
id!(
    /// Names a person.
    PersonId
);
id!(
    /// Names a team or a role.
    GroupId
);
id!(
    /// Names an entry of the history.
    EntryId
);

impl SessionId {
    /// The bits, for looking it up.
    pub(super) fn bits(self) -> Bits {
        self.0
    }
}

impl PersonId {
    /// The id that nobody has.
    pub(super) const NOBODY: PersonId = PersonId(Bits::new(0));
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fixed(u128);
    impl FreshIds for Fixed {
        fn next_bits(&mut self) -> u128 {
            self.0
        }
    }

    #[test]
    fn an_id_reads_back_from_its_text() {
        for bits in [0, 1, 31, 32, MASK, MASK / 3, u128::MAX] {
            let id = SessionId::fresh(&mut Fixed(bits));
            assert_eq!(id.to_string().parse(), Ok(id));
            assert_eq!(id.to_string().len(), LENGTH);
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", "0", "0000000000000000000u", "000000000000000000000", "0000000000000000000é"] {
            assert_eq!(text.parse::<PersonId>(), Err(NotAnId), "{text}");
        }
    }
}
