//! The quick way to read a session, for the form that nearly every one is stored in: the fields in the order in which they
//! are written, texts without escapes, visible to everyone. A start with 10,000 sessions spends most of its time reading
//! them, and the JSON parser takes four times as long: it looks each name up among all fields there are.

use std::borrow::Cow;

use super::{Stored, Text};

/// The fields of a session in plain form; `None` for every other text, which the JSON parser reads or refuses.
pub(super) fn plain_session(text: &str) -> Option<Stored<'_>> {
    let mut rest = Rest(text.strip_prefix("{")?);
    let stored = Stored {
        v: rest.number("\"v\":")?,
        id: Some(rest.text("id")?),
        number: Some(rest.text("number")?),
        title: Some(rest.text("title")?),
        begin: Some(rest.text("begin")?),
        end: Some(rest.text("end")?),
        status: Some(rest.text("status")?),
        was: rest.text("was"),
        colour: Some(rest.text("colour")?),
        parent: rest.text("parent"),
        cadence: Some(rest.text("cadence")?),
        approval: Some(rest.text("approval")?),
        created_by: Some(rest.text("createdBy")?),
        created_at: Some(rest.text("createdAt")?),
        changed_by: Some(rest.text("changedBy")?),
        changed_at: Some(rest.text("changedAt")?),
        rev: Some(rest.number(",\"rev\":")?),
        ..Stored::default()
    };
    (rest.0 == "}").then_some(stored)
}

/// What of the text was not read yet.
struct Rest<'a>(&'a str);

impl<'a> Rest<'a> {
    /// The text of the next field, if it has this name. Where it does not, nothing is read.
    fn text(&mut self, name: &str) -> Option<Text<'a>> {
        let value = self.0.strip_prefix(",\"")?.strip_prefix(name)?.strip_prefix("\":\"")?;
        let end = value.bytes().position(|byte| matches!(byte, b'"' | b'\\'))?;
        self.0 = value[end..].strip_prefix('"')?;
        Some(Text(Cow::Borrowed(&value[..end])))
    }

    fn number(&mut self, before: &str) -> Option<u32> {
        let value = self.0.strip_prefix(before)?;
        let end = value.bytes().position(|byte| !byte.is_ascii_digit())?;
        self.0 = &value[end..];
        value[..end].parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::plain_session;

    const PLAIN: &str = "{\"v\":2,\"id\":\"61dyzmgckkwj0x56tktn\",\"number\":\"SE-01005\",\"title\":\"Übersicht 4\",\
        \"begin\":\"2024-01-05\",\"end\":\"2024-01-05\",\"status\":\"open\",\"colour\":\"teal\",\"cadence\":\"weekly\",\
        \"approval\":\"none\",\"createdBy\":\"a5w1xyygy0s8qg7qvywa\",\"createdAt\":\"2020-01-01T00:04:00.000Z\",\
        \"changedBy\":\"a5w1xyygy0s8qg7qvywa\",\"changedAt\":\"2020-01-01T00:04:00.000Z\",\"rev\":1}";

    /// The JSON of what was read says what both ways understood.
    fn json(stored: &super::Stored<'_>) -> String {
        serde_json::to_string(stored).unwrap()
    }

    #[test]
    fn a_plain_session_is_read_as_the_json_parser_reads_it() {
        let closed = PLAIN.replace("\"open\"", "\"closed\",\"was\":\"inProgress\"");
        let child = PLAIN.replace(",\"cadence\"", ",\"parent\":\"a5w1xyygy0s8qg7qvywb\",\"cadence\"");
        for text in [PLAIN, &closed, &child] {
            let plain = plain_session(text).map(|stored| json(&stored));
            assert_eq!(plain.unwrap(), json(&serde_json::from_str(text).unwrap()), "{text}");
        }
    }

    #[test]
    fn every_other_text_is_left_to_the_json_parser() {
        let others = [
            "",
            "{}",
            &PLAIN[..PLAIN.len() - 1],
            &format!("{PLAIN} "),
            &PLAIN.replace("Übersicht", "a \\\"b\\\""),
            &PLAIN.replace("\"rev\":1", "\"rev\":-1"),
            &PLAIN.replace("\"rev\":1", "\"rev\":1.5"),
            &PLAIN.replace("\"rev\":1", "\"rev\":99999999999"),
            &PLAIN.replace("\"rev\":1", "\"rev\":1,\"epoch\":1"),
            &PLAIN.replace("\"rev\":1", "\"rev\":1,\"more\":1"),
            &PLAIN.replace(",\"createdBy\"", ",\"visibleTo\":[],\"createdBy\""),
            &PLAIN.replace("\"title\":\"Übersicht 4\"", "\"title\":null"),
            &PLAIN.replace("\"v\":2,", "\"v\": 2,"),
        ];
        for text in others {
            assert!(plain_session(text).is_none(), "{text}");
        }
    }
}
