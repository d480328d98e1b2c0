//! The use cases: who may do what, the command bus, what pages read.
//!
//! A command comes in through [`Clinic::submit`], is decided by `chart` inside the journal's writer ([`writer`]), and its
//! events are projected into rows in the same transaction ([`store`]). Pages read rows and short streams through
//! [`Clinic`]; they never wait for the writer. Secrets (passwords, sign-ins) are in a file of their own
//! ([`signin`]), so that the journal holds none.

pub mod command;
pub mod demo;
pub mod drawings;
pub mod figures;
pub mod letter;
pub mod link;
pub mod open;
pub mod outbox;
pub mod password;
pub mod ranking;
pub mod search;
pub mod signin;
pub mod store;
pub mod writer;
pub mod zone;

pub use command::{Ask, Command};
pub use open::{Clinic, ClinicError};
