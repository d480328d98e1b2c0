//! Path data of an SVG: whole numbers, relative, as few letters as can be.

use std::fmt::Write;

/// Path data in plate units: `x = u * q`, `y = -v * q`, rounded to whole numbers.
#[derive(Clone, Debug)]
pub struct Path {
    units_per_mm: f64,
    text: String,
    at: Option<[i64; 2]>,
}

impl Path {
    /// An empty path of a plate with so many units per mm.
    pub fn new(units_per_mm: f64) -> Self {
        Self { units_per_mm, text: String::new(), at: None }
    }

    /// What goes into `d`.
    pub fn data(&self) -> &str {
        &self.text
    }

    /// Has anything been drawn?
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Adds what another path draws.
    pub fn join(&mut self, other: &Self) {
        if self.text.is_empty() {
            self.clone_from(other);
        } else if !other.text.is_empty() {
            self.text.push_str(&other.text);
            self.at = other.at;
        }
    }

    fn units(&self, [u, v]: [f64; 2]) -> [i64; 2] {
        [(u * self.units_per_mm).round() as i64, (-v * self.units_per_mm).round() as i64]
    }

    /// A closed polygon; nothing if it rounds to less than a line.
    pub fn ring(&mut self, points: &[[f64; 2]]) {
        self.draw(points, true);
    }

    /// An open line.
    pub fn line(&mut self, points: &[[f64; 2]]) {
        self.draw(points, false);
    }

    fn draw(&mut self, points: &[[f64; 2]], close: bool) {
        let mut whole: Vec<[i64; 2]> = points.iter().map(|p| self.units(*p)).collect();
        whole.dedup();
        if close && whole.len() > 1 && whole.first() == whole.last() {
            whole.pop();
        }
        if whole.len() < 2 {
            return;
        }
        let first = whole[0];
        match self.at {
            None => {
                self.text.push('M');
                self.pair(first, true);
            }
            Some(at) => {
                self.text.push('m');
                self.pair([first[0] - at[0], first[1] - at[1]], true);
            }
        }
        self.text.push('l');
        for (n, pair) in whole.windows(2).enumerate() {
            self.pair([pair[1][0] - pair[0][0], pair[1][1] - pair[0][1]], n == 0);
        }
        if close {
            self.text.push('z');
        }
        self.at = Some(if close { first } else { whole[whole.len() - 1] });
    }

    /// A dot: a stroke of no length, round by its caps.
    pub fn dot(&mut self, place: [f64; 2]) {
        let here = self.units(place);
        match self.at {
            None => {
                self.text.push('M');
                self.pair(here, true);
            }
            Some(at) => {
                self.text.push('m');
                self.pair([here[0] - at[0], here[1] - at[1]], true);
            }
        }
        self.text.push_str("h0");
        self.at = Some(here);
    }

    fn pair(&mut self, [x, y]: [i64; 2], first: bool) {
        for (n, number) in [x, y].into_iter().enumerate() {
            if number >= 0 && !(first && n == 0) {
                self.text.push(' ');
            }
            write!(self.text, "{number}").expect("a string takes all");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_short_and_relative() {
        let mut path = Path::new(10.0);
        path.ring(&[[0.0, 0.0], [1.0, 0.0], [1.0, -1.0], [0.0, -1.0]]);
        path.line(&[[2.0, 0.0], [2.0, 1.0]]);
        path.line(&[[2.0, 1.0], [2.01, 1.01]]);
        path.dot([2.0, 0.0]);
        assert_eq!(path.data(), "M0 0l10 0 0 10-10 0zm20 0l0-10m0 10h0");
    }
}
