//! What scripts rely on.

#![allow(missing_docs, reason = "tests")]

use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

fn drypoint(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_drypoint"))
        .args(arguments)
        .env_remove("DRYPOINT_DATA")
        .output()
        .expect("runs")
}

fn json(arguments: &[&str]) -> Value {
    let output = drypoint(arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("prints JSON")
}

fn demo(folder: &Path) {
    let output = drypoint(&["demo", "--no-serve", "--data", folder.to_str().expect("a path in UTF-8")]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn verify(folder: &Path) -> (bool, String) {
    let output = drypoint(&["journal", "verify", "--data", folder.to_str().expect("a path in UTF-8")]);
    (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn a_drawing_is_ranked_strongest_first_with_every_cause() {
    let ranking = json(&["rank", "--paint", "neck-side:R,temple:R", "--json"]);
    let causes = ranking["causes"].as_array().expect("a list");
    assert_eq!(causes.len(), atlas::Atlas::get().points().count() * 2);
    assert_eq!((&causes[0]["muscle"], &causes[0]["side"]), (&"trapezius-upper".into(), &"R".into()));
    let probabilities: Vec<f64> =
        causes.iter().map(|c| c["probability"].as_f64().expect("a number")).collect();
    assert!(probabilities.windows(2).all(|pair| pair[0] >= pair[1]));
    assert!(probabilities.iter().all(|p| (0.0..=1.0).contains(p)));
    assert_eq!((&causes[0]["rank"], &causes[0]["id"]), (&1.into(), &"trapezius-upper/1/R".into()));
    let first = &ranking["muscles"][0];
    assert_eq!((&first["muscle"], &first["side"]), (&"trapezius-upper".into(), &"R".into()));
    assert!(first["probability"].as_f64() >= causes[0]["probability"].as_f64());
}

#[test]
fn a_ranking_says_what_else_fits_why_and_what_to_palpate_next() {
    let said = json(&[
        "rank",
        "--paint",
        "deltoid-front:R=7,deltoid-side:R",
        "--motion",
        "shoulder-abduction:R=painful",
        "--finding",
        "infraspinatus/1/R:recognised_pain=present",
        "--finding",
        "infraspinatus/1/R:twitch=present",
        "--complaint",
        "shoulder-pain",
        "--json",
    ]);
    let first = &said["causes"][0];
    assert_eq!((&first["muscle"], &first["point"]), (&"infraspinatus".into(), &"1".into()));
    assert!(first["probability"].as_f64() > said["cap"].as_f64(), "a recognised pain goes beyond the cap");
    assert_eq!(said["not_weighed"][0], "infraspinatus/1/R:twitch=present");
    for list in ["also_fits", "rivals", "next_to_palpate", "reasons"] {
        assert!(said[list].as_array().is_some_and(|list| !list.is_empty()), "{list}");
    }
    assert_eq!(said["explanations"]["best"].as_array().map(Vec::len), Some(5));
    let rival = &said["also_fits"][0];
    assert!(rival["questions"][0]["ask"].is_string() && rival["red_flags"][0]["act"].is_string());
    assert!(said["model_version"].is_string() && said["atlas_version"].is_string());
}

#[test]
fn what_is_wrong_with_a_question_is_said_with_what_to_do() {
    for (arguments, said) in [
        (["--paint", "temple:R=11"], "from 1 to 10"),
        (["--paint", "tempel:R"], "do you mean temple"),
        (["--motion", "shoulder-abducton:R=painful"], "do you mean shoulder-abduction"),
        (["--finding", "trapezius-uper/1/R:twitch=present"], "do you mean trapezius-upper"),
        (["--motion", "shoulder-abduction=painful"], "add :L or :R"),
        (["--motion", "shoulder-abduction:R=sore"], "painful, limited or free"),
        (["--finding", "trapezius-upper/9/R:twitch=present"], "no trigger point"),
        (["--finding", "trapezius-upper/1/R:glow=present"], "there are tender_spot"),
        (["--finding", "trapezius-upper/1/R"], "write it as"),
        (["--complaint", "grief"], "there are headache"),
        (["--not-shown", "inside"], "there are front"),
    ] {
        let output = drypoint(&[&["rank", "--paint", "temple:R"][..], &arguments[..]].concat());
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && errors.contains(said), "{arguments:?}: {errors}");
        assert!(errors.contains(arguments[1]), "it names what was typed: {errors}");
    }
}

#[test]
fn a_region_that_does_not_exist_is_refused_by_name() {
    let output = drypoint(&["rank", "--paint", "nowhere:R", "--json"]);
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("nowhere"));
}

#[test]
fn the_atlas_is_exported_with_points_and_regions() {
    let export = json(&["atlas", "export", "--json"]);
    assert!(export["version"].is_string());
    let muscles = export["muscles"].as_array().expect("a list");
    assert!(muscles.len() >= 25);
    let trapezius = muscles.iter().find(|m| m["id"] == "trapezius-upper").expect("is there");
    let point = &trapezius["trigger_points"][0];
    assert_eq!(point["point"], "1");
    for list in ["site", "essential", "spillover"] {
        assert!(point[list].as_array().is_some_and(|regions| regions.iter().all(Value::is_string)), "{list}");
    }
}

/// Everything that pages list, as text.
fn rows(folder: &Path) -> Vec<String> {
    let sql = rusqlite::Connection::open(folder.join("journal.sqlite")).expect("opens");
    let mut all = Vec::new();
    for table in ["practice", "staff", "patient", "session"] {
        let mut statement = sql.prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2")).expect("a table");
        let columns = statement.column_count();
        let mut rows = statement.query([]).expect("rows");
        while let Some(row) = rows.next().expect("a row") {
            let values: Vec<String> =
                (0..columns).map(|c| format!("{:?}", row.get_ref(c).expect("a value"))).collect();
            all.push(format!("{table} {}", values.join(" ")));
        }
    }
    all
}

#[test]
fn the_demo_is_sound_the_same_each_time_and_its_rows_can_be_made_again() {
    let (first, second) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    demo(first.path());
    demo(second.path());
    let (sound, report) = verify(first.path());
    assert!(sound, "{report}");
    let people = |folder: &Path| {
        let sql = rusqlite::Connection::open(folder.join("journal.sqlite")).expect("opens");
        let mut statement = sql
            .prepare("SELECT p.given_name || ' ' || p.family_name || ' ' || p.birth_date || ' ' || count(s.id) || ' ' || sum(s.twitches)
                      FROM patient p JOIN session s ON s.patient = p.id GROUP BY p.id ORDER BY p.record_no")
            .expect("a query");
        let people: Vec<String> =
            statement.query_map([], |r| r.get(0)).expect("rows").map(|r| r.expect("a row")).collect();
        people
    };
    assert_eq!(people(first.path()).len(), clinic::demo::PATIENTS);
    assert_eq!(people(first.path()), people(second.path()));

    let before = rows(first.path());
    let folder = first.path().to_str().expect("a path in UTF-8");
    let figures = || drypoint(&["report", "dashboard", "--data", folder, "--json"]).stdout;
    let counted = figures();
    assert!(drypoint(&["journal", "rebuild", "--data", folder]).status.success());
    assert_eq!(before, rows(first.path()), "rows are functions of the events");
    assert_eq!(counted, figures(), "the clinic's own figures too");
    let counted = String::from_utf8(counted).expect("is text");
    assert!(counted.contains("\"uncounted\": 0") && counted.contains("\"published\""), "{counted}");
}

#[test]
fn verify_names_the_first_bad_event_of_a_damaged_file() {
    let folder = tempfile::tempdir().expect("a folder");
    demo(folder.path());
    let sql = rusqlite::Connection::open(folder.path().join("journal.sqlite")).expect("opens");
    let triggers: Vec<String> = sql
        .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        .and_then(|mut s| s.query_map([], |r| r.get(0))?.collect())
        .expect("names");
    for trigger in triggers {
        sql.execute_batch(&format!("DROP TRIGGER {trigger}")).expect("drops");
    }
    // Somebody with the file in hand makes a needle ten millimetres less deep.
    let deep = "SELECT min(seq) FROM event WHERE kind = 'needle.placed' AND CAST(payload AS TEXT) LIKE '%\"depth_mm\":2_,%'";
    let seq: i64 = sql.query_row(deep, [], |r| r.get(0)).expect("is there");
    let changed = sql
        .execute(
            "UPDATE event SET payload = CAST(replace(CAST(payload AS TEXT), '\"depth_mm\":2', '\"depth_mm\":1') AS BLOB) WHERE seq = ?1",
            [seq],
        )
        .expect("changes");
    assert_eq!(changed, 1);
    drop(sql);
    let (sound, report) = verify(folder.path());
    assert!(!sound);
    assert!(report.contains(&seq.to_string()) && report.contains("needle.placed"), "event {seq}: {report}");
}

#[test]
fn a_folder_that_is_in_use_and_one_that_holds_a_real_clinic_are_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_str().expect("a path in UTF-8");
    demo(folder.path());
    let held = clinic::Clinic::open(folder.path()).expect("opens");
    let second = drypoint(&["demo", "--no-serve", "--data", path]);
    assert!(!second.status.success());
    assert!(
        String::from_utf8_lossy(&second.stderr).contains("in use"),
        "{}",
        String::from_utf8_lossy(&second.stderr)
    );
    drop(held);
    assert!(
        drypoint(&["demo", "--no-serve", "--data", path]).status.success(),
        "a demo is served again as it was left"
    );
}
