//! What every engine must do, written once. An engine's own test file implements
//! [`Bench`] and calls [`suite!`], which makes a test of each rule.

pub(crate) mod counter;
pub(crate) mod model;
pub(crate) mod rules;

use journal::{Clock, Engine, Journal, Recorded, VerifyReport};

use counter::{Command, Counter, Refusal};

/// A journal on one engine, in a place of its own, that can be closed and reopened.
pub(crate) trait Bench: Sized {
    type Engine: Engine;
    type Journal: Journal<Command, Refusal>;

    fn new() -> Self;
    fn open(&self, handler: Counter, clock: Clock) -> Self::Journal;
    /// Every event, read from outside the writer.
    fn events(&self) -> Vec<Recorded>;
    fn verify(&self) -> VerifyReport;
}

/// One `#[test]` per rule, on the given bench.
macro_rules! suite {
    ($bench:ty: $($rule:ident),+ $(,)?) => {
        $(
            #[test]
            fn $rule() {
                conformance::rules::$rule::<$bench>();
            }
        )+
    };
}
pub(crate) use suite;
