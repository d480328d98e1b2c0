//! Thin-plate splines: carries space so that landmarks come to their places and the rest bends as little as it can.

use glam::DVec3;

/// A map of space made from pairs of points; exactly affine where the pairs are.
#[derive(Clone, Debug)]
pub struct Warp {
    centres: Vec<DVec3>,
    weights: Vec<DVec3>,
    affine: [DVec3; 4],
    origin: DVec3,
}

impl Warp {
    /// From each `from` to its `to`. `smoothing` (mm) lets landmarks give way: 0 meets them. Fewer than four landmarks, or all in one
    /// plane, give `None`.
    pub fn new(from: &[DVec3], to: &[DVec3], smoothing: f64) -> Option<Self> {
        let n = from.len();
        let origin = from.iter().sum::<DVec3>() / n as f64;
        let centres: Vec<DVec3> = from.iter().map(|p| *p - origin).collect();
        let size = n + 4;
        let mut m = vec![vec![0.0; size + 3]; size];
        for i in 0..n {
            for j in 0..n {
                m[i][j] = kernel(centres[i].distance_squared(centres[j]));
            }
            m[i][i] += smoothing;
            let affine = [1.0, centres[i].x, centres[i].y, centres[i].z];
            for (k, a) in affine.into_iter().enumerate() {
                m[i][n + k] = a;
                m[n + k][i] = a;
            }
            m[i][size..].copy_from_slice(&to[i].to_array());
        }
        let x = solve(m)?;
        let at = |i: usize| DVec3::from_array(x[i]);
        Some(Self {
            weights: (0..n).map(at).collect(),
            affine: [at(n), at(n + 1), at(n + 2), at(n + 3)],
            centres,
            origin,
        })
    }

    /// Where a point comes to.
    pub fn carry(&self, p: DVec3) -> DVec3 {
        let p = p - self.origin;
        let [zero, x, y, z] = self.affine;
        let plain = zero + x * p.x + y * p.y + z * p.z;
        self.centres
            .iter()
            .zip(&self.weights)
            .fold(plain, |sum, (c, w)| sum + *w * kernel(p.distance_squared(*c)))
    }
}

/// r2 ln r of the squared distance r2: smooth at the landmarks too, which the distance itself would not be.
fn kernel(squared: f64) -> f64 {
    if squared > 0.0 { 0.5 * squared * squared.ln() } else { 0.0 }
}

/// Gauss with pivots; the last three columns are the right-hand sides.
fn solve(mut m: Vec<Vec<f64>>) -> Option<Vec<[f64; 3]>> {
    let n = m.len();
    for k in 0..n {
        let pivot = (k..n).max_by(|&a, &b| m[a][k].abs().total_cmp(&m[b][k].abs()))?;
        if m[pivot][k].abs() < 1e-9 {
            return None;
        }
        m.swap(k, pivot);
        let (above, below) = m.split_at_mut(k + 1);
        let row = &above[k];
        for other in below {
            let f = other[k] / row[k];
            if f != 0.0 {
                for (o, r) in other[k..].iter_mut().zip(&row[k..]) {
                    *o -= f * r;
                }
            }
        }
    }
    let mut x = vec![[0.0; 3]; n];
    for k in (0..n).rev() {
        for c in 0..3 {
            let known: f64 = (k + 1..n).map(|j| m[k][j] * x[j][c]).sum();
            x[k][c] = (m[k][n + c] - known) / m[k][k];
        }
    }
    Some(x)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corners() -> Vec<DVec3> {
        (0..8_u32)
            .map(|i| DVec3::new(f64::from(i & 1), f64::from(i >> 1 & 1), f64::from(i >> 2)) * 10.0)
            .collect()
    }

    #[test]
    fn affine_pairs_give_the_affine_map() {
        let map = |p: DVec3| DVec3::new(3.0 - 2.0 * p.x, p.y + 0.5 * p.z, 4.0 + p.z);
        let to: Vec<DVec3> = corners().into_iter().map(map).collect();
        let warp = Warp::new(&corners(), &to, 0.0).expect("eight corners");
        let p = DVec3::new(3.0, 14.0, -2.0);
        assert!((warp.carry(p) - map(p)).length() < 1e-9);
    }

    #[test]
    fn landmarks_are_met() {
        let mut to = corners();
        to[3] += DVec3::new(2.0, -1.0, 0.5);
        let warp = Warp::new(&corners(), &to, 0.0).expect("eight corners");
        for (p, q) in corners().into_iter().zip(to) {
            assert!((warp.carry(p) - q).length() < 1e-9);
        }
    }

    #[test]
    fn points_in_one_plane_say_nothing_of_space() {
        let flat: Vec<DVec3> = corners().into_iter().filter(|p| p.z < 1.0).collect();
        assert!(Warp::new(&flat, &flat, 0.0).is_none());
    }
}
