//! Two versions of one record made into one, field by field.
//!
//! Of each field the value with the greater stamp stands, so both windows, each with its own version first, come to the same
//! record, and merging again changes nothing. A value that loses is *overruled* when the one that stands was not made
//! knowing it; who merges tells the history of it.

use crate::domain::{Record, RecordKey, Stamp};

use super::fields::Fields;
use super::records::read_record;
use super::revision::{ChangeStamp, Stamps, is_bookkeeping};

/// What two versions come to.
#[derive(Debug, PartialEq, Eq)]
pub struct Merged {
    /// The text of the record.
    pub text: String,
    /// The same record as it would be if the overruled values stood; `None` where none was.
    pub overruled: Option<Overruled>,
}

/// Values that do not stand although nobody chose to replace them.
#[derive(Debug, PartialEq, Eq)]
pub struct Overruled {
    /// The record with these values.
    pub text: String,
    /// The stamp of the newest of them; names what the history tells of it.
    pub change: u64,
    /// Who made that change, when; `None` where its text does not tell.
    pub stamp: Option<Stamp>,
}

/// Merges two texts of one record. `seen`: the stamps that this page saw in versions of the record before.
pub fn merged(key: RecordKey, mine: &str, theirs: &str, seen: &[ChangeStamp]) -> Merged {
    let plain = |text: &str| Merged { text: text.to_owned(), overruled: None };
    let (Some(own), Some(other)) = (Fields::parse(mine), Fields::parse(theirs)) else {
        return plain(mine);
    };
    if key == RecordKey::NextNumber {
        // Numbers are never given twice: the higher one stands. Of two texts with the same number both windows take the same.
        let rank = |text| (next_number(key, text), text);
        return plain(if rank(mine) >= rank(theirs) { mine } else { theirs });
    }
    let rank = |fields: &Fields<'_>| (fields.number("rev"), fields.text());
    let mine_first = rank(&own) >= rank(&other);
    let (first, second, verbatim) = if mine_first { (&own, &other, mine) } else { (&other, &own, theirs) };
    let mut merging = Merging::new(first, second);
    merging.choose_all();
    if read_record(key, &merging.text()).is_none() {
        merging.keep_together(&["begin", "end"]);
    }
    if read_record(key, &merging.text()).is_none() {
        merging = Merging::new(first, second);
        merging.choose(|_| Side::First);
    }
    let text = merging.result(verbatim, if mine_first { theirs } else { mine });
    Merged {
        overruled: merging
            .overruled(key, &text, |stamp, first| stamp == 0 || (first != mine_first && seen.contains(&stamp))),
        text,
    }
}

fn next_number(key: RecordKey, text: &str) -> Option<crate::domain::SessionNumber> {
    match read_record(key, text) {
        Some(Record::NextNumber(number)) => Some(number),
        _ => None,
    }
}

/// Who changed a record last, when.
fn stamp_of(fields: &Fields<'_>) -> Option<Stamp> {
    let text = |name: &str| fields.get(name).map(|value| value.trim_matches('"'));
    Some(Stamp { by: text("changedBy")?.parse().ok()?, at: text("changedAt")?.parse().ok()? })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    First,
    Second,
}

/// A field that differs.
struct Difference<'a> {
    name: &'a str,
    values: [Option<&'a str>; 2],
    stamps: [super::revision::FieldStamps; 2],
    stands: Side,
}

struct Merging<'a> {
    first: &'a Fields<'a>,
    second: &'a Fields<'a>,
    differences: Vec<Difference<'a>>,
    stamps: [Stamps; 2],
}

impl<'a> Merging<'a> {
    fn new(first: &'a Fields<'a>, second: &'a Fields<'a>) -> Self {
        let stamps = [Stamps::of(first), Stamps::of(second)];
        let added = second.iter().filter(|(name, _)| first.get(name).is_none());
        let mut differences = Vec::new();
        for (name, _) in first.iter().chain(added).filter(|(name, _)| !is_bookkeeping(name)) {
            let values = [first.get(name), second.get(name)];
            let stamps = [stamps[0].get(name), stamps[1].get(name)];
            if values[0] != values[1] || stamps[0] != stamps[1] {
                differences.push(Difference { name, values, stamps, stands: Side::First });
            }
        }
        Self { first, second, differences, stamps }
    }

    fn choose(&mut self, side: impl Fn(&Difference<'_>) -> Side) {
        for difference in &mut self.differences {
            difference.stands = side(difference);
        }
    }

    fn choose_all(&mut self) {
        self.choose(|Difference { values, stamps, .. }| {
            if (stamps[0].change, values[0]) >= (stamps[1].change, values[1]) { Side::First } else { Side::Second }
        });
    }

    /// Takes these fields from one side, the one with the newest change of them: apart they make no valid record.
    fn keep_together(&mut self, names: &[&str]) {
        let together = |difference: &&mut Difference<'_>| names.contains(&difference.name);
        let newest = self.differences.iter_mut().filter(together).max_by_key(|found| {
            let [first, second] = found.stamps;
            first.change.max(second.change)
        });
        if let Some(side) = newest.map(|newest| newest.stands) {
            self.differences.iter_mut().filter(together).for_each(|difference| difference.stands = side);
        }
    }

    fn with(&self, side_of: impl Fn(&Difference<'_>) -> Side) -> Fields<'a> {
        let mut fields = self.first.clone();
        for difference in &self.differences {
            match difference.values[side_of(difference) as usize] {
                Some(value) => fields.set(difference.name, value),
                None => fields.remove(difference.name),
            }
        }
        fields
    }

    fn text(&self) -> String {
        self.with(|difference| difference.stands).text()
    }

    /// The merged text: one of the two as it is where nothing of the other one stands.
    fn result(&self, first: &str, second: &str) -> String {
        if self.differences.iter().all(|difference| difference.stands == Side::First) {
            return first.to_owned();
        }
        if self.differences.iter().all(|difference| difference.stands == Side::Second) {
            return second.to_owned();
        }
        let mut fields = self.with(|difference| difference.stands);
        let mut stamps = self.stamps[0].clone();
        for difference in &self.differences {
            stamps.set(difference.name, difference.stamps[difference.stands as usize]);
        }
        fields.set("rev", (fields.number("rev") + 1).to_string());
        stamps.write(&mut fields);
        fields.text()
    }

    /// What was overruled. `known`: whether a losing value, by its stamp and whether it is the first side's, needs no telling.
    fn overruled(&self, key: RecordKey, text: &str, known: impl Fn(ChangeStamp, bool) -> bool) -> Option<Overruled> {
        let loses = |difference: &Difference<'_>| {
            let (winner, loser) = (difference.stands as usize, 1 - difference.stands as usize);
            let lost = difference.stamps[loser].change;
            let replaced = difference.stamps[winner].replaced == lost;
            let differs = difference.values[0] != difference.values[1];
            (differs && !replaced && !known(lost, loser == 0)).then_some((lost, loser))
        };
        let (change, loser) = self.differences.iter().filter_map(loses).max()?;
        let lost = self.with(|difference| match (loses(difference), difference.stands) {
            (Some(_), Side::First) => Side::Second,
            (Some(_), Side::Second) => Side::First,
            (None, stands) => stands,
        });
        // Values that make no valid record together are told of one by one in the texts; they cannot be put into words.
        let lost = lost.text();
        let readable = if read_record(key, &lost).is_some() { lost } else { text.to_owned() };
        Some(Overruled { text: readable, change, stamp: stamp_of([self.first, self.second][loser]) })
    }
}
