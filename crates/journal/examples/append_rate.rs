//! How fast commands become durable, beside what the disk itself can do.
//!
//! ```text
//! cargo run --release -p journal --example append_rate [-- FOLDER [SECONDS]]
//! ```
//!
//! One event of 600 bytes and one projection row per command; every answer comes after
//! the durable commit. Numbers of a shared machine wander: look at the ratios to the
//! disk's rate, which is measured before, between and after.

use std::error::Error;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use journal::{
    Decision, Draft, Handler, Journal as _, JournalError, Micros, Options, Recorded, Rejected, SqliteEngine,
    SqliteJournal, SqliteTx, StreamKey, StreamKind, Submission, verify,
};
use rusqlite::params;
use uuid::Uuid;

const PAYLOAD_BYTES: usize = 600;
const CLINIC: Uuid = Uuid::from_u128(0xC1);

const SCHEMA: &str = "CREATE TABLE session_row (
  clinic BLOB NOT NULL, id BLOB NOT NULL, events INTEGER NOT NULL, last_at INTEGER NOT NULL,
  PRIMARY KEY (clinic, id)) STRICT, WITHOUT ROWID;";

struct Note;

impl Handler<SqliteEngine> for Note {
    type Command = StreamKey;
    type Refusal = ();

    fn decide(
        &mut self,
        _: &SqliteTx<'_>,
        now: Micros,
        submission: &Submission<StreamKey>,
    ) -> Result<Decision, Rejected<()>> {
        let draft = Draft {
            stream: submission.body,
            kind: "note.written",
            version: 1,
            occurred_at: now,
            subject: Some(submission.body.id),
            payload: vec![b'x'; PAYLOAD_BYTES],
        };
        Ok(Decision { events: vec![draft], answer: vec![] })
    }

    fn project(&mut self, tx: &SqliteTx<'_>, recorded: &[Recorded]) -> Result<(), JournalError> {
        let mut upsert = tx.connection().prepare_cached(
            "INSERT INTO session_row (clinic, id, events, last_at) VALUES (?1, ?2, 1, ?3)
             ON CONFLICT DO UPDATE SET events = events + 1, last_at = excluded.last_at",
        )?;
        for event in recorded {
            let (clinic, id) = (event.stream.clinic.as_bytes(), event.stream.id.as_bytes());
            upsert.execute(params![clinic, id, event.recorded_at.0])?;
        }
        Ok(())
    }

    fn committed(&mut self, _: &[Recorded]) {}

    fn rolled_back(&mut self) {}
}

type Failure = Box<dyn Error + Send + Sync>;

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().map_or_else(std::env::temp_dir, Into::into);
    let seconds: u64 = arguments.next().map_or(Ok(3), |text| text.parse())?;
    let folder = tempfile::tempdir_in(folder)?;
    let window = Duration::from_secs(seconds);

    println!("{:<26} {:>9} {:>9} {:>9} {:>9}", "", "per s", "p50 ms", "p99 ms", "max ms");
    show("append 4 KiB + fdatasync", &mut raw(&folder.path().join("raw"), window)?, window);
    for clients in [1, 16, 32, 64] {
        let path = folder.path().join(format!("journal-{clients}.sqlite"));
        let mut latencies = load(&path, clients, window)?;
        show(&format!("{clients} clients, commands"), &mut latencies, window);
    }
    show("append 4 KiB + fdatasync", &mut raw(&folder.path().join("raw"), window)?, window);

    let path = folder.path().join("journal-64.sqlite");
    let start = Instant::now();
    let report = verify(&path)?;
    let took = start.elapsed().as_secs_f64();
    println!(
        "verify: {} events in {took:.2} s, {:.0} events/s\n{report}",
        report.events,
        report.events as f64 / took
    );
    Ok(())
}

/// The disk's own rate: append, `fdatasync`, again.
fn raw(path: &Path, window: Duration) -> Result<Vec<Duration>, std::io::Error> {
    let mut file = OpenOptions::new().create(true).append(true).open(path)?;
    let block = [0x5A; 4096];
    let mut latencies = Vec::new();
    let start = Instant::now();
    while start.elapsed() < window {
        let begun = Instant::now();
        file.write_all(&block)?;
        file.sync_data()?;
        latencies.push(begun.elapsed());
    }
    Ok(latencies)
}

/// So many clients, each sending its next command when the last one is answered.
fn load(path: &Path, clients: usize, window: Duration) -> Result<Vec<Duration>, Failure> {
    let journal = SqliteJournal::open(path, Options { schema: &[SCHEMA], ..Options::default() }, Note)?;
    let journal = Arc::new(journal);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build()?;
    let latencies = runtime.block_on(async {
        let tasks: Vec<_> =
            (0..clients).map(|_| tokio::spawn(client(Arc::clone(&journal), window))).collect();
        let mut latencies = Vec::new();
        for task in tasks {
            latencies.extend(task.await??);
        }
        Ok::<_, Failure>(latencies)
    })?;
    Ok(latencies)
}

async fn client(journal: Arc<SqliteJournal<Note>>, window: Duration) -> Result<Vec<Duration>, Failure> {
    let mut latencies = Vec::new();
    let start = Instant::now();
    while start.elapsed() < window {
        let stream = StreamKey { clinic: CLINIC, kind: StreamKind::Session, id: Uuid::now_v7() };
        // A session of some ten events.
        for _ in 0..10 {
            let submission = Submission {
                command_id: Uuid::new_v4(),
                clinic: CLINIC,
                actor: CLINIC,
                request_hash: [7; 32],
                expected: None,
                body: stream,
            };
            let begun = Instant::now();
            journal.submit(submission).await?;
            latencies.push(begun.elapsed());
        }
    }
    Ok(latencies)
}

fn show(what: &str, latencies: &mut [Duration], window: Duration) {
    latencies.sort_unstable();
    let at = |share: f64| {
        let index = ((latencies.len() - 1) as f64 * share) as usize;
        latencies[index].as_secs_f64() * 1000.0
    };
    let rate = latencies.len() as f64 / window.as_secs_f64();
    println!("{what:<26} {rate:>9.0} {:>9.3} {:>9.3} {:>9.3}", at(0.5), at(0.99), at(1.0));
}
