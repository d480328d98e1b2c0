//! The bounded queue before the writer, and the way back for each answer.

use std::sync::mpsc::{SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;

use tokio::sync::oneshot;

use crate::clock::Clock;
use crate::command::{Receipt, Submission, SubmitError};
use crate::handler::Handler;
use crate::ledger::{Head, Ledger};
use crate::writer::Writer;

/// How a submission ended.
pub(crate) type Outcome<R> = Result<Receipt, SubmitError<R>>;

/// A submission and the way back to whoever waits for it.
pub(crate) struct Job<C, R> {
    pub(crate) submission: Submission<C>,
    pub(crate) answer: oneshot::Sender<Outcome<R>>,
}

/// The near end of the queue, and the thread at its far end.
pub(crate) struct WriterHandle<C, R> {
    /// `None` only while it is being dropped: closing the queue ends the thread.
    queue: Option<SyncSender<Job<C, R>>>,
    thread: Option<JoinHandle<()>>,
}

impl<C: Send + 'static, R: Send + 'static> WriterHandle<C, R> {
    pub(crate) fn start<L, H>(
        ledger: L,
        handler: H,
        head: Head,
        clock: Clock,
        queue_commands: usize,
    ) -> Result<Self, std::io::Error>
    where
        L: Ledger,
        H: Handler<L::Engine, Command = C, Refusal = R>,
    {
        let (queue, jobs) = sync_channel(queue_commands);
        let writer = Writer::new(ledger, handler, head, clock);
        let thread = std::thread::Builder::new().name("journal-writer".into()).spawn(|| writer.run(jobs))?;
        Ok(Self { queue: Some(queue), thread: Some(thread) })
    }

    /// Puts a command into the queue; the receiver yields its outcome.
    pub(crate) fn enqueue(
        &self,
        submission: Submission<C>,
    ) -> Result<oneshot::Receiver<Outcome<R>>, SubmitError<R>> {
        let (answer, outcome) = oneshot::channel();
        let queue = self.queue.as_ref().ok_or(SubmitError::Unavailable)?;
        match queue.try_send(Job { submission, answer }) {
            Ok(()) => Ok(outcome),
            Err(TrySendError::Full(_)) => Err(SubmitError::Busy),
            Err(TrySendError::Disconnected(_)) => Err(SubmitError::Unavailable),
        }
    }
}

impl<C, R> Drop for WriterHandle<C, R> {
    /// Lets the writer finish what is in the queue and close its store.
    fn drop(&mut self) {
        drop(self.queue.take());
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the journal's writer had panicked");
        }
    }
}
