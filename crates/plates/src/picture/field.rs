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
        // Rows with nothing in them have nothing to spread.
        let filled: Vec<bool> = self.data.chunks(w.max(1)).map(|row| row.iter().any(|v| *v != 0.0)).collect();
        let mut across = vec![0.0; w * h];
        for y in (0..h).filter(|y| filled[*y]) {
            let row = &self.data[y * w..(y + 1) * w];
            for x in 0..w {
                let mut sum = row[x] * kernel[0];
                for (k, weight) in kernel.iter().enumerate().skip(1) {
                    sum += weight * (row[x.saturating_sub(k)] + row[(x + k).min(w - 1)]);
                }
                across[y * w + x] = sum;
            }
        }
        let mut down = vec![0.0; w * h];
        for y in 0..h {
            let out = &mut down[y * w..(y + 1) * w];
            let row = |y: usize| &across[y * w..(y + 1) * w];
            for (o, v) in out.iter_mut().zip(row(y)) {
                *o = v * kernel[0];
            }
            if !filled[y.saturating_sub(r)..(y + r + 1).min(h)].contains(&true) {
                continue;
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

    /// Three moving means in a row are nearly a Gaussian, however wide, at the cost of a narrow one.
    fn blurred_by_boxes(&self, sigma: f64) -> Self {
        let r = ((4.0 * sigma * sigma + 1.0).sqrt() / 2.0).round() as usize;
        let (w, h) = (self.width, self.height);
        let mut field = self.clone();
        let mut line = vec![0.0; w.max(h)];
        for _ in 0..3 {
            for row in field.data.chunks_mut(w) {
                moving_mean(row, r, &mut line[..w]);
                row.copy_from_slice(&line[..w]);
            }
        }
        let mut column = vec![0.0; h];
        for x in 0..w {
            for (y, c) in column.iter_mut().enumerate() {
                *c = field.data[y * w + x];
            }
            for _ in 0..3 {
                moving_mean(&column, r, &mut line[..h]);
                column.copy_from_slice(&line[..h]);
            }
            for (y, c) in column.iter().enumerate() {
                field.data[y * w + x] = *c;
            }
        }
        field
    }

    /// Distance (pixels) from each pixel inside a mask to the nearest outside; beyond the grid is outside.
    pub fn distance(width: usize, height: usize, mask: &[bool]) -> Self {
        let big = 1e12;
        let (w, h) = (width + 2, height + 2);
        let mut grid = vec![0.0; w * h];
        for y in 0..height {
            for x in 0..width {
                if mask[y * width + x] {
                    grid[(y + 1) * w + x + 1] = big;
                }
            }
        }
        let mut line = vec![0.0; w.max(h)];
        for x in 0..w {
            for y in 0..h {
                line[y] = grid[y * w + x];
            }
            // A line that is all outside stays so.
            if line[..h].iter().all(|v| *v == 0.0) {
                continue;
            }
            for (y, d) in lower_envelope(&line[..h]).into_iter().enumerate() {
                grid[y * w + x] = d;
            }
        }
        for row in grid.chunks_mut(w).filter(|row| row.iter().any(|v| *v != 0.0)) {
            let d = lower_envelope(row);
            row.copy_from_slice(&d);
        }
        let inside = (0..width * height).map(|i| grid[(i / width + 1) * w + i % width + 1].sqrt());
        Self::new(width, height, inside.collect())
    }
}

/// The mean of `r` neighbours on each side; ends go on.
fn moving_mean(line: &[f64], r: usize, out: &mut [f64]) {
    let n = line.len();
    let at = |i: i64| line[i.clamp(0, n as i64 - 1) as usize];
    let width = (2 * r + 1) as f64;
    let mut sum: f64 = (-(r as i64)..=r as i64).map(at).sum();
    for (i, o) in out.iter_mut().enumerate() {
        *o = sum / width;
        sum += at((i + r + 1) as i64) - at(i as i64 - r as i64);
    }
}

/// Squared distances along a line from its squared distances (parabolas, Felzenszwalb and Huttenlocher).
fn lower_envelope(f: &[f64]) -> Vec<f64> {
    let n = f.len();
    let mut v = vec![0_usize; n];
    let mut z = vec![0.0; n + 1];
    let mut k = 0;
    z[0] = f64::NEG_INFINITY;
    z[1] = f64::INFINITY;
    for q in 1..n {
        loop {
            let p = v[k];
            let s = ((f[q] + (q * q) as f64) - (f[p] + (p * p) as f64)) / (2.0 * (q - p) as f64);
            if s <= z[k] && k > 0 {
                k -= 1;
                continue;
            }
            let s = if s <= z[k] { f64::NEG_INFINITY } else { s };
            if s == f64::NEG_INFINITY {
                v[0] = q;
            } else {
                k += 1;
                v[k] = q;
                z[k] = s;
            }
            z[k + 1] = f64::INFINITY;
            break;
        }
    }
    let mut k = 0;
    (0..n)
        .map(|q| {
            while z[k + 1] < q as f64 {
                k += 1;
            }
            let d = q as f64 - v[k] as f64;
            d * d + f[v[k]]
        })
        .collect()
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
