//! How fast a journal is proved.
//!
//! ```text
//! cargo run --release -p journal --example verify_rate [-- EVENTS [FOLDER]]
//! ```
//!
//! Fills a journal with commands of four events of 600 bytes, then verifies it twice.

use std::error::Error;
use std::sync::Arc;
use std::time::Instant;

use journal::{
    Decision, Draft, Handler, JournalError, Micros, Options, Recorded, Rejected, SqliteEngine, SqliteJournal,
    SqliteTx, StreamKey, StreamKind, Submission, verify,
};
use uuid::Uuid;

const CLINIC: Uuid = Uuid::from_u128(0xC1);
const EVENTS_PER_COMMAND: usize = 4;
/// Streams of sixteen events.
const COMMANDS_PER_STREAM: u64 = 4;

struct Session;

impl Handler<SqliteEngine> for Session {
    type Command = StreamKey;
    type Refusal = ();

    fn decide(
        &mut self,
        _: &SqliteTx<'_>,
        now: Micros,
        submission: &Submission<StreamKey>,
    ) -> Result<Decision, Rejected<()>> {
        let stream = submission.body;
        let draft = Draft {
            stream,
            kind: "needle.placed",
            version: 1,
            occurred_at: now,
            subject: Some(stream.id),
            payload: vec![b'x'; 600],
        };
        Ok(Decision { events: vec![draft; EVENTS_PER_COMMAND], answer: vec![1] })
    }

    fn project(&mut self, _: &SqliteTx<'_>, _: &[Recorded]) -> Result<(), JournalError> {
        Ok(())
    }

    fn committed(&mut self, _: &[Recorded]) {}

    fn rolled_back(&mut self) {}
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let events: u64 = arguments.next().map_or(Ok(300_000), |text| text.parse())?;
    let folder = arguments.next().map_or_else(std::env::temp_dir, Into::into);
    let folder = tempfile::tempdir_in(folder)?;
    let path = folder.path().join("journal.sqlite");

    let start = Instant::now();
    let journal = Arc::new(SqliteJournal::open(&path, Options::default(), Session)?);
    let commands = events / EVENTS_PER_COMMAND as u64;
    let threads = 32;
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| fill(&journal, commands / threads));
        }
    });
    drop(journal);
    println!("filled in {:.1} s", start.elapsed().as_secs_f64());

    for _ in 0..2 {
        let start = Instant::now();
        let report = verify(&path)?;
        let took = start.elapsed().as_secs_f64();
        println!("{report}\n{took:.2} s, {:.0} events/s", report.events as f64 / took);
    }
    Ok(())
}

fn fill(journal: &SqliteJournal<Session>, commands: u64) {
    let mut stream = StreamKey { clinic: CLINIC, kind: StreamKind::Session, id: Uuid::now_v7() };
    for number in 0..commands {
        if number % COMMANDS_PER_STREAM == 0 {
            stream.id = Uuid::now_v7();
        }
        let submission = Submission {
            command_id: Uuid::new_v4(),
            clinic: CLINIC,
            actor: CLINIC,
            request_hash: [7; 32],
            expected: None,
            body: stream,
        };
        if let Err(error) = journal.submit_blocking(submission) {
            println!("a command failed: {error}");
            return;
        }
    }
}
