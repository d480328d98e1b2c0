//! Numbers on a grid of pixels.

/// Wider blurs (pixels) are made of moving means.
const WIDE: f64 = 5.0;

/// A grid of numbers, row by row from the top.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Pixels across.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
    /// Row by row.
    pub data: Vec<f64>,
}

impl Field {
    /// A grid from its numbers.
    pub fn new(width: usize, height: usize, data: Vec<f64>) -> Self {
        debug_assert_eq!(data.len(), width * height);
        Self { width, height, data }
    }

    /// 1 where something is.
    pub fn mask(width: usize, height: usize, mask: &[bool]) -> Self {
        Self::new(width, height, mask.iter().map(|&m| f64::from(u8::from(m))).collect())
    }

    /// At a pixel place (centres at whole numbers), between four; edges go on.
    pub fn sample(&self, x: f64, y: f64) -> f64 {
        let x = x.clamp(0.0, (self.width - 1) as f64);
        let y = y.clamp(0.0, (self.height - 1) as f64);
        let (i, j) = ((x as usize).min(self.width.max(2) - 2), (y as usize).min(self.height.max(2) - 2));
        let (f, g) = (x - i as f64, y - j as f64);
        let at = |i: usize, j: usize| self.data[j.min(self.height - 1) * self.width + i.min(self.width - 1)];
        (at(i, j) * (1.0 - f) + at(i + 1, j) * f) * (1.0 - g)
            + (at(i, j + 1) * (1.0 - f) + at(i + 1, j + 1) * f) * g
    }

    /// Gaussian blur of `sigma` pixels; edges go on.
    #[must_use]
    pub fn blurred(&self, sigma: f64) -> Self {
        if sigma <= 0.05 {
            return self.clone();
        }
        if sigma > WIDE {
            return self.blurred_by_boxes(sigma);
        }
        let r = (sigma * 3.0 + 0.5) as usize;
        let kernel: Vec<f64> = (0..=r).map(|k| (-0.5 * (k as f64 / sigma).powi(2)).exp()).collect();
        let sum = kernel[0] + 2.0 * kernel[1..].iter().sum::<f64>();
        let kernel: Vec<f64> = kernel.into_iter().map(|k| k / sum).collect();
        let (w, h) = (self.width, self.height);
        // Where there is nothing there is nothing to spread: rows and the columns beside what is there are left out.
        let mut filled = vec![false; h];
        let (mut left, mut right) = (w, 0);
        let mut across = vec![0.0; w * h];
        for (y, (row, out)) in self.data.chunks(w.max(1)).zip(across.chunks_mut(w.max(1))).enumerate() {
            let Some(first) = row.iter().position(|v| *v != 0.0) else { continue };
            let last = row.iter().rposition(|v| *v != 0.0).unwrap_or(first);
            filled[y] = true;
            let (from, to) = (first.saturating_sub(r), (last + r + 1).min(w));
            (left, right) = (left.min(from), right.max(to));
            // Inside nothing needs to be held to the edges.
            let (a, b) = (from.max(r), to.min(w.saturating_sub(r)));
            for (o, v) in out[a.min(b)..b].iter_mut().zip(&row[a.min(b)..b]) {
                *o = v * kernel[0];
            }
            if a < b {
                for (k, weight) in kernel.iter().enumerate().skip(1) {
                    let sides = row[a - k..b - k].iter().zip(&row[a + k..b + k]);
                    for (o, (before, after)) in out[a..b].iter_mut().zip(sides) {
                        *o += weight * (before + after);
                    }
                }
            }
            let (a, b) = if a < b { (a, b) } else { (to, to) };
            for x in (from..a).chain(b..to) {
                let mut sum = row[x] * kernel[0];
                for (k, weight) in kernel.iter().enumerate().skip(1) {
                    sum += weight * (row[x.saturating_sub(k)] + row[(x + k).min(w - 1)]);
                }
                out[x] = sum;
            }
        }
        let mut down = vec![0.0; w * h];
        for y in 0..h {
            if left >= right || !filled[y.saturating_sub(r)..(y + r + 1).min(h)].contains(&true) {
                continue;
            }
            let out = &mut down[y * w + left..y * w + right];
            let row = |y: usize| &across[y * w + left..y * w + right];
            for (o, v) in out.iter_mut().zip(row(y)) {
                *o = v * kernel[0];
            }
            for (k, weight) in kernel.iter().enumerate().skip(1) {
                let (above, below) = (row(y.saturating_sub(k)), row((y + k).min(h - 1)));
                for ((o, a), b) in out.iter_mut().zip(above).zip(below) {
                    *o += weight * (a + b);
                }
            }
        }
        Self::new(w, h, down)
    }

    /// The mean around each pixel of a mask, of the mask's pixels alone; 0 far from it.
    #[must_use]
    pub fn blurred_within(&self, mask: &[bool], sigma: f64) -> Self {
        let weight = Self::mask(self.width, self.height, mask);
        let kept = self.data.iter().zip(&weight.data).map(|(v, w)| v * w).collect();
        let mut sum = Self::new(self.width, self.height, kept).blurred(sigma);
        for (sum, weight) in sum.data.iter_mut().zip(weight.blurred(sigma).data) {
            *sum /= weight.max(1e-3);
        }
        sum
    }

    /// Three moving means in a row are nearly a Gaussian, however wide, at the cost of a narrow one.
    fn blurred_by_boxes(&self, sigma: f64) -> Self {
        let r = ((4.0 * sigma * sigma + 1.0).sqrt() / 2.0).round() as usize;
        let (w, h) = (self.width, self.height);
        let mut data = self.data.clone();
        // Several lines side by side: each sum waits for the one before it, those of other lines need not.
        let mut lines = vec![[0.0; ABREAST]; w.max(h)];
        let mut means = lines.clone();
        for top in (0..h).step_by(ABREAST) {
            let rows = &mut data[top * w..(top + ABREAST).min(h) * w];
            if rows.iter().all(|v| *v == 0.0) {
                continue;
            }
            for (n, row) in rows.chunks(w).enumerate() {
                row.iter().zip(&mut lines).for_each(|(v, line)| line[n] = *v);
            }
            for _ in 0..3 {
                moving_means(&lines[..w], r, &mut means[..w]);
                std::mem::swap(&mut lines, &mut means);
            }
            for (n, row) in rows.chunks_mut(w).enumerate() {
                row.iter_mut().zip(&lines).for_each(|(v, line)| *v = line[n]);
            }
        }
        for left in (0..w).step_by(ABREAST) {
            let some = ABREAST.min(w - left);
            for (row, line) in data.chunks(w).zip(&mut lines) {
                line[..some].copy_from_slice(&row[left..left + some]);
            }
            for _ in 0..3 {
                moving_means(&lines[..h], r, &mut means[..h]);
                std::mem::swap(&mut lines, &mut means);
            }
            for (row, line) in data.chunks_mut(w).zip(&lines) {
                row[left..left + some].copy_from_slice(&line[..some]);
            }
        }
        Self::new(w, h, data)
    }

    /// Distance (pixels) from each pixel inside a mask to the nearest outside; beyond the grid is outside.
    pub fn distance(width: usize, height: usize, mask: &[bool]) -> Self {
        // Straight up and down first: whole numbers, counted.
        let mut grid = vec![0.0_f64; width * height];
        let (mut first, mut last) = (height, 0);
        for y in 0..height {
            let (above, below) = grid.split_at_mut(y * width);
            let before = y.checked_sub(1).map(|y| &above[y * width..]);
            let row = &mut below[..width];
            for (x, d) in row.iter_mut().enumerate().filter(|(x, _)| mask[y * width + x]) {
                *d = before.map_or(0.0, |b| b[x]) + 1.0;
                (first, last) = (first.min(y), y + 1);
            }
        }
        for y in (first..last).rev() {
            let (here, below) = grid.split_at_mut((y + 1) * width);
            for (x, d) in here[y * width..].iter_mut().enumerate() {
                *d = d.min(below.get(x).copied().unwrap_or(0.0) + 1.0);
            }
        }
        // Then across, from one pixel outside to the next.
        let mut envelope = Envelope::default();
        for row in grid[first.min(last) * width..last * width].chunks_mut(width.max(1)) {
            let mut x = 0;
            while x < width {
                let end = x + row[x..].iter().position(|d| *d == 0.0).unwrap_or(width - x);
                if end > x {
                    envelope.lower(&mut row[x..end]);
                }
                x = end + 1;
            }
        }
        Self::new(width, height, grid)
    }
}

/// So many lines are blurred side by side.
const ABREAST: usize = 8;

/// The means of `r` neighbours on each side, of several lines at once; ends go on.
fn moving_means(lines: &[[f64; ABREAST]], r: usize, out: &mut [[f64; ABREAST]]) {
    let n = lines.len();
    let at = |i: i64| &lines[i.clamp(0, n as i64 - 1) as usize];
    let width = (2 * r + 1) as f64;
    let mut sums = [0.0; ABREAST];
    for i in -(r as i64)..=r as i64 {
        sums.iter_mut().zip(at(i)).for_each(|(sum, v)| *sum += v);
    }
    for (i, o) in out.iter_mut().enumerate() {
        let (ahead, behind) = (at((i + r + 1) as i64), at(i as i64 - r as i64));
        for k in 0..ABREAST {
            o[k] = sums[k] / width;
            sums[k] += ahead[k] - behind[k];
        }
    }
}

/// Room for the parabolas of a line.
#[derive(Default)]
struct Envelope {
    /// Distances squared, with one pixel outside on each side.
    f: Vec<f64>,
    /// Where the parabolas stand that are lowest somewhere.
    v: Vec<usize>,
    /// From where each is the lowest.
    z: Vec<f64>,
}

impl Envelope {
    /// Turns distances straight up or down into distances (parabolas, Felzenszwalb and Huttenlocher); before and behind the line is outside.
    fn lower(&mut self, line: &mut [f64]) {
        let Self { f, v, z } = self;
        f.clear();
        f.push(0.0);
        f.extend(line.iter().map(|d| d * d));
        f.push(0.0);
        let n = f.len();
        v.clear();
        v.resize(n, 0);
        z.clear();
        z.resize(n + 1, 0.0);
        let mut k = 0;
        z[0] = f64::NEG_INFINITY;
        z[1] = f64::INFINITY;
        for q in 1..n {
            let meets =
                |p: usize| ((f[q] + (q * q) as f64) - (f[p] + (p * p) as f64)) / (2.0 * (q - p) as f64);
            let mut s = meets(v[k]);
            while s <= z[k] && k > 0 {
                k -= 1;
                s = meets(v[k]);
            }
            k += 1;
            v[k] = q;
            z[k] = s;
            z[k + 1] = f64::INFINITY;
        }
        let mut k = 0;
        for (q, out) in (1_usize..).zip(line) {
            while z[k + 1] < q as f64 {
                k += 1;
            }
            let d = q as f64 - v[k] as f64;
            *out = (d * d + f[v[k]]).sqrt();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_in_a_square_is_to_its_nearest_side() {
        let mask: Vec<bool> =
            (0..81).map(|i| (1..8).contains(&(i % 9)) && (1..8).contains(&(i / 9))).collect();
        let d = Field::distance(9, 9, &mask);
        assert_eq!([d.data[0], d.data[10], d.data[40]].map(|x| x.round() as i64), [0, 1, 4]);
        // One pixel out in the middle: the distance to it is straight, not by steps.
        let mut holed = vec![true; 81];
        holed[40] = false;
        let d = Field::distance(9, 9, &holed);
        assert!((d.data[2 * 9 + 2] - 8.0_f64.sqrt()).abs() < 1e-9);
    }

    #[test]
    fn a_wide_blur_is_as_wide_as_a_gaussian() {
        let mut f = Field::new(101, 1, vec![0.0; 101]);
        f.data[50] = 1.0;
        let b = f.blurred_by_boxes(8.0);
        let spread: f64 = b.data.iter().enumerate().map(|(i, v)| v * (i as f64 - 50.0).powi(2)).sum();
        assert!((spread.sqrt() - 8.0).abs() < 0.5, "{}", spread.sqrt());
    }

    #[test]
    fn blurring_keeps_the_sum_inside() {
        let mut f = Field::new(21, 21, vec![0.0; 441]);
        f.data[220] = 1.0;
        let b = f.blurred(1.5);
        assert!((b.data.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        assert!((b.sample(10.0, 11.0) - b.sample(11.0, 10.0)).abs() < 1e-12);
    }
}
