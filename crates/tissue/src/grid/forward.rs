//! From the edges to the middle: rates, relaxation, diffusion along x, elimination along y.

use super::layout::{BLOCK, Layout, load_all};
use super::tridiagonal::Tridiagonal;
use super::{GAMMA, Moment, Reaction, input};
use std::array;

pub(super) struct Forward<'a, const N: usize, E> {
    pub(super) reaction: &'a E,
    pub(super) layout: Layout,
    pub(super) step_s: f64,
    pub(super) moment: &'a Moment,
    pub(super) state: &'a [f64],
    pub(super) k1: Option<&'a Vec<f64>>,
    pub(super) inputs: &'a [f64],
    pub(super) squeeze: &'a [f64],
    pub(super) of_cell: &'a [u16],
    pub(super) along_x: &'a [Tridiagonal],
    pub(super) along_y: &'a [Tridiagonal],
    pub(super) diffusivity: [f64; N],
}

impl<const N: usize, E: Reaction<N>> Forward<'_, N, E> {
    #[inline(always)]
    pub(super) fn top<const FIRST: bool>(&self, k: &mut [f64], decay: &mut [f64]) {
        let length = self.layout.row::<N>();
        for y in 0..self.layout.middle() {
            let (before, rest) = k.split_at_mut(y * length);
            let before = if y > 0 { Some(&before[(y - 1) * length..]) } else { None };
            self.row::<FIRST>(y, y, &mut rest[..length], before, &mut decay[y * length..][..length]);
        }
    }

    #[inline(always)]
    pub(super) fn bottom<const FIRST: bool>(&self, k: &mut [f64], decay: &mut [f64]) {
        let length = self.layout.row::<N>();
        let middle = self.layout.middle();
        for y in (middle..self.layout.ny).rev() {
            let own = y - middle;
            let (rest, before) = k.split_at_mut((own + 1) * length);
            let before = if y + 1 < self.layout.ny { Some(&before[..length]) } else { None };
            let from_edge = self.layout.ny - 1 - y;
            self.row::<FIRST>(
                y,
                from_edge,
                &mut rest[own * length..],
                before,
                &mut decay[own * length..][..length],
            );
        }
    }

    #[inline(always)]
    fn row<const FIRST: bool>(
        &self,
        y: usize,
        from_edge: usize,
        k: &mut [f64],
        before: Option<&[f64]>,
        decay: &mut [f64],
    ) {
        let Layout { nx, ny, dx_m, stride } = self.layout;
        let length = self.layout.row::<N>();
        let row_of = |y: usize| &self.state[y * length..][..length];
        let (row, above, below) = (row_of(y), row_of(y.saturating_sub(1)), row_of((y + 1).min(ny - 1)));
        let inputs = &self.inputs[y * input::COUNT * stride..][..input::COUNT * stride];
        let cells = &self.of_cell[y * nx..][..nx];
        let k1 = self.k1.map(|k1| &k1[y * length..][..length]);
        let per_cell = 1.0 / (dx_m * dx_m);
        for block in 0..self.layout.blocks() {
            let at = 1 + block * BLOCK;
            let state = load_all::<N>(row, stride, at);
            let inputs = load_all::<{ input::COUNT }>(inputs, stride, at);
            let mut squeeze = [0.0; BLOCK];
            for (lane, squeeze) in squeeze.iter_mut().enumerate() {
                *squeeze = self.squeeze[usize::from(cells[(block * BLOCK + lane).min(nx - 1)])];
            }
            let mut rate = [[0.0; BLOCK]; N];
            let mut slowness = [[0.0; BLOCK]; N];
            let mut mobility = [0.0; BLOCK];
            let implicit = GAMMA * self.step_s;
            for lane in 0..BLOCK {
                let of_cell = (array::from_fn(|f| state[f][lane]), array::from_fn(|i| inputs[i][lane]));
                let local = self.reaction.local(&of_cell.0, &of_cell.1, self.moment, squeeze[lane]);
                mobility[lane] = local.mobility;
                for field in 0..N {
                    rate[field][lane] = local.rate[field];
                    if FIRST {
                        slowness[field][lane] = 1.0 / (1.0 + implicit * local.decay[field]);
                    }
                }
            }
            for field in 0..N {
                let at = field * stride + at;
                let rate = &mut rate[field];
                if self.diffusivity[field] > 0.0 {
                    let (left, right) = (&row[at - 1..][..BLOCK], &row[at + 1..][..BLOCK]);
                    let (up, down) = (&above[at..][..BLOCK], &below[at..][..BLOCK]);
                    let factor = self.diffusivity[field] * per_cell;
                    for lane in 0..BLOCK {
                        let around = left[lane] + right[lane] + up[lane] + down[lane];
                        let bend = (around - 4.0 * state[field][lane]) * factor;
                        rate[lane] += if field == 0 { bend * mobility[lane] } else { bend };
                    }
                }
                let out = &mut k[at..][..BLOCK];
                let kept = &mut decay[at..][..BLOCK];
                if let Some(k1) = k1 {
                    let k1 = &k1[at..][..BLOCK];
                    for lane in 0..BLOCK {
                        out[lane] = (rate[lane] - 2.0 * k1[lane]) * kept[lane];
                    }
                } else {
                    kept.copy_from_slice(&slowness[field]);
                    for lane in 0..BLOCK {
                        out[lane] = rate[lane] * slowness[field][lane];
                    }
                }
            }
        }
        self.sweep_x(k);
        let Some(before) = before else { return };
        for field in 0..N {
            let along = &self.along_y[field];
            if along.r > 0.0 {
                let ratio = along.ratio[from_edge];
                let run = field * stride + 1..field * stride + 1 + nx;
                for (k, before) in k[run.clone()].iter_mut().zip(&before[run]) {
                    *k += ratio * before;
                }
            }
        }
    }

    /// Solves along x. Each place waits for the one before it, so the diffusing fields go side by side, four at a time.
    #[inline(always)]
    fn sweep_x(&self, k: &mut [f64]) {
        let Layout { nx, stride, .. } = self.layout;
        if nx < 2 {
            return;
        }
        let mut diffusing = k.chunks_exact_mut(stride).zip(self.along_x).filter(|(_, along)| along.r > 0.0);
        while let Some(first) = diffusing.next() {
            match (diffusing.next(), diffusing.next(), diffusing.next()) {
                (Some(second), Some(third), Some(fourth)) => {
                    along_row(nx, [first, second, third, fourth]);
                }
                (Some(second), Some(third), None) => along_row(nx, [first, second, third]),
                (Some(second), ..) => along_row(nx, [first, second]),
                (None, ..) => along_row(nx, [first]),
            }
        }
    }
}

/// Elimination and substitution along a row of `nx` cells, for fields that do not wait for each other.
#[inline(always)]
fn along_row<const M: usize>(nx: usize, fields: [(&mut [f64], &Tridiagonal); M]) {
    let r: [f64; M] = array::from_fn(|f| fields[f].1.r);
    let ratio: [&[f64]; M] = array::from_fn(|f| &fields[f].1.ratio[..nx]);
    let inverse: [&[f64]; M] = array::from_fn(|f| &fields[f].1.inverse[..nx]);
    let runs = fields.map(|(run, _)| &mut run[1..=nx]);
    let mut last = [0.0; M];
    for x in 0..nx {
        for f in 0..M {
            last[f] = runs[f][x] + ratio[f][x] * last[f];
            runs[f][x] = last[f];
        }
    }
    let mut last = [0.0; M];
    for x in (0..nx).rev() {
        for f in 0..M {
            last[f] = (runs[f][x] + r[f] * last[f]) * inverse[f][x];
            runs[f][x] = last[f];
        }
    }
}
