//! Which column of a file is which of ours: by name, or chosen by the user with good guesses for foreign headers.

use crate::domain::{Cadence, Colour, Moment, SessionNumber, Status, status_named};

use super::{COLUMNS, FileProblem, NUMBER, REQUIRED, STATE, Sheet};

/// What a state of a foreign file can be read as.
pub const STATES: [&str; 3] = ["Open", "In progress", "Closed"];

/// The columns of a file that are read, and what its states are called here.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mapping {
    /// For each of [`COLUMNS`], where in the file's header it stands.
    places: [Option<usize>; COLUMNS.len()],
    /// States of the file and ours, one of [`STATES`].
    states: Vec<(String, &'static str)>,
}

impl Mapping {
    /// The columns that have our names, letter case aside.
    pub fn by_name(header: &[String]) -> Result<Self, FileProblem> {
        let mut mapping = Self::default();
        for (column, name) in COLUMNS.iter().enumerate() {
            let mut named = header.iter().enumerate().filter(|(_, cell)| name.eq_ignore_ascii_case(cell.trim()));
            mapping.places[column] = named.next().map(|(place, _)| place);
            if named.next().is_some() {
                return Err(FileProblem::ColumnTwice(name));
            }
        }
        match mapping.missing() {
            Some(name) => Err(FileProblem::ColumnMissing(name)),
            None => Ok(mapping),
        }
    }

    /// What the columns and states of a foreign file most likely mean.
    ///
    /// A column that need not be there is guessed only where its first value can be read: a running number or a date in
    /// words would refuse every line.
    pub fn guess(sheet: &Sheet) -> Self {
        let mut mapping = Self::default();
        let header: Vec<String> = sheet.header().iter().map(|cell| letters_of(cell)).collect();
        for exact in [true, false] {
            for column in 0..COLUMNS.len() {
                let free = |place: &usize| !mapping.places.contains(&Some(*place));
                let fits = |place: &usize| {
                    let name = &header[*place];
                    let named = |word: &&str| if exact { name == word } else { word.len() > 3 && name.contains(word) };
                    words_for(column).iter().any(named)
                        && (REQUIRED.contains(&column) || is_readable(sheet, column, *place))
                };
                if mapping.places[column].is_none() {
                    mapping.places[column] = (0..header.len()).filter(free).find(fits);
                }
            }
        }
        mapping.guess_states(sheet);
        mapping
    }

    /// Says anew what the states mean that are not ours, where that can be guessed.
    fn guess_states(&mut self, sheet: &Sheet) {
        self.states.clear();
        for state in sheet.unknown_states(self, usize::MAX) {
            if let Some(ours) = state_like(&state) {
                self.states.push((state, ours));
            }
        }
    }

    /// The first required column that is not there.
    pub fn missing(&self) -> Option<&'static str> {
        REQUIRED.into_iter().find(|column| self.places[*column].is_none()).map(|column| COLUMNS[column])
    }

    /// The columns of a file that are not read, as its header names them.
    pub fn unread<'a>(&self, header: &'a [String]) -> Vec<&'a str> {
        let unread =
            header.iter().enumerate().filter(|(place, name)| !name.is_empty() && !self.places.contains(&Some(*place)));
        unread.map(|(_, name)| &**name).collect()
    }

    /// The columns that are there, each with its place in the file's header.
    pub(super) fn places(&self) -> impl Iterator<Item = (usize, usize)> {
        self.places.iter().enumerate().filter_map(|(column, place)| place.map(|place| (column, place)))
    }

    /// Where in the file's header one of [`COLUMNS`] stands.
    pub fn place(&self, column: usize) -> Option<usize> {
        self.places.get(column).copied().flatten()
    }

    /// Reads one of [`COLUMNS`] from another place of the file's header, or not at all.
    pub fn set_place(&mut self, sheet: &Sheet, column: usize, place: Option<usize>) {
        if let Some(slot) = self.places.get_mut(column) {
            *slot = place.filter(|place| *place < sheet.header().len());
        }
        if column == STATE {
            self.guess_states(sheet);
        }
    }

    /// What a state of the file is read as; `None` where it says so itself, or nobody knows.
    pub fn state(&self, text: &str) -> Option<&'static str> {
        self.states.iter().find(|(state, _)| state == text.trim()).map(|(_, ours)| *ours)
    }

    /// Reads a state of the file as one of [`STATES`]; anything else leaves it unknown.
    pub fn set_state(&mut self, text: &str, ours: &str) {
        self.states.retain(|(state, _)| state != text);
        if let Some(ours) = STATES.into_iter().find(|state| *state == ours) {
            self.states.push((text.to_owned(), ours));
        }
    }
}

/// A name of a column without what does not tell it apart: letter case, spaces, signs.
fn letters_of(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What one of [`COLUMNS`] is called elsewhere: in other programs, and in German, French, Spanish and Italian.
fn words_for(column: usize) -> &'static [&'static str] {
    match column {
        0 => &["number", "no", "nr", "id", "key", "nummer", "numéro", "número", "numero"],
        1 => &[
            "name",
            "title",
            "session",
            "summary",
            "subject",
            "titel",
            "bezeichnung",
            "titre",
            "nom",
            "título",
            "nombre",
            "titolo",
            "nome",
            "sessionname",
            "sessiontitle",
            "period",
            "cycle",
            "zeitraum",
        ],
        2 => &["state", "status", "phase", "zustand", "stand", "état", "statut", "estado", "stato"],
        3 => &[
            "begin",
            "start",
            "startdate",
            "begindate",
            "startson",
            "from",
            "beginn",
            "anfang",
            "startdatum",
            "von",
            "début",
            "datededébut",
            "inicio",
            "fechadeinicio",
            "inizio",
            "datainizio",
        ],
        4 => &[
            "end",
            "finish",
            "enddate",
            "finishdate",
            "endson",
            "due",
            "duedate",
            "deadline",
            "until",
            "to",
            "ende",
            "enddatum",
            "bis",
            "fin",
            "datedefin",
            "fechadefin",
            "fine",
            "datafine",
        ],
        5 => &["createdby", "author", "creator", "owner", "erstelltvon", "autor", "auteur", "creadopor", "crééepar"],
        6 => &["lasteditedby", "editedby", "changedby", "modifiedby", "updatedby", "geändertvon", "modifiépar"],
        7 => &["createddate", "created", "createdat", "createdon", "creationdate", "erstelltam"],
        8 => {
            &["changeddate", "changed", "modified", "updated", "updatedat", "modifiedon", "lastmodified", "geändertam"]
        }
        9 => &["colour", "color", "farbe", "couleur", "colore"],
        10 => &["parent", "parentsession", "partof", "übergeordnet"],
        11 => &["cadence", "frequency", "rhythm", "rhythmus", "turnus"],
        12 => &["workflow", "approval", "genehmigung", "freigabe"],
        _ => &[],
    }
}

/// Whether the first value of a place can be read as what one of [`COLUMNS`] holds.
fn is_readable(sheet: &Sheet, column: usize, place: usize) -> bool {
    let first = sheet.values(place, 1, &|_| true);
    first.first().is_none_or(|value| match column {
        NUMBER | 10 => value.parse::<SessionNumber>().is_ok(),
        7 | 8 => value.parse::<Moment>().is_ok(),
        9 => Colour::named(value).is_some(),
        11 => Cadence::named(value).is_some(),
        12 => crate::domain::Approval::named(value).is_some(),
        _ => true,
    })
}

/// The state of ours that a foreign one most likely is.
fn state_like(text: &str) -> Option<&'static str> {
    const OPEN: &[&str] = &[
        "new",
        "todo",
        "planned",
        "planning",
        "draft",
        "pending",
        "backlog",
        "notstarted",
        "offen",
        "geplant",
        "neu",
        "entwurf",
        "ouvert",
        "prévu",
        "abierto",
        "planificado",
        "aperto",
    ];
    const IN_PROGRESS: &[&str] = &[
        "inprogress",
        "progress",
        "doing",
        "started",
        "running",
        "ongoing",
        "current",
        "live",
        "inarbeit",
        "läuft",
        "laufend",
        "aktiv",
        "encours",
        "actif",
        "encurso",
        "activo",
        "incorso",
        "attivo",
    ];
    const CLOSED: &[&str] = &[
        "done",
        "finished",
        "complete",
        "completed",
        "ended",
        "past",
        "inactive",
        "cancelled",
        "canceled",
        "abgeschlossen",
        "geschlossen",
        "beendet",
        "fertig",
        "erledigt",
        "archiviert",
        "fermé",
        "terminé",
        "clos",
        "cerrado",
        "terminado",
        "chiuso",
        "completato",
    ];
    let letters = letters_of(text);
    let one_of = |words: &[&str]| words.contains(&&*letters);
    let named = || match status_named(&letters)? {
        Status::OPEN => Some(STATES[0]),
        status => Some(if status.is_closed() { STATES[2] } else { STATES[1] }),
    };
    [(OPEN, STATES[0]), (IN_PROGRESS, STATES[1]), (CLOSED, STATES[2])]
        .into_iter()
        .find(|(words, _)| one_of(words))
        .map(|(_, state)| state)
        .or_else(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(file: &str) -> Vec<(&'static str, String)> {
        let sheet = Sheet::read(file.as_bytes()).unwrap();
        let mapping = Mapping::guess(&sheet);
        mapping.places().map(|(column, place)| (COLUMNS[column], sheet.header()[place].clone())).collect()
    }

    fn pairs(pairs: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
        pairs.iter().map(|(ours, theirs)| (*ours, (*theirs).to_owned())).collect()
    }

    #[test]
    fn foreign_headers_are_guessed() {
        let cases = [
            ("Title,Start,Finish\na,b,c\n", pairs(&[("Name", "Title"), ("Begin", "Start"), ("End", "Finish")])),
            (
                "Titel;Status;Beginn;Ende\na;offen;b;c\n",
                pairs(&[("Name", "Titel"), ("State", "Status"), ("Begin", "Beginn"), ("End", "Ende")]),
            ),
            (
                "Nom,Date de début,Date de fin\na,b,c\n",
                pairs(&[("Name", "Nom"), ("Begin", "Date de début"), ("End", "Date de fin")]),
            ),
            (
                "OKR title,Start date (local),End date (local)\na,b,c\n",
                pairs(&[("Name", "OKR title"), ("Begin", "Start date (local)"), ("End", "End date (local)")]),
            ),
        ];
        for (file, expected) in cases {
            assert_eq!(guessed(file), expected, "{file}");
        }
    }

    #[test]
    fn a_column_that_could_not_be_read_is_not_guessed() {
        let file = "ID,Title,Start,Finish,Created\n1,a,b,c,yesterday\n";
        assert_eq!(guessed(file), pairs(&[("Name", "Title"), ("Begin", "Start"), ("End", "Finish")]));
        let file = "ID,Title,Start,Finish\nSE-01001,a,b,c\n";
        assert_eq!(guessed(file)[0], ("Number", "ID".to_owned()));
    }

    #[test]
    fn foreign_states_are_guessed_and_can_be_chosen() {
        let file = "Title,Start,Finish,Status\na,b,c,Done\na,b,c,planned\na,b,c,Odd\na,b,c,Open\na,b,c,Done\n";
        let sheet = Sheet::read(file.as_bytes()).unwrap();
        let mut mapping = Mapping::guess(&sheet);
        assert_eq!(sheet.unknown_states(&mapping, 12), ["Done", "planned", "Odd"]);
        let states = |mapping: &Mapping| sheet.rows(mapping).into_iter().map(|row| row.state).collect::<Vec<_>>();
        assert_eq!(states(&mapping), ["Closed", "Open", "Odd", "Open", "Closed"]);
        mapping.set_state("Odd", "In progress");
        mapping.set_state("Done", "");
        assert_eq!(states(&mapping), ["Done", "Open", "In progress", "Open", "Done"]);
    }
}
