//! What a line of `data/regions.toml` says of a place: one condition, written in words and numbers.
//!
//! ```text
//! y > 430                        a coordinate against a number
//! y < x[0 500, 60 480]           against a curve over another coordinate
//! thigh.phi in 45..135           between two numbers (in 150..-150 goes through 180)
//! x y in [10 20, 40 20, 25 60]   inside a closed round curve through these points
//! ball 29 694 158 20 14 30       inside an ellipsoid: centre, half axes
//! digit is index                 nearest frame of a group
//! ```

use super::frame::{Frame, Place};
use glam::DVec3;
use std::collections::BTreeMap;

/// A coordinate that conditions are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Coordinate {
    X,
    Y,
    Z,
    Of(usize, Part),
}

/// What is asked of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    T,
    Phi,
    Along,
    Aside,
    Before,
    Distance,
}

/// One condition.
#[derive(Clone, Debug)]
pub(super) enum Condition {
    /// Above (or, if not, below) a curve over another coordinate.
    Beyond(Value, bool, Curve),
    /// Between two numbers.
    Between(Value, f64, f64),
    /// Within a closed curve.
    Inside(Value, Value, Vec<[f64; 2]>),
    /// Within an ellipsoid.
    Ball(DVec3, DVec3),
    /// Nearest to this frame among these.
    Nearest(usize, Vec<usize>),
}

/// A coordinate, opaque outside.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value(Coordinate);

/// A number, or a line over a coordinate.
#[derive(Clone, Debug)]
pub(super) struct Curve {
    over: Option<Coordinate>,
    knots: Vec<[f64; 2]>,
}

/// A place that is asked about; frames are worked out once.
pub(super) struct Probe<'a> {
    point: DVec3,
    frames: &'a [Frame],
    /// Of the few frames that were asked for.
    places: Vec<(usize, Place)>,
}

impl<'a> Probe<'a> {
    /// For a point of the left side.
    pub(super) fn new(point: DVec3, frames: &'a [Frame]) -> Self {
        Self { point, frames, places: Vec::with_capacity(6) }
    }

    fn place(&mut self, frame: usize) -> Place {
        if let Some((_, known)) = self.places.iter().find(|(n, _)| *n == frame) {
            return *known;
        }
        let place = self.frames[frame].place(self.point);
        self.places.push((frame, place));
        place
    }

    fn value(&mut self, coordinate: Coordinate) -> f64 {
        match coordinate {
            Coordinate::X => self.point.x,
            Coordinate::Y => self.point.y,
            Coordinate::Z => self.point.z,
            Coordinate::Of(frame, part) => {
                let place = self.place(frame);
                match part {
                    Part::T => place.t,
                    Part::Phi => place.phi_deg,
                    Part::Along => place.along_mm,
                    Part::Aside => place.aside_mm,
                    Part::Before => place.before_mm,
                    Part::Distance => place.distance_mm,
                }
            }
        }
    }
}

impl Condition {
    /// From its words; `names` are the frames' in their order.
    pub(super) fn parse(
        text: &str,
        names: &BTreeMap<String, usize>,
        frames: &[Frame],
    ) -> Result<Self, String> {
        let coordinate = |word: &str| coordinate(word, names).ok_or(format!("no coordinate {word:?}"));
        if let Some(rest) = text.strip_prefix("ball ") {
            let [x, y, z, rx, ry, rz] = numbers(rest)?[..] else {
                return Err("ball: six numbers".to_owned());
            };
            return Ok(Self::Ball(DVec3::new(x, y, z), DVec3::new(rx, ry, rz)));
        }
        if let Some((group, name)) = text.split_once(" is ") {
            let mine = *names.get(name.trim()).ok_or(format!("no frame {name:?}"))?;
            let all = (0..frames.len())
                .filter(|n| frames[*n].group.as_deref() == Some(group.trim()))
                .collect::<Vec<_>>();
            return if all.contains(&mine) {
                Ok(Self::Nearest(mine, all))
            } else {
                Err(format!("{name} is not of {group}"))
            };
        }
        if let Some((what, range)) = text.split_once(" in ") {
            if let Some(ring) = range.trim().strip_prefix('[').and_then(|r| r.strip_suffix(']')) {
                let (across, up) = what.trim().split_once(' ').ok_or("two coordinates before `in [`")?;
                return Ok(Self::Inside(
                    Value(coordinate(across)?),
                    Value(coordinate(up.trim())?),
                    rounded(&pairs(ring)?),
                ));
            }
            let (low, high) = range.split_once("..").ok_or("a range is low..high")?;
            return Ok(Self::Between(Value(coordinate(what.trim())?), number(low)?, number(high)?));
        }
        let (sign, above) = if text.contains('>') { ('>', true) } else { ('<', false) };
        let (what, limit) = text.split_once(sign).ok_or("no <, >, in, is or ball")?;
        let limit = limit.trim();
        let curve = match limit.split_once('[') {
            None => Curve { over: None, knots: vec![[0.0, number(limit)?]] },
            Some((over, knots)) => Curve {
                over: Some(coordinate(over.trim())?),
                knots: pairs(knots.strip_suffix(']').ok_or("`[` without `]`")?)?,
            },
        };
        if curve.knots.windows(2).any(|w| w[0][0] >= w[1][0]) {
            return Err("a curve's knots go upwards".to_owned());
        }
        Ok(Self::Beyond(Value(coordinate(what.trim())?), above, curve))
    }

    /// Whether it holds at a place.
    pub(super) fn holds(&self, probe: &mut Probe) -> bool {
        match self {
            Self::Beyond(value, above, curve) => {
                let limit = curve.over.map_or(curve.knots[0][1], |over| curve.at(probe.value(over)));
                (probe.value(value.0) > limit) == *above
            }
            Self::Between(value, low, high) => {
                let v = probe.value(value.0);
                if low <= high { *low <= v && v < *high } else { v >= *low || v < *high }
            }
            Self::Inside(across, up, ring) => inside(ring, [probe.value(across.0), probe.value(up.0)]),
            Self::Ball(centre, half) => ((probe.point - *centre) / *half).length_squared() < 1.0,
            Self::Nearest(mine, all) => {
                let own = probe.place(*mine).distance_mm;
                all.iter().all(|other| other == mine || probe.place(*other).distance_mm > own)
            }
        }
    }
}

impl Curve {
    /// A smooth line through the knots that does not overshoot, level beyond the ends.
    fn at(&self, over: f64) -> f64 {
        let k = &self.knots;
        let last = k.len() - 1;
        if over <= k[0][0] {
            return k[0][1];
        }
        if over >= k[last][0] {
            return k[last][1];
        }
        let n = (1..last).find(|n| over < k[*n][0]).unwrap_or(last) - 1;
        let slope = |n: usize| (k[n + 1][1] - k[n][1]) / (k[n + 1][0] - k[n][0]);
        // The harmonic mean of the slopes beside a knot (Fritsch and Butland), zero at a turning point.
        let tangent = |n: usize| match n {
            0 => slope(0),
            n if n == last => slope(last - 1),
            n => {
                let (a, b) = (slope(n - 1), slope(n));
                if a * b <= 0.0 { 0.0 } else { 2.0 * a * b / (a + b) }
            }
        };
        let h = k[n + 1][0] - k[n][0];
        let s = (over - k[n][0]) / h;
        let (s2, s3) = (s * s, s * s * s);
        k[n][1] * (2.0 * s3 - 3.0 * s2 + 1.0)
            + tangent(n) * h * (s3 - 2.0 * s2 + s)
            + k[n + 1][1] * (3.0 * s2 - 2.0 * s3)
            + tangent(n + 1) * h * (s3 - s2)
    }
}

fn coordinate(word: &str, names: &BTreeMap<String, usize>) -> Option<Coordinate> {
    match word {
        "x" => return Some(Coordinate::X),
        "y" => return Some(Coordinate::Y),
        "z" => return Some(Coordinate::Z),
        _ => {}
    }
    let (frame, part) = word.split_once('.')?;
    let part = match part {
        "t" => Part::T,
        "phi" => Part::Phi,
        "along" => Part::Along,
        "aside" => Part::Aside,
        "before" => Part::Before,
        "distance" => Part::Distance,
        _ => return None,
    };
    Some(Coordinate::Of(*names.get(frame)?, part))
}

fn number(text: &str) -> Result<f64, String> {
    text.trim().parse().map_err(|_| format!("{:?} is not a number", text.trim()))
}

fn numbers(text: &str) -> Result<Vec<f64>, String> {
    text.split_whitespace().map(number).collect()
}

fn pairs(text: &str) -> Result<Vec<[f64; 2]>, String> {
    text.split(',')
        .map(|pair| match numbers(pair)?[..] {
            [a, b] => Ok([a, b]),
            _ => Err(format!("{pair:?} is not two numbers")),
        })
        .collect()
}

/// A closed curve through the corners (Catmull and Rom), as a polygon.
fn rounded(corners: &[[f64; 2]]) -> Vec<[f64; 2]> {
    const STEPS: u32 = 6;
    let n = corners.len();
    let mut ring = Vec::new();
    for i in 0..n {
        let [a, b, c, d] = [corners[(i + n - 1) % n], corners[i], corners[(i + 1) % n], corners[(i + 2) % n]];
        for step in 0..STEPS {
            let s = f64::from(step) / f64::from(STEPS);
            let at = |k: usize| {
                0.5 * (2.0 * b[k]
                    + (c[k] - a[k]) * s
                    + (2.0 * a[k] - 5.0 * b[k] + 4.0 * c[k] - d[k]) * s * s
                    + (3.0 * b[k] - a[k] - 3.0 * c[k] + d[k]) * s * s * s)
            };
            ring.push([at(0), at(1)]);
        }
    }
    ring
}

/// Whether a point lies in a polygon, by the even-odd rule.
pub(super) fn inside(ring: &[[f64; 2]], [x, y]: [f64; 2]) -> bool {
    let mut odd = false;
    for (n, a) in ring.iter().enumerate() {
        let b = ring[(n + 1) % ring.len()];
        if (a[1] > y) != (b[1] > y) && x < a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]) {
            odd = !odd;
        }
    }
    odd
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(text: &str, point: [f64; 3]) -> bool {
        let frames = ["a", "b"].map(|_| ());
        let line = |x: f64| Frame {
            line: vec![[x, 100.0, 0.0], [x, 0.0, 0.0]],
            zero: [0.0, 0.0, 1.0],
            group: Some("limb".to_owned()),
        };
        let frames = frames.iter().zip([10.0, 50.0]).map(|((), x)| line(x)).collect::<Vec<_>>();
        let names = BTreeMap::from([("a".to_owned(), 0), ("b".to_owned(), 1)]);
        let condition = Condition::parse(text, &names, &frames).expect(text);
        condition.holds(&mut Probe::new(DVec3::from_array(point), &frames))
    }

    #[test]
    fn conditions_say_what_they_look_like() {
        assert!(holds("y > 430", [0.0, 431.0, 0.0]));
        assert!(holds("y < x[0 0, 10 100]", [5.0, 49.0, 0.0]));
        assert!(!holds("y < x[0 0, 10 100]", [5.0, 51.0, 0.0]));
        assert!(holds("b.phi in 45..135", [60.0, 50.0, 1.0]));
        assert!(holds("b.phi in 150..-150", [50.0, 50.0, -5.0]));
        assert!(holds("x y in [0 0, 10 0, 10 10, 0 10]", [5.0, 5.0, 0.0]));
        assert!(!holds("x y in [0 0, 10 0, 10 10, 0 10]", [15.0, 5.0, 0.0]));
        assert!(holds("ball 0 0 0 1 2 3", [0.0, 0.0, 2.9]));
        assert!(holds("limb is b", [31.0, 50.0, 0.0]));
        assert!(!holds("limb is a", [31.0, 50.0, 0.0]));
    }

    #[test]
    fn a_slip_of_the_pen_is_named() {
        let names = BTreeMap::new();
        for (text, what) in [("w > 3", "w"), ("y > three", "three"), ("y = 3", "no <"), ("y in 3", "range")] {
            assert!(Condition::parse(text, &names, &[]).expect_err(text).contains(what), "{text}");
        }
    }
}
