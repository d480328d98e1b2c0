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
}
