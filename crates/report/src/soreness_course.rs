//! Soreness in the days after each session, as a small engraved chart: hours after the needles, a line for each session, the pale band of
//! what is expected. An answer above the band is the engraver's red cross; the latest session's line is in ink, earlier ones are paler.

use crate::plot::{Anchor, Frame, Mark, Pen, Plot, tenth};

/// What one session's patient answered, oldest first: hours after the needles, and soreness 0 to 10.
pub type SoreLine = Vec<(u16, u8)>;

/// What is expected of a part of the time after a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expected {
    /// Hours after the needles, from and up to, without the last.
    pub hours: (u16, u16),
    /// Least and most, 0 to 10. Only more than the most is out of the ordinary.
    pub soreness: (u8, u8),
}

const FRAME: Frame = Frame {
    width: 420.0,
    height: 184.0,
    left: 30.0,
    right: 16.0,
    top: 12.0,
    bottom: 30.0,
    low: 0.0,
    high: 10.0,
};
/// The axis is at least this long, hours.
const SPAN_LEAST: u16 = 96;
/// And at most: a patient's link is closed after 14 days.
const SPAN_MOST: u16 = 336;
/// A day, hours.
const DAY: u16 = 24;
/// Most labels under the axis.
const LABELS_MAX: u16 = 5;

/// The chart; the latest session last.
pub fn soreness_course(lines: &[SoreLine], expected: &[Expected]) -> Plot {
    let longest = lines.iter().flatten().map(|(hours, _)| *hours).max().unwrap_or_default().min(SPAN_MOST);
    let span = (longest.div_ceil(DAY) * DAY).clamp(SPAN_LEAST, SPAN_MOST);
    let x = |hours: u16| FRAME.x(f64::from(hours) / f64::from(span), 0.0);
    let y = |soreness: u8| FRAME.y(f64::from(soreness));
    let mut marks: Vec<Mark> = expected
        .iter()
        .filter(|part| part.soreness.1 > 0)
        .map(|part| {
            let (left, right) = (x(part.hours.0), x(part.hours.1));
            let (top, bottom) = (y(part.soreness.1), y(part.soreness.0));
            Mark::Area(Pen::Band, [left, top, tenth(right - left), tenth(bottom - top)])
        })
        .collect();
    marks.extend(FRAME.grid(&[0.0, 5.0, 10.0]));
    marks.extend(days(span).into_iter().flat_map(|hours| {
        let foot = FRAME.height - FRAME.bottom;
        let tick = Mark::Line(Pen::Tick, vec![[x(hours), foot], [x(hours), foot + 4.0]]);
        [tick, Mark::Word([x(hours), FRAME.height - 8.0], Anchor::Middle, format!("{hours} h"))]
    }));
    let latest = lines.len().saturating_sub(1);
    for (index, line) in lines.iter().enumerate() {
        let pen = if index == latest { Pen::Curve } else { Pen::Earlier };
        let places: Vec<[f64; 2]> = line.iter().map(|(hours, sore)| [x(*hours), y(*sore)]).collect();
        if places.len() > 1 {
            marks.push(Mark::Line(pen, places));
        }
    }
    for (hours, sore) in lines.iter().flatten() {
        let at = [x(*hours), y(*sore)];
        marks.push(if *sore > most(expected, *hours) {
            Mark::Cross(Pen::After, at)
        } else {
            Mark::Ring(Pen::Before, at, 3.0)
        });
    }
    FRAME.plot(marks)
}

/// The most that is expected so many hours after the needles; 0 where nothing is said.
pub fn most(expected: &[Expected], hours: u16) -> u8 {
    let part = expected.iter().find(|part| (part.hours.0..part.hours.1).contains(&hours));
    part.map_or(0, |part| part.soreness.1)
}

/// Whole days to be labelled.
fn days(span: u16) -> Vec<u16> {
    let step = (span / DAY).div_ceil(LABELS_MAX).max(1);
    (1..=span / DAY).filter(|day| day.is_multiple_of(step)).map(|day| day * DAY).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BAND: [Expected; 2] =
        [Expected { hours: (0, 18), soreness: (2, 5) }, Expected { hours: (18, 60), soreness: (0, 2) }];

    fn drawn(lines: &[SoreLine]) -> String {
        soreness_course(lines, &BAND).svg("").into_string()
    }

    #[test]
    fn an_answer_above_the_band_is_crossed_and_one_inside_or_below_is_not() {
        let html = drawn(&[vec![(10, 1), (24, 3), (48, 2), (80, 0)]]);
        assert_eq!(
            (html.matches("plot-after").count(), html.matches("plot-before").count()),
            (1, 3),
            "{html}"
        );
        assert_eq!([most(&BAND, 17), most(&BAND, 18), most(&BAND, 60)], [5, 2, 0]);
    }

    #[test]
    fn each_session_has_its_line_and_the_latest_is_in_ink() {
        let html = drawn(&[vec![(24, 3), (48, 1)], vec![(24, 2)], vec![(25, 2), (49, 1), (70, 0)]]);
        assert_eq!(
            (html.matches("plot-earlier").count(), html.matches("plot-curve").count()),
            (1, 1),
            "{html}"
        );
    }

    #[test]
    fn whatever_is_answered_stays_inside_the_figure_and_its_labels_do_not_crowd() {
        for hours in [0, 24, 97, 335, u16::MAX] {
            let plot = soreness_course(&[vec![(hours, 10)]], &BAND);
            for mark in &plot.marks {
                if let Mark::Ring(_, [x, _], _) | Mark::Cross(_, [x, _]) = mark {
                    assert!((FRAME.left..=FRAME.width - FRAME.right).contains(x), "{hours}: {x}");
                }
            }
            let labels = plot.marks.iter().filter(|m| matches!(m, Mark::Word(_, Anchor::Middle, _))).count();
            assert!((2..=usize::from(LABELS_MAX)).contains(&labels), "{hours}: {labels}");
        }
    }
}
