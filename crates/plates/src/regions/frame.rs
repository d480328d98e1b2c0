//! Frames of reference on the body: a limb, a finger or the trunk as a cylinder round a line.

use glam::DVec3;
use serde::Deserialize;

/// A line through a part of the body, and which way is the front of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frame {
    /// Two or more points of the line, in body millimetres, on the left side.
    pub line: Vec<[f64; 3]>,
    /// Direction of angle zero; the angle grows towards the body's left.
    pub zero: [f64; 3],
    /// Frames of one group compete: a place is of the nearest.
    pub group: Option<String>,
}

/// A place in the terms of a [`Frame`].
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Share of the way along the line; below 0 and above 1 beyond its ends.
    pub t: f64,
    /// Millimetres along the line.
    pub along_mm: f64,
    /// Degrees round the line, -180 to 180.
    pub phi_deg: f64,
    /// Millimetres to the left of the line, as angle 90 is.
    pub aside_mm: f64,
    /// Millimetres in the direction of angle zero.
    pub before_mm: f64,
    /// Millimetres to the nearest point of the line, which ends at its ends.
    pub distance_mm: f64,
}

impl Frame {
    /// Where a point lies. A bent line is followed by its nearest stretch; the first and the last go on beyond the ends.
    pub fn place(&self, point: DVec3) -> Place {
        let at = |n: usize| DVec3::from_array(self.line[n]);
        let stretches = self.line.len() - 1;
        let mut length = 0.0;
        let mut best = (f64::INFINITY, 0, 0.0);
        for n in 0..stretches {
            let (from, step) = (at(n), at(n + 1) - at(n));
            let share = ((point - from).dot(step) / step.length_squared()).clamp(0.0, 1.0);
            let distance = point.distance(from + step * share);
            if distance < best.0 {
                best = (distance, n, length);
            }
            length += step.length();
        }
        let (distance_mm, n, walked) = best;
        let (from, to) = (at(n), at(n + 1));
        let axis = (to - from).normalize();
        let (zero, left) = self.across(axis);
        let off = point - from;
        let mut along = off.dot(axis);
        if n > 0 {
            along = along.max(0.0);
        }
        if n + 1 < stretches {
            along = along.min(from.distance(to));
        }
        let (before_mm, aside_mm) = (off.dot(zero), off.dot(left));
        let along_mm = walked + along;
        Place {
            t: along_mm / length,
            along_mm,
            phi_deg: aside_mm.atan2(before_mm).to_degrees(),
            aside_mm,
            before_mm,
            distance_mm,
        }
    }

    /// From the line (share of its first stretch) outwards at an angle.
    pub fn ray(&self, t: f64, phi_deg: f64) -> (DVec3, DVec3) {
        let [from, to] = [self.line[0], self.line[1]].map(DVec3::from_array);
        let axis = (to - from).normalize();
        let (zero, left) = self.across(axis);
        let (sine, cosine) = phi_deg.to_radians().sin_cos();
        (from + (to - from) * t, zero * cosine + left * sine)
    }

    /// Directions of the angles 0 and 90.
    fn across(&self, axis: DVec3) -> (DVec3, DVec3) {
        let zero = DVec3::from_array(self.zero);
        let zero = (zero - axis * zero.dot(axis)).normalize();
        let left = zero.cross(axis);
        (zero, if left.x < 0.0 { -left } else { left })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limb_is_a_cylinder_with_its_front_at_zero() {
        let arm = Frame {
            line: vec![[200.0, 400.0, 0.0], [200.0, 200.0, 0.0]],
            zero: [0.0, 0.0, 1.0],
            group: None,
        };
        let place = arm.place(DVec3::new(230.0, 300.0, 0.0));
        assert!((place.t - 0.5).abs() < 1e-9);
        assert!((place.phi_deg - 90.0).abs() < 1e-9);
        assert!((arm.place(DVec3::new(200.0, 450.0, -10.0)).t + 0.25).abs() < 1e-9);
        assert!((arm.place(DVec3::new(200.0, 300.0, -10.0)).phi_deg.abs() - 180.0).abs() < 1e-9);
    }
}
