//! kill -9 in the middle of many clients' commands loses none that was answered, and the chain verifies.

#![allow(missing_docs, reason = "tests")]

#[path = "../benches/load/mod.rs"]
mod load;

use load::{Client, Server, fill};
use std::collections::HashSet;
use std::sync::Mutex;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// Times that the server is killed; each time a little later in its work.
const KILLS: usize = 4;
/// Commands of this round that are answered before the first kill: the server is killed in the middle of work, however
/// slow the machine is.
const ANSWERED_BEFORE_KILL: usize = 20;
/// After this long the server is killed whatever was answered: a machine that answers nothing fails below, and ends.
const PATIENCE: Duration = Duration::from_mins(1);
/// Clients that write at the same time.
const CLIENTS: usize = 16;

#[test]
fn kill_9_under_load_loses_nothing_that_was_answered() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let filled = fill(folder.path(), CLIENTS, 0, CLIENTS);
    let answered: Mutex<HashSet<Uuid>> = Mutex::new(HashSet::new());
    for kill in 0..KILLS {
        let before = answered.lock().expect("not poisoned").len();
        let mut server = Server::start(env!("CARGO_BIN_EXE_drypoint"), folder.path());
        std::thread::scope(|scope| {
            for (session, needle) in &filled.needles {
                let (address, answered) = (server.address.clone(), &answered);
                let cookie = filled.cookie.clone();
                scope.spawn(move || {
                    let Ok(mut client) = Client::new(&address, &cookie) else { return };
                    let path = format!("/sessions/{session}/needles/{needle}/responses");
                    loop {
                        let command = Uuid::now_v7();
                        let body = format!(r#"{{"command_id":"{command}","referred_pain":"present"}}"#);
                        match client.post_json(&path, &body) {
                            Ok(200) => answered.lock().expect("not poisoned").insert(command),
                            // The line went dead in the middle of an answer: that command may or may not be there.
                            Err(_) => break,
                            Ok(status) => panic!("{status}: {}", String::from_utf8_lossy(client.body())),
                        };
                    }
                });
            }
            let enough = before + ANSWERED_BEFORE_KILL * (kill + 1);
            let begun = Instant::now();
            while answered.lock().expect("not poisoned").len() < enough && begun.elapsed() < PATIENCE {
                std::thread::sleep(Duration::from_millis(1));
            }
            // SIGKILL: nothing is flushed, nothing is said goodbye to.
            server.child.kill().expect("kills");
            server.child.wait().expect("is dead");
        });
        let report = journal::verify(folder.path().join("journal.sqlite")).expect("can be read");
        assert!(report.is_sound(), "{report}");
    }
    let kept: HashSet<Uuid> = rusqlite::Connection::open(folder.path().join("journal.sqlite"))
        .and_then(|sql| {
            let mut statement = sql.prepare("SELECT command_id FROM event")?;
            statement.query_map([], |row| row.get(0))?.collect()
        })
        .expect("the events can be read");
    let answered = answered.into_inner().expect("not poisoned");
    assert!(answered.len() > 50, "only {} commands were answered before the kills", answered.len());
    let lost: Vec<&Uuid> = answered.difference(&kept).collect();
    assert!(lost.is_empty(), "{} of {} answered commands are lost", lost.len(), answered.len());
}
