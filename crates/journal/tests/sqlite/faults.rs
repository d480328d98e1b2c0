//! Full disks, failed commits, full queues.

use std::sync::Arc;
use std::sync::mpsc::{SyncSender, channel, sync_channel};

use journal::{Journal as _, Options, Receipt, SqliteJournal, SubmitError, verify};

use super::conformance::rules::{join_all, run};
use super::notebook::{Command, Notebook, Place, SCHEMA, submission, write_lines};

const PLENTY_OF_PAGES: u32 = 1_000_000;

fn open(place: &Place, notebook: &Notebook, queue_commands: usize) -> SqliteJournal<Notebook> {
    let options = Options { schema: &[SCHEMA], queue_commands, ..Options::default() };
    SqliteJournal::open(place.path(), options, notebook.clone()).unwrap()
}

fn write(journal: &SqliteJournal<Notebook>, id: u128, bytes: usize) -> Result<Receipt, SubmitError<()>> {
    journal.submit_blocking(submission(id, Command::Write { page: 1, bytes }))
}

/// Holds the writer, queues the commands, and lets them go as one batch.
fn together(
    journal: &SqliteJournal<Notebook>,
    commands: Vec<Command>,
) -> Vec<Result<Receipt, SubmitError<()>>> {
    // Without a buffer: a message is taken when the writer stands in the gate, not before.
    let (hold, until) = sync_channel(0);
    run(async {
        let gate = Box::pin(journal.submit(submission(999, Command::Wait(until))));
        let numbered = commands.into_iter().zip(1000..);
        let queued = numbered.map(|(command, id)| Box::pin(journal.submit(submission(id, command))));
        let held = hold.clone();
        let reached = Box::pin(async move {
            held.send(()).expect("the writer comes to the gate");
            Err(SubmitError::Busy)
        });
        let released = Box::pin(async {
            drop::<SyncSender<()>>(hold);
            Err(SubmitError::Busy)
        });
        let mut all: Vec<std::pin::Pin<Box<dyn Future<Output = _> + '_>>> = vec![gate, reached];
        all.extend(queued.map(|future| future as std::pin::Pin<Box<dyn Future<Output = _> + '_>>));
        all.push(released);
        let mut outcomes = join_all(all).await;
        outcomes.pop();
        outcomes.split_off(2)
    })
}

#[test]
fn a_full_disk_is_said_and_survived() {
    let place = Place::new();
    let notebook = Notebook::default();
    let journal = open(&place, &notebook, 64);
    write_lines(&journal, 1, 3);
    let pages: u32 = place.raw().query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
    let limit = |id, pages| journal.submit_blocking(submission(id, Command::LimitPages(pages)));

    assert_eq!(limit(100, pages + 4), Err(SubmitError::Refused(())));
    assert_eq!(write(&journal, 101, 500_000), Err(SubmitError::Unavailable));
    assert_eq!(*notebook.rolled_back.lock().unwrap(), 1);
    // Still there, for reading and for what fits.
    assert!(write(&journal, 1, 20).is_ok_and(|receipt| receipt.replayed));
    assert_eq!(write(&journal, 102, 10).unwrap().first_seq, Some(4));

    assert_eq!(limit(103, PLENTY_OF_PAGES), Err(SubmitError::Refused(())));
    let retried = write(&journal, 101, 500_000).unwrap();
    assert_eq!((retried.first_seq, retried.replayed), (Some(5), false));
    drop(journal);
    let report = verify(place.path()).unwrap();
    assert!(report.is_sound(), "{report}");
    assert_eq!(report.events, 5);
}

#[test]
fn a_failed_commit_fails_the_whole_batch_and_nothing_else() {
    let place = Place::new();
    let notebook = Notebook::default();
    let journal = open(&place, &notebook, 64);
    write_lines(&journal, 1, 3);
    let before = place.pages();
    let outcomes = together(
        &journal,
        vec![
            Command::Write { page: 1, bytes: 5 },
            Command::Orphan { page: 2 },
            Command::LimitPages(PLENTY_OF_PAGES),
        ],
    );
    assert_eq!(
        outcomes,
        [Err(SubmitError::Unavailable), Err(SubmitError::Unavailable), Err(SubmitError::Unavailable)]
    );
    assert_eq!(*notebook.rolled_back.lock().unwrap(), 1);
    assert_eq!(place.pages(), before);

    assert_eq!(write(&journal, 1000, 5).unwrap().first_seq, Some(4));
    drop(journal);
    let report = verify(place.path()).unwrap();
    assert!(report.is_sound(), "{report}");
}

#[test]
fn a_full_queue_is_said_at_once() {
    let place = Place::new();
    let journal = open(&place, &Notebook::default(), 2);
    let outcomes = together(&journal, (0..6).map(|page| Command::Write { page, bytes: 5 }).collect());
    let busy = outcomes.iter().filter(|outcome| **outcome == Err(SubmitError::Busy)).count();
    assert_eq!(busy, 4, "{outcomes:?}");
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 6 - busy);
    assert!(write(&journal, 7, 5).is_ok());
}

#[test]
fn what_is_queued_is_finished_before_closing() {
    let place = Place::new();
    let journal = Arc::new(place.open());
    let (hold, until) = channel();
    let waiting: Vec<_> = std::iter::once(Command::Wait(until))
        .chain((0..20).map(|page| Command::Write { page, bytes: 5 }))
        .zip(1..)
        .map(|(command, id)| {
            let journal = Arc::clone(&journal);
            std::thread::spawn(move || journal.submit_blocking(submission(id, command)))
        })
        .collect();
    drop(journal);
    drop(hold);
    assert!(waiting.into_iter().all(|thread| thread.join().unwrap().is_ok()));
    assert_eq!(verify(place.path()).unwrap().events, 20);
    assert!(place.open_with(&[SCHEMA]).is_ok());
}
