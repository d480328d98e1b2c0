//! What a patient takes home: the language it is in, the movements for what was needled, and the code that opens the diary.

pub mod code;
pub mod language;
pub mod movement;

pub use language::Language;
