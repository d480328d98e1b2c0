//! Why a case cannot be ranked.

use atlas::Cell;
use inference::InferenceError;

/// Why a case cannot be ranked. Each says what to do next.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ReasoningError {
    /// There is no drawing.
    #[error("nothing is painted: paint at least one region")]
    NothingPainted,
    /// A cell stands twice in the drawing.
    #[error("{0} is painted twice: name it once")]
    PaintedTwice(Cell),
    /// An intensity outside the scale.
    #[error("the pain at {cell} is given as {intensity}: use 1 to 10")]
    Intensity {
        /// Where.
        cell: Cell,
        /// What was given.
        intensity: u8,
    },
    /// A motion without the side it needs, or with one it cannot have.
    #[error("{motion} {needs}")]
    MotionSide {
        /// The motion's id.
        motion: String,
        /// What to do.
        needs: &'static str,
    },
    /// The engine refused the evidence; the model's leaks exclude it.
    #[error("the drawing could not be reckoned: {0}")]
    Inference(#[from] InferenceError),
}
