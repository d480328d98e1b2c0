//! Random commands, each sent one to three times in any order, against a model in memory.

use std::collections::HashMap;

use journal::{Journal as _, Receipt, StreamKey, Submission, SubmitError, system_clock};
use proptest::prelude::*;
use uuid::Uuid;

use super::Bench;
use super::counter::{CLINIC, Command, Counter, Refusal, patient, submission};
use super::rules::{join_all, run};

/// What the journal should hold.
#[derive(Default)]
struct Model {
    /// Stream, version in it, command: one per event.
    events: Vec<(StreamKey, u64, Uuid)>,
    lengths: HashMap<StreamKey, u64>,
    recorded: HashMap<Uuid, ([u8; 32], Summary)>,
}

/// The parts of a receipt that a model can foretell: range and replay.
type Summary = (Option<u64>, u64);
type Outcome = Result<(Summary, bool), SubmitError<Refusal>>;

impl Model {
    fn submit(&mut self, submission: &Submission<Command>) -> Outcome {
        if let Some((request_hash, summary)) = self.recorded.get(&submission.command_id) {
            return if *request_hash == submission.request_hash {
                Ok((*summary, true))
            } else {
                Err(SubmitError::CommandReused)
            };
        }
        if let Some((stream, expected)) = submission.expected {
            let actual = self.length(stream);
            if actual != expected {
                return Err(SubmitError::Conflict { stream, expected, actual });
            }
        }
        let streams = match submission.body {
            Command::Add { stream, events } => vec![stream; events],
            Command::AddToBoth { one, other } => vec![one, other, one, other],
            Command::AddBelow { stream, limit } if self.length(stream) >= limit => {
                return Err(SubmitError::Refused(Refusal::Full));
            }
            Command::AddBelow { stream, .. } => vec![stream],
            Command::Nothing => vec![],
            Command::Refuse => return Err(SubmitError::Refused(Refusal::No)),
            _ => return Err(SubmitError::Panicked),
        };
        let head = self.events.len() as u64;
        let first = (!streams.is_empty()).then_some(head + 1);
        for stream in streams {
            let length = self.lengths.entry(stream).or_default();
            *length += 1;
            self.events.push((stream, *length, submission.command_id));
        }
        let summary = (first, self.events.len() as u64);
        self.recorded.insert(submission.command_id, (submission.request_hash, summary));
        Ok((summary, false))
    }

    fn length(&self, stream: StreamKey) -> u64 {
        self.lengths.get(&stream).copied().unwrap_or(0)
    }
}

/// Several submissions at the same time, then perhaps a restart.
#[derive(Clone, Debug)]
struct Round {
    submissions: Vec<Submission<Command>>,
    reopen: bool,
}

fn command() -> impl Strategy<Value = Command> {
    let stream = || (1..4u128).prop_map(patient);
    prop_oneof![
        4 => (stream(), 1..4usize).prop_map(|(stream, events)| Command::Add { stream, events }),
        1 => (stream(), stream()).prop_map(|(one, other)| Command::AddToBoth { one, other }),
        2 => (stream(), 1..6u64).prop_map(|(stream, limit)| Command::AddBelow { stream, limit }),
        1 => Just(Command::Nothing),
        1 => Just(Command::Refuse),
        1 => Just(Command::PanicInDecide),
        1 => stream().prop_map(|stream| Command::PanicInProject { stream }),
        1 => stream().prop_map(|stream| Command::FailInProject { stream }),
        1 => Just(Command::Stray),
    ]
}

/// Each command with an id and perhaps an expected version, sent one to three times;
/// now and then two commands share an id. Then shuffled and cut into rounds.
fn rounds() -> impl Strategy<Value = Vec<Round>> {
    let expected = prop::option::weighted(0.25, (1..4u128, 0..5u64));
    let sent = (0..40u128, command(), expected, 1..=3usize).prop_map(|(id, body, expected, times)| {
        let mut submission = submission(id, body);
        submission.expected = expected.map(|(number, version)| (patient(number), version));
        vec![submission; times]
    });
    let all = prop::collection::vec(sent, 1..25).prop_map(|sent| sent.concat()).prop_shuffle();
    (all, prop::collection::vec((1..9usize, prop::bool::weighted(0.2)), 1..12)).prop_map(|(all, cuts)| {
        let mut rest = all.as_slice();
        let mut rounds = Vec::new();
        for (size, reopen) in cuts.into_iter().cycle() {
            let (round, after) = rest.split_at(size.min(rest.len()));
            rounds.push(Round { submissions: round.to_vec(), reopen });
            rest = after;
            if rest.is_empty() {
                break;
            }
        }
        rounds
    })
}

fn summary(outcome: &Result<Receipt, SubmitError<Refusal>>) -> Outcome {
    outcome.clone().map(|receipt| ((receipt.first_seq, receipt.last_seq), receipt.replayed))
}

pub(crate) fn any_sequence_of_commands_ends_as_in_the_model<B: Bench>() {
    let cases = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) };
    proptest!(cases, |(rounds in rounds())| {
        let bench = B::new();
        let mut model = Model::default();
        let mut journal = Some(bench.open(Counter::default(), system_clock()));
        for round in &rounds {
            let open = journal.as_ref().unwrap();
            // The queue keeps their order, so that the model can go through them one by one.
            let sent = round.submissions.iter().map(|submission| Box::pin(open.submit(submission.clone())));
            let outcomes = run(join_all(sent.collect()));
            for (submission, outcome) in round.submissions.iter().zip(&outcomes) {
                prop_assert_eq!(summary(outcome), model.submit(submission), "{:?}", submission);
                if let Ok(receipt) = outcome {
                    prop_assert_eq!(&receipt.answer, &submission.command_id.as_bytes()[..4]);
                }
            }
            if round.reopen {
                drop(journal.take());
                journal = Some(bench.open(Counter::default(), system_clock()));
            }
        }
        drop(journal);
        let kept: Vec<_> =
            bench.events().iter().map(|event| (event.stream, event.stream_version, event.command_id)).collect();
        prop_assert_eq!(&kept, &model.events);
        let report = bench.verify();
        prop_assert!(report.is_sound(), "{}", report);
        prop_assert_eq!(report.commands, model.recorded.len() as u64);
        prop_assert_eq!(report.clinics, u64::from(model.events.iter().any(|(stream, ..)| stream.clinic == CLINIC)));
    });
}
