//! What a change means: more than the measure's own error, important to patients, or neither.

use super::{Better, Scale};

/// What a change from one value to a later one means. "Unknown" where nothing is published to judge it by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Judgement {
    /// No change at all.
    Same,
    /// Not more than measurement error, or less than important where no error is known.
    Within,
    /// More than measurement error, for the better; importance not reached or not published.
    Better,
    /// At least the minimal important change, for the better, and more than measurement error where that is known.
    ImportantlyBetter,
    /// More than measurement error, for the worse.
    Worse,
    /// At least the minimal important change, for the worse.
    ImportantlyWorse,
    /// A change, and nothing published to judge it by.
    Unknown,
}

/// Judges a change. A change counts as important only if it is also more than the measure's own error: where a published
/// important change is smaller than the error, one patient's change of that size may be noise.
pub fn judge(from_x100: i32, to_x100: i32, scale: &Scale) -> Judgement {
    let change = to_x100 - from_x100;
    if change == 0 {
        return Judgement::Same;
    }
    let for_the_better = (change > 0) == (scale.better == Better::Higher);
    let size = change.abs();
    let beyond_error = scale.detectable_x100.map(|error| size > error);
    let important = scale.important_x100.map(|amount| size >= amount);
    match (beyond_error, important, for_the_better) {
        (None, None, _) => Judgement::Unknown,
        (Some(false), _, _) | (None, Some(false), _) => Judgement::Within,
        (_, Some(true), true) => Judgement::ImportantlyBetter,
        (_, Some(true), false) => Judgement::ImportantlyWorse,
        (Some(true), _, true) => Judgement::Better,
        (Some(true), _, false) => Judgement::Worse,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(important: Option<i32>, detectable: Option<i32>, better: Better) -> Scale {
        Scale {
            unit: "0–10",
            low_x100: 0,
            high_x100: 1000,
            whole: false,
            better,
            important_x100: important,
            detectable_x100: detectable,
        }
    }

    #[test]
    fn two_points_less_pain_is_an_important_change() {
        let pain = scale(Some(200), None, Better::Lower);
        assert_eq!(judge(700, 500, &pain), Judgement::ImportantlyBetter);
        assert_eq!(judge(700, 600, &pain), Judgement::Within);
        assert_eq!(judge(500, 700, &pain), Judgement::ImportantlyWorse);
        assert_eq!(judge(500, 500, &pain), Judgement::Same);
    }

    #[test]
    fn a_movement_within_the_error_of_measurement_is_no_change() {
        let neck = scale(None, Some(1000), Better::Higher);
        assert_eq!(judge(5200, 6200, &neck), Judgement::Within, "10 degrees are noise");
        assert_eq!(judge(5200, 6800, &neck), Judgement::Better);
        assert_eq!(judge(6800, 5200, &neck), Judgement::Worse);
    }

    #[test]
    fn what_may_be_noise_is_not_called_important() {
        let activity = scale(Some(200), Some(300), Better::Higher);
        assert_eq!(judge(300, 500, &activity), Judgement::Within);
        assert_eq!(judge(300, 700, &activity), Judgement::ImportantlyBetter);
    }

    #[test]
    fn without_a_published_figure_nothing_is_claimed() {
        assert_eq!(judge(300, 900, &scale(None, None, Better::Higher)), Judgement::Unknown);
    }
}
