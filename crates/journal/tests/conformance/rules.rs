//! The rules, one function each.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use journal::{Clock, Journal, Micros, Receipt, SubmitError, system_clock};

use super::Bench;
use super::counter::{ACTOR, Command, Counter, Refusal, patient, submission};
pub(crate) use super::model::any_sequence_of_commands_ends_as_in_the_model;

pub(crate) fn run<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

fn add<J: Journal<Command, Refusal>>(journal: &J, id: u128, patient_number: u128) -> Receipt {
    let command = Command::Add { stream: patient(patient_number), events: 1 };
    run(journal.submit(submission(id, command))).unwrap()
}

pub(crate) fn events_are_kept_in_order<B: Bench>() {
    let bench = B::new();
    let journal = bench.open(Counter::default(), system_clock());
    let stream = patient(1);
    let receipt = run(journal.submit(submission(7, Command::Add { stream, events: 3 }))).unwrap();
    assert_eq!((receipt.first_seq, receipt.last_seq, receipt.replayed), (Some(1), 3, false));
    add(&journal, 8, 2);
    add(&journal, 9, 1);
    drop(journal);

    let events = bench.events();
    let seen: Vec<_> = events.iter().map(|event| (event.seq, event.stream, event.stream_version)).collect();
    assert_eq!(seen, [(1, stream, 1), (2, stream, 2), (3, stream, 3), (4, patient(2), 1), (5, stream, 4)]);
    assert!(events.iter().all(|event| event.actor == ACTOR && event.kind == "count.raised"));
    assert_eq!(events[1].payload, br#"{"number":2}"#);
    assert_eq!(events[0].recorded_at, receipt.recorded_at);

    let report = bench.verify();
    assert!(report.is_sound(), "{report}");
    assert_eq!((report.events, report.streams, report.clinics, report.commands), (5, 2, 1, 3));
    assert_eq!((report.head.seq, report.head.hash), (5, events[4].hash));
}

pub(crate) fn the_chain_goes_on_after_reopening<B: Bench>() {
    let bench = B::new();
    for id in 1..=5 {
        let journal = bench.open(Counter::default(), system_clock());
        assert_eq!(add(&journal, id, 1).last_seq, id as u64);
    }
    let report = bench.verify();
    assert!(report.is_sound(), "{report}");
    assert_eq!(report.events, 5);
}

pub(crate) fn answers_come_after_the_commit<B: Bench>() {
    let bench = B::new();
    let counter = Counter::default();
    let told = counter.told();
    let journal = bench.open(counter, system_clock());
    for id in 1..=20 {
        let receipt = add(&journal, id, id % 3);
        assert_eq!(told.lock().unwrap().committed.last(), Some(&receipt.last_seq));
        assert_eq!(bench.events().last().map(|event| event.seq), Some(receipt.last_seq));
    }
}

pub(crate) fn a_command_happens_once<B: Bench>() {
    let bench = B::new();
    let journal = bench.open(Counter::default(), system_clock());
    let first = add(&journal, 1, 1);
    add(&journal, 2, 1);
    assert_eq!(add(&journal, 1, 1), Receipt { replayed: true, ..first.clone() });
    drop(journal);
    let journal = bench.open(Counter::default(), system_clock());
    assert_eq!(add(&journal, 1, 1), Receipt { replayed: true, ..first });
    assert_eq!(bench.events().len(), 2);
}

pub(crate) fn a_command_id_belongs_to_one_request<B: Bench>() {
    let bench = B::new();
    let journal = bench.open(Counter::default(), system_clock());
    add(&journal, 1, 1);
    let other_body = submission(1, Command::Nothing);
    assert_eq!(run(journal.submit(other_body)), Err(SubmitError::CommandReused));
    let mut other_actor = submission(1, Command::Add { stream: patient(1), events: 1 });
    other_actor.actor = uuid::Uuid::from_u128(99);
    assert_eq!(run(journal.submit(other_actor)), Err(SubmitError::CommandReused));
}

pub(crate) fn a_command_id_belongs_to_one_clinic<B: Bench>() {
    let bench = B::new();
    let journal = bench.open(Counter::default(), system_clock());
    add(&journal, 1, 1);
    let mut elsewhere = submission(1, Command::Nothing);
    elsewhere.clinic = uuid::Uuid::from_u128(0xE1);
    assert!(!run(journal.submit(elsewhere)).unwrap().replayed);
    assert!(bench.verify().is_sound());
}

pub(crate) fn a_command_without_events_is_remembered<B: Bench>() {
    let bench = B::new();
    let journal = bench.open(Counter::default(), system_clock());
    add(&journal, 1, 1);
    let first = run(journal.submit(submission(2, Command::Nothing))).unwrap();
    assert_eq!((first.first_seq, first.last_seq, first.replayed), (None, 1, false));
    let again = run(journal.submit(submission(2, Command::Nothing))).unwrap();
    assert_eq!(again, Receipt { replayed: true, ..first });
    add(&journal, 3, 1);
    let report = bench.verify();
    assert!(report.is_sound(), "{report}");
    assert_eq!((report.events, report.commands), (2, 3));
}

pub(crate) fn a_refused_command_leaves_no_trace<B: Bench>() {
    let bench = B::new();
    let journal = bench.open(Counter::default(), system_clock());
    add(&journal, 1, 1);
    let full = || submission(2, Command::AddBelow { stream: patient(1), limit: 1 });
    assert_eq!(run(journal.submit(full())), Err(SubmitError::Refused(Refusal::Full)));
    assert_eq!(run(journal.submit(submission(3, Command::Refuse))), Err(SubmitError::Refused(Refusal::No)));
    // Nor does it use its id up.
    assert_eq!(add(&journal, 3, 1).last_seq, 2);
    let report = bench.verify();
    assert!(report.is_sound(), "{report}");
    assert_eq!((report.events, report.commands), (2, 2));
}

pub(crate) fn a_stale_version_is_a_conflict<B: Bench>() {
    let bench = B::new();
    let journal = bench.open(Counter::default(), system_clock());
    let stream = patient(1);
    let expecting = |id, version| {
        let mut submission = submission(id, Command::Add { stream, events: 1 });
        submission.expected = Some((stream, version));
        run(journal.submit(submission))
    };
    assert!(expecting(1, 0).is_ok());
    assert!(expecting(2, 1).is_ok());
    assert_eq!(expecting(3, 1), Err(SubmitError::Conflict { stream, expected: 1, actual: 2 }));
    assert_eq!(expecting(3, 9), Err(SubmitError::Conflict { stream, expected: 9, actual: 2 }));
    // Other clinics' streams are nobody's business.
    let mut elsewhere = submission(4, Command::Nothing);
    elsewhere.clinic = uuid::Uuid::from_u128(0xE1);
    elsewhere.expected = Some((stream, 0));
    assert_eq!(run(journal.submit(elsewhere)), Err(SubmitError::Panicked));
    // A retry of what was recorded is a replay, although the stream has moved on since.
    assert!(expecting(1, 0).unwrap().replayed);
    assert_eq!(bench.events().len(), 2);
}

pub(crate) fn one_command_may_write_several_streams<B: Bench>() {
    let bench = B::new();
    let journal = bench.open(Counter::default(), system_clock());
    let (one, other) = (patient(1), patient(2));
    add(&journal, 1, 2);
    run(journal.submit(submission(2, Command::AddToBoth { one, other }))).unwrap();
    let seen: Vec<_> = bench.events().iter().map(|event| (event.stream, event.stream_version)).collect();
    assert_eq!(seen, [(other, 1), (one, 1), (other, 2), (one, 2), (other, 3)]);
    assert!(bench.verify().is_sound());
}

pub(crate) fn a_broken_handler_costs_one_command<B: Bench>() {
    let bench = B::new();
    let counter = Counter::default();
    let told = counter.told();
    let journal = bench.open(counter, system_clock());
    let stream = patient(1);
    add(&journal, 1, 1);
    let broken = [
        Command::PanicInDecide,
        Command::PanicInProject { stream },
        Command::FailInProject { stream },
        Command::Stray,
        Command::Flood { stream },
    ];
    for (index, command) in broken.into_iter().enumerate() {
        let id = 10 + index as u128;
        assert_eq!(
            run(journal.submit(submission(id, command.clone()))),
            Err(SubmitError::Panicked),
            "{command:?}"
        );
        assert_eq!(told.lock().unwrap().rolled_back, index + 1, "{command:?}");
        // The next command finds everything in order.
        add(&journal, 20 + index as u128, 1);
    }
    assert_eq!(told.lock().unwrap().committed, [1, 2, 3, 4, 5, 6]);
    let report = bench.verify();
    assert!(report.is_sound(), "{report}");
    assert_eq!((report.events, report.commands), (6, 6));
}

pub(crate) fn a_batch_survives_its_broken_commands<B: Bench>() {
    let bench = B::new();
    let journal = bench.open(Counter::default(), system_clock());
    let stream = patient(1);
    // All of them wait in the queue before the first is answered, so that they share batches.
    let outcomes = run(async {
        let submissions = (0..60u128).map(|n| {
            let command = match n % 6 {
                0 => Command::PanicInProject { stream },
                1 => Command::FailInProject { stream },
                2 => Command::Refuse,
                3 => Command::PanicInDecide,
                _ => Command::Add { stream, events: 2 },
            };
            Box::pin(journal.submit(submission(n + 1, command)))
        });
        join_all(submissions.collect()).await
    });
    for (n, outcome) in outcomes.iter().enumerate() {
        match n % 6 {
            2 => assert_eq!(*outcome, Err(SubmitError::Refused(Refusal::No))),
            0 | 1 | 3 => assert_eq!(*outcome, Err(SubmitError::Panicked)),
            _ => assert!(outcome.is_ok(), "{outcome:?}"),
        }
    }
    let report = bench.verify();
    assert!(report.is_sound(), "{report}");
    assert_eq!((report.events, report.commands), (40, 20));
}

pub(crate) fn time_goes_forward_when_the_clock_goes_back<B: Bench>() {
    let bench = B::new();
    let reading = Arc::new(AtomicI64::new(2_000_000));
    let clock: Clock = {
        let reading = Arc::clone(&reading);
        Arc::new(move || Micros(reading.load(Ordering::Relaxed)))
    };
    let journal = bench.open(Counter::default(), Arc::clone(&clock));
    let stream = patient(1);
    run(journal.submit(submission(1, Command::Add { stream, events: 3 }))).unwrap();
    reading.store(1_000, Ordering::Relaxed);
    run(journal.submit(submission(2, Command::Add { stream, events: 2 }))).unwrap();
    drop(journal);
    reading.store(-5, Ordering::Relaxed);
    let journal = bench.open(Counter::default(), clock);
    add(&journal, 3, 1);
    reading.store(9_000_000, Ordering::Relaxed);
    add(&journal, 4, 1);
    let times: Vec<i64> = bench.events().iter().map(|event| event.recorded_at.0).collect();
    assert_eq!(times, [2_000_000, 2_000_001, 2_000_002, 2_000_003, 2_000_004, 2_000_005, 9_000_000]);
    assert!(bench.verify().is_sound());
}

/// Polls every future to its end, all at once.
pub(crate) async fn join_all<F: Future + Unpin>(mut futures: Vec<F>) -> Vec<F::Output> {
    let mut outcomes: Vec<Option<F::Output>> = futures.iter().map(|_| None).collect();
    std::future::poll_fn(|context| {
        let mut waiting = false;
        for (future, outcome) in futures.iter_mut().zip(&mut outcomes) {
            if outcome.is_none() {
                match std::pin::Pin::new(future).poll(context) {
                    std::task::Poll::Ready(done) => *outcome = Some(done),
                    std::task::Poll::Pending => waiting = true,
                }
            }
        }
        if waiting { std::task::Poll::Pending } else { std::task::Poll::Ready(()) }
    })
    .await;
    outcomes.into_iter().flatten().collect()
}
