//! SIGKILL in the middle of the load: what was answered is there, what was refused is not.
//!
//! The test runs its own executable again as the victim.

use std::collections::HashSet;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::PathBuf;
use std::process::{Command as Process, Stdio};

use journal::{Journal as _, SqliteJournal, SubmitError, system_clock};
use uuid::Uuid;

use super::SqliteBench;
use super::conformance::Bench as _;
use super::conformance::counter::{Command, Counter, patient, submission};
use super::conformance::rules::run;

const PATH: &str = "JOURNAL_KILL_TEST_PATH";
const ROUND: &str = "JOURNAL_KILL_TEST_ROUND";
const CLIENTS: u128 = 8;
const ROUNDS: u128 = 5;
/// Answers to wait for before the blow.
const ANSWERS: usize = 200;

/// The victim. In an ordinary run, where nobody asks for it, it has nothing to do.
#[test]
fn victim() {
    let Some(path) = std::env::var_os(PATH) else { return };
    let round: u128 = std::env::var(ROUND).unwrap().parse().unwrap();
    let options = journal::Options { clock: system_clock(), ..Default::default() };
    let journal = SqliteJournal::open(PathBuf::from(path), options, Counter::default()).unwrap();
    std::thread::scope(|scope| {
        for client in 0..CLIENTS {
            let journal = &journal;
            scope.spawn(move || {
                for n in 0.. {
                    let id = (round << 64) + (client << 32) + n + 1;
                    let (word, outcome) = match n % 5 {
                        0 => ("refused", journal.submit_blocking(submission(id, Command::Refuse))),
                        _ => ("done", journal.submit_blocking(submission(id, add(id)))),
                    };
                    assert!(matches!(outcome, Ok(_) | Err(SubmitError::Refused(_))), "{outcome:?}");
                    let mut out = std::io::stdout().lock();
                    writeln!(out, "{word} {}", Uuid::from_u128(id)).and_then(|()| out.flush()).unwrap();
                }
            });
        }
    });
}

fn add(id: u128) -> Command {
    Command::Add { stream: patient(id % 7), events: 1 + (id % 3) as usize }
}

#[test]
fn kill_loses_nothing_that_was_answered() {
    let bench = SqliteBench::new();
    let (mut done, mut refused) = (HashSet::new(), HashSet::new());
    for round in 1..=ROUNDS {
        let mut victim = Process::new(std::env::current_exe().unwrap())
            .args(["--exact", "kill::victim", "--nocapture", "--test-threads=1"])
            .env(PATH, bench.path())
            .env(ROUND, round.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(victim.stdout.take().unwrap());
        let mut text = String::new();
        for _ in 0..ANSWERS + 37 * round as usize {
            assert!(out.read_line(&mut text).unwrap() > 0, "the victim died by itself: {text}");
        }
        victim.kill().unwrap();
        out.read_to_string(&mut text).unwrap();
        victim.wait().unwrap();

        // A last line without its end was cut by the blow.
        for line in text.split_inclusive('\n').filter(|line| line.ends_with('\n')) {
            match line.trim_end().rsplit_once(' ') {
                Some((word, id)) if word.ends_with("done") => done.insert(id.parse::<Uuid>().unwrap()),
                Some((word, id)) if word.ends_with("refused") => refused.insert(id.parse::<Uuid>().unwrap()),
                _ => false,
            };
        }

        let report = bench.verify();
        assert!(report.is_sound(), "{report}");
        let kept: HashSet<Uuid> = bench.events().iter().map(|event| event.command_id).collect();
        assert!(done.is_subset(&kept), "lost: {:?}", done.difference(&kept).collect::<Vec<_>>());
        assert!(refused.is_disjoint(&kept));
    }
    assert!(done.len() >= ANSWERS * ROUNDS as usize / 2 && !refused.is_empty());

    // A client that did not hear its answer asks again, and nothing happens twice.
    let journal = bench.open(Counter::default(), system_clock());
    let before = bench.events().len();
    for id in &done {
        let id = id.as_u128();
        assert!(run(journal.submit(submission(id, add(id)))).unwrap().replayed);
    }
    assert_eq!(bench.events().len(), before);
}
