//! Evenly spaced lines along a field of directions (Jobard and Lefer).

use super::{Field, Random};

/// What lines follow and where they end.
pub struct Flow<'a> {
    /// Right component of the direction at each pixel.
    pub right: &'a [f64],
    /// Down component.
    pub down: &'a [f64],
    /// Where lines may run.
    pub mask: &'a [bool],
    /// Nearness: a line does not jump from one body to another behind it.
    pub near: &'a [f64],
    /// Pixels across.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
    /// Distance between lines, pixels.
    pub spacing: f64,
    /// A line ends when it comes nearer to another than this share of the spacing.
    pub crowd: f64,
    /// Largest step in nearness, mm.
    pub jump: f64,
    /// Step along a line, pixels.
    pub step: f64,
}

/// Points already drawn, by cells one spacing wide.
struct Drawn {
    cells: Vec<Vec<[f64; 2]>>,
    across: usize,
    size: f64,
}

impl Drawn {
    fn near(&self, x: f64, y: f64, least: f64) -> bool {
        let (i, j) = ((x / self.size) as usize, (y / self.size) as usize);
        let down = self.cells.len() / self.across;
        for j in j.saturating_sub(1)..(j + 2).min(down) {
            for i in i.saturating_sub(1)..(i + 2).min(self.across) {
                for [a, b] in &self.cells[j * self.across + i] {
                    if (a - x).powi(2) + (b - y).powi(2) < least * least {
                        return true;
                    }
                }
            }
        }
        false
    }

    fn add(&mut self, [x, y]: [f64; 2]) {
        let (i, j) = ((x / self.size) as usize, (y / self.size) as usize);
        self.cells[j * self.across + i].push([x, y]);
    }
}

const LONGEST: usize = 1500;

impl Flow<'_> {
    /// The direction at a pixel place, unit, or `None` where there is none.
    fn direction(&self, x: f64, y: f64) -> Option<[f64; 2]> {
        let (i, j) = (x.floor() as usize, y.floor() as usize);
        if x < 0.0 || y < 0.0 || i + 1 >= self.width || j + 1 >= self.height {
            return None;
        }
        let (f, g) = (x - i as f64, y - j as f64);
        let mix = |field: &[f64]| {
            let at = |i: usize, j: usize| field[j * self.width + i];
            (at(i, j) * (1.0 - f) + at(i + 1, j) * f) * (1.0 - g)
                + (at(i, j + 1) * (1.0 - f) + at(i + 1, j + 1) * f) * g
        };
        let (a, b) = (mix(self.right), mix(self.down));
        let length = a.hypot(b);
        (length > 0.25).then(|| [a / length, b / length])
    }

    fn inside(&self, x: f64, y: f64) -> Option<usize> {
        let fits = x >= 1.0 && y >= 1.0 && x < self.width as f64 - 2.0 && y < self.height as f64 - 2.0;
        let i = fits.then(|| y as usize * self.width + x as usize)?;
        self.mask[i].then_some(i)
    }

    /// Lines as pixel places.
    pub fn lines(&self, random: &mut Random) -> Vec<Vec<[f64; 2]>> {
        let across = (self.width as f64 / self.spacing) as usize + 2;
        let down = (self.height as f64 / self.spacing) as usize + 2;
        let mut drawn = Drawn { cells: vec![Vec::new(); across * down], across, size: self.spacing };
        let every = ((self.spacing * 0.5) as usize).max(1);
        let mut seeds = Vec::new();
        for y in (every..self.height.saturating_sub(every)).step_by(every) {
            for x in (every..self.width.saturating_sub(every)).step_by(every) {
                if self.mask[y * self.width + x] {
                    let order = y as f64 + random.between(0.0, 2.0) * self.spacing;
                    let place = [x as f64 + random.between(0.0, 0.9), y as f64 + random.between(0.0, 0.9)];
                    seeds.push((order, place));
                }
            }
        }
        seeds.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut lines = Vec::new();
        for (_, [x, y]) in seeds {
            if self.inside(x, y).is_none() || drawn.near(x, y, self.spacing * 0.9) {
                continue;
            }
            let mut line = self.follow([x, y], -1.0, &drawn);
            line.reverse();
            line.push([x, y]);
            line.extend(self.follow([x, y], 1.0, &drawn));
            if line.len() >= 5 {
                for p in &line {
                    drawn.add(*p);
                }
                lines.push(line);
            }
        }
        lines
    }

    fn follow(&self, from: [f64; 2], sign: f64, drawn: &Drawn) -> Vec<[f64; 2]> {
        let mut line = Vec::new();
        let [mut x, mut y] = from;
        let mut way: Option<[f64; 2]> = None;
        while line.len() < LONGEST {
            let Some(here) = self.inside(x, y) else { break };
            let Some([a, b]) = self.direction(x, y) else { break };
            let flip = match way {
                None => sign,
                Some([c, d]) => (a * c + b * d).signum(),
            };
            let [a, b] = [a * flip, b * flip];
            let half = self.direction(x + a * self.step / 2.0, y + b * self.step / 2.0);
            let Some([c, d]) = half else { break };
            let flip = (a * c + b * d).signum();
            let [c, d] = [c * flip, d * flip];
            let [to_x, to_y] = [x + c * self.step, y + d * self.step];
            let Some(there) = self.inside(to_x, to_y) else { break };
            let turns = way.is_some_and(|[e, f]| c * e + d * f < 0.5);
            let jumps = (self.near[there] - self.near[here]).abs() > self.jump;
            if turns || jumps || drawn.near(to_x, to_y, self.spacing * self.crowd) {
                break;
            }
            (x, y, way) = (to_x, to_y, Some([c, d]));
            line.push([x, y]);
        }
        line
    }
}

/// The two components of a field of directions, as the flow wants them.
pub fn components(width: usize, height: usize, of: impl Fn(usize) -> [f64; 2]) -> (Vec<f64>, Vec<f64>) {
    (0..width * height).map(|i| of(i).into()).unzip()
}

/// A field of tones that lines take their width from.
pub fn tone_along(field: &Field, line: &[[f64; 2]]) -> Vec<f64> {
    line.iter().map(|&[x, y]| field.sample(x, y)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_an_even_field_are_evenly_spaced_and_stay_inside() {
        let (w, h) = (80, 60);
        let (right, down) = components(w, h, |_| [1.0, 0.0]);
        let mask = vec![true; w * h];
        let near = vec![0.0; w * h];
        let flow = Flow {
            right: &right,
            down: &down,
            mask: &mask,
            near: &near,
            width: w,
            height: h,
            spacing: 6.0,
            crowd: 0.6,
            jump: 5.0,
            step: 1.0,
        };
        let lines = flow.lines(&mut Random::of("test"));
        let long: Vec<f64> = lines.iter().filter(|l| l.len() > 60).map(|l| l[0][1]).collect();
        assert!((6..=12).contains(&long.len()), "{} lines", long.len());
        for (n, a) in long.iter().enumerate() {
            assert!(long[n + 1..].iter().all(|b| (a - b).abs() > 3.5), "{long:?}");
        }
    }
}
