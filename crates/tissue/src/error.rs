//! What can go wrong.

/// An error of the simulator.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Error {
    /// The equations could not be followed to the end.
    #[error(
        "the simulation was given up after {steps} steps; a parameter or a load is far from what tissue does"
    )]
    TooManySteps {
        /// How many were tried.
        steps: usize,
    },
    /// Measures that make no grid.
    #[error(
        "these measures make no grid: every length above 0, at least two cells across, at most 1048576 cells"
    )]
    Plan,
    /// A story that is not offered.
    #[error(
        "a story has a load from 0 to 1, an overload of at most 24 hours, and a needle at most 50 mm off"
    )]
    Course,
    /// No steady state was found where the curve should go on.
    #[error("the curve of steady states was lost; these parameters are far from what tissue does")]
    Continuation,
    /// A number of samples that is not offered.
    #[error("a census takes 1 to 100000 samples")]
    Samples,
    /// A scenario that cannot be read.
    #[error("the scenario cannot be played: {0}")]
    Scenario(String),
    /// A name that no built-in scenario has.
    #[error("there is no scenario `{name}`; there are: {known}. A file works too")]
    UnknownScenario {
        /// What was asked for.
        name: String,
        /// What there is.
        known: String,
    },
}
