//! Shares with their intervals: a bar for a row of a table, the axis under it, and a trend over months. The numbers stand in the
//! table beside them, so these are decoration for readers who do not see.

use crate::plot::{Anchor, Frame, Mark, Pen, Plot, curve, number, tenth, ticks};

/// A share and where it may lie, per cent.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Share {
    /// The share itself.
    pub percent: f64,
    /// Its interval; none where none is known.
    pub interval: Option<(f64, f64)>,
    /// Counted here; otherwise published by others, and drawn more quietly.
    pub own: bool,
}

const WIDTH: f64 = 240.0;
const AIR: f64 = 10.0;
const ROW: f64 = 24.0;
const AXIS: f64 = 26.0;

/// The end of an axis that holds these shares: a round number of per cent.
pub fn axis_end(shares: impl Iterator<Item = Share>) -> f64 {
    let most = shares.map(|s| s.interval.map_or(s.percent, |(_, high)| high)).fold(0.0, f64::max);
    [1.0, 2.0, 5.0, 10.0, 20.0, 40.0, 60.0, 80.0].into_iter().find(|end| most <= *end).unwrap_or(100.0)
}

fn x(percent: f64, end: f64) -> f64 {
    tenth(AIR + (percent / end).clamp(0.0, 1.0) * (WIDTH - 2.0 * AIR))
}

/// One share as a bar from 0 to `end` per cent: whiskers for its interval, a square for an own share, a ring for a published one.
pub fn share_bar(share: Share, end: f64) -> Plot {
    let middle = ROW / 2.0;
    let mut marks: Vec<Mark> = ticks(0.0, end)
        .into_iter()
        .map(|tick| Mark::Line(Pen::Grid, vec![[x(tick, end), 0.0], [x(tick, end), ROW]]))
        .collect();
    let pen = if share.own { Pen::Own } else { Pen::Published };
    if let Some((low, high)) = share.interval {
        let (low, high) = (x(low, end), x(high, end));
        marks.push(Mark::Line(pen, vec![[low, middle], [high, middle]]));
        for at in [low, high] {
            marks.push(Mark::Line(pen, vec![[at, middle - 4.0], [at, middle + 4.0]]));
        }
    }
    let at = [x(share.percent, end), middle];
    marks.push(if share.own { Mark::Square(Pen::After, at) } else { Mark::Ring(Pen::Published, at, 3.5) });
    Plot { width: WIDTH, height: ROW, marks }
}

/// The axis under such bars.
pub fn share_axis(end: f64) -> Plot {
    let mut marks = vec![Mark::Line(Pen::Grid, vec![[AIR, 1.0], [WIDTH - AIR, 1.0]])];
    let ticks = ticks(0.0, end);
    for (at, tick) in ticks.iter().enumerate() {
        let x = x(*tick, end);
        marks.push(Mark::Line(Pen::Grid, vec![[x, 1.0], [x, 6.0]]));
        let (anchor, x, sign) = match at {
            0 => (Anchor::Start, 2.0, ""),
            at if at + 1 == ticks.len() => (Anchor::End, WIDTH, " %"),
            _ => (Anchor::Middle, x, ""),
        };
        marks.push(Mark::Word([x, 20.0], anchor, format!("{}{sign}", number(*tick))));
    }
    Plot { width: WIDTH, height: AXIS, marks }
}

const TREND: Frame = Frame {
    width: 360.0,
    height: 170.0,
    left: 40.0,
    right: 18.0,
    top: 12.0,
    bottom: 34.0,
    low: 0.0,
    high: 1.0,
};

/// Shares month by month with their intervals, oldest first; a month without one leaves a gap.
pub fn share_trend(months: &[(String, Option<Share>)]) -> Plot {
    let high = axis_end(months.iter().filter_map(|(_, share)| *share));
    let frame = Frame { high, ..TREND };
    let last = months.len().saturating_sub(1);
    let at = |index: usize| frame.x(if last == 0 { 0.5 } else { index as f64 / last as f64 }, 14.0);
    let mut marks = frame.grid(&ticks(0.0, high));
    for (index, share) in months.iter().enumerate().filter_map(|(i, (_, s))| Some((i, (*s)?))) {
        if let Some((low, high)) = share.interval {
            marks.push(Mark::Line(
                Pen::Published,
                vec![[at(index), frame.y(low)], [at(index), frame.y(high)]],
            ));
        }
    }
    let points = months.iter().enumerate().filter_map(|(i, (_, s))| Some([at(i), frame.y((*s)?.percent)]));
    let points: Vec<[f64; 2]> = points.collect();
    marks.extend(curve(points.clone()));
    marks.extend(points.into_iter().map(|point| Mark::Square(Pen::After, point)));
    let foot = frame.height - 10.0;
    let word = |index: usize, anchor, shift: f64| {
        Mark::Word([tenth(at(index) + shift), foot], anchor, months[index].0.clone())
    };
    match months.len() {
        0 => {}
        1 => marks.push(word(0, Anchor::Middle, 0.0)),
        _ => marks.extend([word(0, Anchor::Start, -14.0), word(last, Anchor::End, 14.0)]),
    }
    frame.plot(marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_axis_holds_every_interval() {
        let share = |percent, high| Share { percent, interval: Some((0.0, high)), own: true };
        assert!((axis_end([share(3.0, 9.5), share(12.0, 18.0)].into_iter()) - 20.0).abs() < 1e-9);
        assert!((axis_end(std::iter::empty()) - 1.0).abs() < 1e-9);
        for end in [1.0, 2.0, 5.0, 10.0, 20.0, 40.0, 60.0, 80.0, 100.0] {
            assert!((2..=7).contains(&ticks(0.0, end).len()), "{end}");
            assert!(share_axis(end).marks.iter().any(|m| matches!(m, Mark::Word(..))));
        }
    }

    #[test]
    fn a_share_without_an_interval_has_no_whiskers() {
        let bar = |interval| share_bar(Share { percent: 7.7, interval, own: false }, 10.0);
        let whiskers =
            |plot: Plot| plot.marks.iter().filter(|m| matches!(m, Mark::Line(Pen::Published, _))).count();
        assert_eq!(whiskers(bar(None)), 0);
        assert_eq!(whiskers(bar(Some((6.0, 8.0)))), 3);
    }

    #[test]
    fn a_month_without_a_share_leaves_a_gap() {
        let share = Some(Share { percent: 10.0, interval: Some((2.0, 30.0)), own: true });
        let plot = share_trend(&[("Jan".into(), share), ("Feb".into(), None), ("Mar".into(), share)]);
        assert_eq!(plot.marks.iter().filter(|m| matches!(m, Mark::Square(..))).count(), 2);
        assert!(share_trend(&[]).marks.iter().all(|m| !matches!(m, Mark::Square(..))));
    }
}
