//! What is said of files that come in: why they are refused, as a whole or record by record.

use crate::store::backup::{BackupProblem, RecordProblem, RefusedRecord};

use super::wording::problem;

/// Why a backup as a whole is not read, and what to do.
pub fn backup_problem(found: &BackupProblem) -> String {
    match found {
        BackupProblem::TooLarge => "The file is larger than 20 MB. No workspace that fits into a browser makes such a file.".to_owned(),
        BackupProblem::NotText => "The file is not text in UTF-8, so it is no workspace.".to_owned(),
        BackupProblem::NotJson { line, column } => {
            format!("The file is not JSON: line {line}, column {column} cannot be read. It may have been cut off. Get it again.")
        }
        BackupProblem::NotOurs => {
            "The file is JSON, but not a workspace of this app. Choose a file that Export workspace (JSON) made.".to_owned()
        }
        BackupProblem::Newer => {
            "A newer version of this app made the file. Reload the page to get that version, and choose the file again."
                .to_owned()
        }
        BackupProblem::ChecksumWrong => {
            "The checksum does not fit: the file was changed or damaged after it was made, so nothing is imported. Take \
             another copy; or remove the field sha256 from it, and each value is checked by itself."
                .to_owned()
        }
    }
}

/// Why a record is refused.
pub fn record_problem(found: &RecordProblem) -> String {
    match found {
        RecordProblem::Field(found) => problem(*found).to_owned(),
        RecordProblem::NumberInvalid(text) => format!("Number {text} is not valid."),
        RecordProblem::StateUnknown(text) => format!("State \"{text}\" is not known."),
        RecordProblem::Invalid(field) => format!("The field \"{field}\" is missing or not valid."),
        RecordProblem::NotARecord => "This is not a record that the app knows.".to_owned(),
        RecordProblem::IdTwice => "Its id is there twice.".to_owned(),
        RecordProblem::ParentCycle(number) => format!("Parent {number} would make a cycle."),
        RecordProblem::NumbersUsedUp => "All session numbers are used up.".to_owned(),
        RecordProblem::TooLong => "It is longer than a million bytes.".to_owned(),
        RecordProblem::Newer => {
            "A newer version of this app wrote it. Reload the page to get that version, or import into an empty workspace."
                .to_owned()
        }
        RecordProblem::LastAdministrator => "A workspace needs at least one administrator.".to_owned(),
    }
}

/// Which record: `Line 1, session 2 (SE-01002 Q1): `.
pub fn record_place(refused: &RefusedRecord) -> String {
    let RefusedRecord { place, name, .. } = refused;
    let name = if name.is_empty() { String::new() } else { format!(" ({name})") };
    format!("Line {}, {} {}{name}: ", place.line, place.kind.to_lowercase(), place.nth)
}
