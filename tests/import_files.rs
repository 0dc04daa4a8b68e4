//! Files of sessions: what is refused with which words on which line, and that nothing is lost on the way out and in
//! (`interface.md`, Files; `domain.md`, Messages).

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up says so by panicking")]

mod support;

use std::fmt::Write;

use okr_sessions::domain::{
    AccessLevel, Command, ImportPlan, Record, Session, SessionAction, SessionNumber, Status, Workspace, plan_import,
};
use okr_sessions::store::csv;
use okr_sessions::ui::wording;
use proptest::prelude::*;
use proptest::sample::select;
use support::random::{cases, records};
use support::*;

/// What a file would add, and its refusals as the preview shows them.
fn preview(bench: &Bench, file: &str) -> (ImportPlan, Vec<(u64, Vec<String>)>) {
    let rows = csv::read(file.as_bytes()).unwrap();
    let (plan, refused) = plan_import(&bench.workspace, bench.administrator, &rows);
    let in_words = refused.into_iter().map(|row| {
        let problems = row.problems.iter().map(wording::import_problem).collect();
        (row.line, problems)
    });
    (plan, in_words.collect())
}

fn refusals(bench: &Bench, file: &str) -> Vec<(u64, Vec<String>)> {
    preview(bench, file).1
}

fn import(bench: &mut Bench, file: &str) {
    let (plan, refused) = preview(bench, file);
    assert_eq!(refused, [], "{file}");
    bench.run(Command::Import(plan)).unwrap();
}

fn newest(bench: &Bench) -> Session {
    (**bench.workspace.sessions().next_back().unwrap()).clone()
}

/// One row with these cells before the required ones.
fn with(columns: &str, cells: &str) -> String {
    format!("{columns},Name,Begin,End\n{cells},Q1,2026-01-01,2026-03-31\n")
}

#[test]
fn each_refusal_is_said_in_its_words() {
    let long = "x".repeat(121);
    let cases = [
        (",,2026-01-01,2026-03-31".to_owned(), "Title is required."),
        (format!(",{long},2026-01-01,2026-03-31"), "Title can have at most 120 characters."),
        (",Q1,,2026-03-31".to_owned(), "Begin date is required."),
        (",Q1,2026-01-01,".to_owned(), "End date is required."),
        (",Q1,01.01.2026,2026-03-31".to_owned(), "Begin date is not a valid date."),
        (",Q1,2026-01-01,2026-02-30".to_owned(), "End date is not a valid date."),
        (",Q1,2026-01-01,2025-12-31".to_owned(), "End date must not be before the begin date."),
        ("SE-1,Q1,2026-01-01,2026-03-31".to_owned(), "Number SE-1 is not valid."),
        ("01001,Q1,2026-01-01,2026-03-31".to_owned(), "Number 01001 is not valid."),
        ("SE-01001,Q1,2026-01-01,2026-03-31".to_owned(), "Number SE-01001 is already taken."),
    ];
    for (row, expected) in cases {
        let mut bench = Bench::new();
        bench.add_quarter("Taken");
        let refused = refusals(&bench, &format!("Number,Name,Begin,End\n{row}\n"));
        assert_eq!(refused, [(2, vec![expected.to_owned()])], "{row}");
    }
    let others = [
        (with("State", "Paused"), "State \"Paused\" is not known."),
        (with("Parent", "SE-01009"), "Parent SE-01009 is not known."),
        (with("Parent", "FY2026"), "Parent FY2026 is not known."),
        (with("Number,Parent", "SE-01009,SE-01009"), "Parent SE-01009 would make a cycle."),
        (with("Created Date", "yesterday"), "Created date \"yesterday\" is not a valid time."),
        (with("Changed Date", "2026-01-01"), "Changed date \"2026-01-01\" is not a valid time."),
        (with("Colour", "Mauve"), "Colour \"Mauve\" is not known."),
        (with("Cadence", "Daily"), "Cadence \"Daily\" is not known."),
        (with("Workflow", "Three levels"), "Workflow \"Three levels\" is not known."),
    ];
    for (file, expected) in others {
        assert_eq!(refusals(&Bench::new(), &file), [(2, vec![expected.to_owned()])], "{file}");
    }
}

#[test]
fn everything_wrong_with_a_row_is_named_at_once_and_rows_are_named_by_their_lines() {
    let file = "Number,Name,State,Begin,End,Parent\n\
                SE-1,,Paused,x,,SE-09999\n\
                \n\
                ,\"fine,\nwith a line break\",,2026-01-01,2026-01-02,\n\
                ,Late,Open,2026-01-02,2026-01-01,\n";
    let first = [
        "Number SE-1 is not valid.",
        "Title is required.",
        "Begin date is not a valid date.",
        "End date is required.",
        "State \"Paused\" is not known.",
        "Parent SE-09999 is not known.",
    ];
    let expected =
        [(2, first.map(str::to_owned).to_vec()), (6, vec!["End date must not be before the begin date.".to_owned()])];
    assert_eq!(refusals(&Bench::new(), file), expected);
}

#[test]
fn states_of_both_systems_are_read() {
    let cases = [
        ("Active", OPEN),
        ("Open", OPEN),
        ("In progress", IN_PROGRESS),
        ("Closed", CLOSED_OPEN),
        ("Archived", CLOSED_OPEN),
        ("  in PROGRESS ", IN_PROGRESS),
        ("", OPEN),
    ];
    for (state, expected) in cases {
        let mut bench = Bench::new();
        import(&mut bench, &with("State", state));
        assert_eq!(newest(&bench).status, expected, "{state}");
    }
}

#[test]
fn a_taken_number_is_refused_wherever_it_is_taken() {
    let mut bench = Bench::new();
    bench.add_quarter("Listed");
    let trashed = bench.add_quarter("Trashed");
    bench.act(trashed, SessionAction::MoveToTrash).unwrap();
    let row = |number: &str| format!("{number},Q1,2026-01-01,2026-03-31\n");
    let file = ["SE-01001", "SE-01002", "SE-01003", "SE-01003"].map(row).concat();
    let taken = |number: &str| vec![format!("Number {number} is already taken.")];
    let expected = [(2, taken("SE-01001")), (3, taken("SE-01002")), (5, taken("SE-01003"))];
    assert_eq!(refusals(&bench, &format!("Number,Name,Begin,End\n{file}")), expected);
}

#[test]
fn free_numbers_are_kept_and_missing_ones_given_above_the_highest() {
    let mut bench = Bench::new();
    bench.add_quarter("SE-01001");
    let row = |number: &str| format!("{number},Q1,2026-01-01,2026-03-31\n");
    import(&mut bench, &format!("Number,Name,Begin,End\n{}", ["", "SE-00007", "SE-05000", ""].map(row).concat()));
    let mut numbers: Vec<String> = bench.workspace.sessions().map(|session| session.number.to_string()).collect();
    numbers.sort();
    assert_eq!(numbers, ["SE-00007", "SE-01001", "SE-05000", "SE-05001", "SE-05002"]);
    assert_eq!(bench.workspace.next_number().to_string(), "SE-05003");
}

#[test]
fn the_last_number_of_all_can_be_imported_and_none_is_given_after_it() {
    let mut bench = Bench::new();
    import(&mut bench, &with("Number", "SE-999999999"));
    let refused = bench.run(Command::AddSession(new_session("Next", "2026-01-01", "2026-01-02"))).unwrap_err();
    assert_eq!(wording::refusal(&refused), "All session numbers are used up.");
    let missing = refusals(&bench, &with("Number", ""));
    assert_eq!(missing, [(2, vec!["All session numbers are used up.".to_owned()])]);
}

#[test]
fn unknown_people_become_members_once_and_known_ones_are_found_whatever_the_letter_case() {
    let mut bench = Bench::new();
    let mia = bench.add_member("Mia");
    let file = "Name,Begin,End,Created By,Last Edited By\n\
                A,2026-01-01,2026-01-02,Zoe,mia\n\
                B,2026-01-01,2026-01-02,ZOE ,\n\
                C,2026-01-01,2026-01-02,,\n";
    import(&mut bench, file);
    let zoe: Vec<_> = bench.workspace.people().filter(|person| person.name.as_str() == "Zoe").collect();
    assert_eq!(zoe.len(), 1);
    assert_eq!((zoe[0].access, bench.workspace.people().count()), (AccessLevel::Member, 3));
    let by = |name: &str| {
        let session = bench.workspace.sessions().find(|session| session.title.as_str() == name).unwrap();
        (session.created.by, session.changed.by)
    };
    assert_eq!(by("A"), (zoe[0].id, mia));
    assert_eq!(by("B"), (zoe[0].id, zoe[0].id), "nobody else edited it");
    assert_eq!(by("C"), (bench.administrator, bench.administrator));
}

#[test]
fn a_removed_persons_name_in_a_file_is_somebody_new() {
    let mut bench = Bench::new();
    let mia = bench.add_member("Mia");
    bench.run(Command::RemovePerson(mia)).unwrap();
    import(&mut bench, &with("Created By", "Mia"));
    assert_ne!(newest(&bench).created.by, mia);
}

#[test]
fn dates_of_the_file_are_kept_and_missing_ones_are_the_time_of_the_import() {
    let mut bench = Bench::new();
    import(&mut bench, &with("Created Date,Changed Date", "2025-01-01T10:00:00+01:00,2025-02-01T00:00:00Z"));
    let session = newest(&bench);
    assert_eq!(session.created.at.to_string(), "2025-01-01T09:00:00.000Z");
    assert_eq!(session.changed.at.to_string(), "2025-02-01T00:00:00.000Z");
    let now = bench.now;
    import(&mut bench, &with("Created Date", ""));
    assert_eq!((newest(&bench).created.at, newest(&bench).changed.at), (now, now));
}

#[test]
fn parents_are_found_in_the_file_in_any_order_and_in_the_workspace() {
    let mut bench = Bench::new();
    let existing = bench.add(new_session("Existing", "2026-01-01", "2026-12-31"));
    let file = "Number,Name,Begin,End,Parent\n\
                SE-02002,Child,2026-01-01,2026-01-02,SE-02001\n\
                SE-02001,Parent,2026-01-01,2026-12-31,SE-01001\n";
    import(&mut bench, file);
    let find = |number: &str| bench.workspace.session_by_number(number.parse().unwrap()).unwrap();
    assert_eq!(find("SE-02002").parent, Some(find("SE-02001").id));
    assert_eq!(find("SE-02001").parent, Some(existing));
}

#[test]
fn parents_in_the_trash_are_not_known_and_cycles_are_refused_on_each_of_their_lines() {
    let mut bench = Bench::new();
    let trashed = bench.add_quarter("Trashed");
    bench.act(trashed, SessionAction::MoveToTrash).unwrap();
    let trashed_parent = vec!["Parent SE-01001 is not known.".to_owned()];
    assert_eq!(refusals(&bench, &with("Parent", "SE-01001")), [(2, trashed_parent)]);
    // The row of line 5 leads into the cycle and does not lie in it.
    let rows = [("2001", "2003"), ("2002", "2001"), ("2003", "2002"), ("2004", "2001")];
    let file = rows.map(|(number, parent)| format!("SE-0{number},Q,2026-01-01,2026-01-02,SE-0{parent}\n")).concat();
    let cycle = |number: &str| vec![format!("Parent {number} would make a cycle.")];
    let expected = [(2, cycle("SE-02003")), (3, cycle("SE-02001")), (4, cycle("SE-02002"))];
    assert_eq!(refusals(&bench, &format!("Number,Name,Begin,End,Parent\n{file}")), expected);
}

#[test]
fn an_import_is_one_decision_with_one_entry_and_one_undo() {
    let mut bench = Bench::new();
    let (plan, _) =
        preview(&bench, "Name,Begin,End,Created By\nA,2026-01-01,2026-01-02,Zoe\nB,2026-01-01,2026-01-02,\n");
    let decision = bench.run(Command::Import(plan)).unwrap();
    assert_eq!(bench.workspace.entries().len(), 1);
    assert_eq!(bench.workspace.entries()[0].name, "2 sessions");
    bench.undo(&decision).unwrap();
    assert_eq!((bench.workspace.sessions().len(), bench.workspace.people().count()), (0, 1));
}

#[test]
fn importing_is_for_administrators() {
    let mut bench = Bench::new();
    let mia = bench.add_member("Mia");
    let (plan, _) = preview(&bench, &with("State", "Open"));
    let refusal = bench.run_as(mia, Command::Import(plan)).unwrap_err();
    assert_eq!(wording::refusal(&refusal), "Only administrators can do this. Ask one of them.");
}

#[test]
fn ten_thousand_rows_go_in_at_once_and_come_out_again() {
    let mut file = "Number,Name,State,Begin,End,Created By,Parent\r\n".to_owned();
    for count in 1..=10_000 {
        let parent = if count > 10 { "SE-00010" } else { "" };
        write!(file, "SE-{count:05},Session {count},Active,2026-01-01,2026-03-31,P {},{parent}\r\n", count % 50)
            .unwrap();
    }
    let mut bench = Bench::new();
    import(&mut bench, &file);
    assert_eq!(bench.workspace.sessions().len(), 10_000);
    assert_eq!(bench.workspace.people().count(), 51);
    let exported = csv::write(&bench.workspace, bench.person(bench.administrator));
    assert_eq!(csv::read(exported.as_bytes()).unwrap().len(), 10_000);
}

// Out and in again ---------------------------------------------------------------------------------------------------

/// What a file carries of a session; what it goes back to when reopened is not told.
fn carried(workspace: &Workspace, session: &Session) -> Vec<String> {
    let name = |id| workspace.person(id).unwrap().name.to_string();
    let parent = session.parent.and_then(|parent| workspace.session(parent));
    vec![
        session.number.to_string(),
        session.title.to_string(),
        session.status.label().to_owned(),
        format!("{:?}", session.span),
        name(session.created.by),
        name(session.changed.by),
        session.created.at.to_string(),
        session.changed.at.to_string(),
        session.colour.name().to_owned(),
        parent.map(|parent| parent.number.to_string()).unwrap_or_default(),
        session.cadence.label().to_owned(),
        session.approval.label().to_owned(),
    ]
}

/// The random records without trash, which a file does not carry.
fn workspaces_to_export() -> impl Strategy<Value = Workspace> {
    records(12).prop_map(|records| {
        let restored = records.into_iter().map(|record| match record {
            Record::Session(session) => Record::Session(Session { trashed: None, ..(*session).clone() }.into()),
            other => other,
        });
        Workspace::from_records(restored, SessionNumber::FIRST)
    })
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn an_export_imported_into_an_empty_workspace_gives_the_same_sessions(workspace in workspaces_to_export()) {
        let administrator = workspace.people().find(|person| person.is_administrator()).unwrap().clone();
        let text = csv::write(&workspace, &administrator);
        if workspace.sessions().len() > 0 {
            let mut bench = Bench::new();
            import(&mut bench, &text);
            let all = |workspace: &Workspace| -> Vec<_> {
                workspace.sessions().map(|session| carried(workspace, session)).collect()
            };
            prop_assert_eq!(all(&bench.workspace), all(&workspace));
            prop_assert_eq!(csv::write(&bench.workspace, bench.person(bench.administrator)), text);
        }
    }

    #[test]
    fn no_exported_text_is_a_formula_and_every_one_comes_back(name in "['=+@\\-\"]{0,4}[a-z;, \"'=\\-]{0,8}[a-z]") {
        let mut bench = Bench::new();
        bench.add_quarter(&name);
        let text = csv::write(&bench.workspace, bench.person(bench.administrator));
        let rows = csv::read(text.as_bytes()).unwrap();
        prop_assert_eq!(&rows[0].name, &title(&name).to_string());
        let cell = text.split("SE-01001,").nth(1).unwrap();
        let shown = cell.strip_prefix('"').unwrap_or(cell);
        prop_assert!(!shown.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
    }

    #[test]
    fn delimiter_byte_order_mark_line_ends_and_column_order_change_nothing(
        workspace in workspaces_to_export(), delimiter in select(vec![",", ";", "\t"]), mark in any::<bool>(), crlf in any::<bool>(),
    ) {
        let administrator = workspace.people().find(|person| person.is_administrator()).unwrap().clone();
        let Ok(rows) = csv::read(csv::write(&workspace, &administrator).as_bytes()) else { return Ok(()) };
        let end = if crlf { "\r\n" } else { "\n" };
        let quoted = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
        let mut file = if mark { "\u{feff}" } else { "" }.to_owned();
        file += &["Note", "end", "NAME", " Begin "].map(quoted).join(delimiter);
        for row in &rows {
            // A leading ' of a title is not a guard of ours here: such titles are told apart by a letter before them.
            let name = format!("x{}", row.name);
            file += end;
            file += &["=not read", &row.end, &name, &row.begin].map(quoted).join(delimiter);
        }
        let read = csv::read(file.as_bytes()).unwrap();
        for (read, row) in read.iter().zip(&rows) {
            prop_assert_eq!((&read.name[1..], &*read.begin, &*read.end), (&*row.name, &*row.begin, &*row.end));
        }
        prop_assert_eq!(read.len(), rows.len());
    }

    #[test]
    fn no_bytes_make_reading_or_planning_fail(bytes in prop::collection::vec(any::<u8>(), 0..200), header in any::<bool>()) {
        let mut file = if header { b"Name;Begin;End;Parent;Number\n".to_vec() } else { Vec::new() };
        file.extend(bytes);
        if let Ok(rows) = csv::read(&file) {
            let bench = Bench::new();
            let (plan, refused) = plan_import(&bench.workspace, bench.administrator, &rows);
            prop_assert!(plan.sessions.len() + refused.len() >= rows.len());
        }
    }
}

#[test]
fn a_closed_session_of_a_file_reopens_as_open() {
    let mut bench = Bench::new();
    import(&mut bench, &with("State", "Archived"));
    let id = newest(&bench).id;
    bench.act(id, SessionAction::Reopen).unwrap();
    assert_eq!(bench.session(id).status, Status::OPEN);
}
