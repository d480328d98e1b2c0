//! A part becomes a surface: rows resampled, joined lengthwise, draped under the skin, smoothed.

use super::{Curve, Part, place};
use crate::body::Body;
use crate::geometry::{Mesh, curve};
use glam::DVec3;

/// Points across, at evenly spaced fibres.
pub const ACROSS: usize = 25;
/// Points along a fibre.
pub const ALONG: usize = 33;

/// A surface of `ALONG` rows of `ACROSS` points (mm), from origin to insertion; its normals look towards the skin.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Row by row.
    pub points: Vec<DVec3>,
}

impl Sheet {
    /// A point of the grid.
    pub fn at(&self, along: usize, across: usize) -> DVec3 {
        self.points[along * ACROSS + across]
    }

    /// The surface between: `along` from 0 to 1, `across` from 0 to 1.
    pub fn between(&self, along: f64, across: f64) -> DVec3 {
        let cell = |x: f64, n: usize| {
            let x = x.clamp(0.0, 1.0) * (n - 1) as f64;
            let i = (x as usize).min(n - 2);
            (i, x - i as f64)
        };
        let ((i, f), (j, g)) = (cell(along, ALONG), cell(across, ACROSS));
        let row = |i: usize| self.at(i, j) * (1.0 - g) + self.at(i, j + 1) * g;
        row(i) * (1.0 - f) + row(i + 1) * f
    }

    /// Two triangles for each cell; vertex `n` is point `n`.
    pub fn mesh(&self) -> Mesh {
        let mut triangles = Vec::new();
        for i in 0..ALONG as u32 - 1 {
            for j in 0..ACROSS as u32 - 1 {
                let a = i * ACROSS as u32 + j;
                let below = a + ACROSS as u32;
                triangles.extend([[a, a + 1, below + 1], [a, below + 1, below]]);
            }
        }
        Mesh { vertices: self.points.clone(), triangles }
    }

    /// Mean width across, mm, where it is wide (the fifth widest of twenty rows).
    pub fn width(&self) -> f64 {
        let row = |i: usize| (1..ACROSS).map(|j| self.at(i, j).distance(self.at(i, j - 1))).sum::<f64>();
        let mut widths: Vec<f64> = (0..ALONG).map(row).collect();
        widths.sort_by(f64::total_cmp);
        widths[ALONG * 4 / 5]
    }

    /// Mean length of its fibres, mm.
    pub fn length(&self) -> f64 {
        let fibre = |j: usize| (1..ALONG).map(|i| self.at(i, j).distance(self.at(i - 1, j))).sum::<f64>();
        (0..ACROSS).map(fibre).sum::<f64>() / ACROSS as f64
    }
}

/// The surface of a part, left side. The error says which point was not met.
pub fn loft(part: &Part, body: &Body) -> Result<Sheet, String> {
    let mut rows = Vec::new();
    for (n, row) in part.rows.iter().enumerate() {
        let found = row.iter().map(|point| place(point, &body.skin, &body.skeleton));
        let found = found.collect::<Result<Vec<_>, _>>().map_err(|e| format!("row {}: {e}", n + 1))?;
        rows.push(curve::resample(&found, ACROSS));
    }
    let mut sheet = Sheet { points: lengthwise(&rows, part.curve) };
    drape(&mut sheet, part, body);
    for _ in 0..part.smooth {
        smooth(&mut sheet);
    }
    face_the_skin(&mut sheet, body, part.turned);
    Ok(sheet)
}

fn lengthwise(rows: &[Vec<DVec3>], how: Curve) -> Vec<DVec3> {
    let mut t = vec![0.0];
    for pair in rows.windows(2) {
        let mean: f64 =
            pair[0].iter().zip(&pair[1]).map(|(a, b)| a.distance(*b)).sum::<f64>() / ACROSS as f64;
        t.push(t[t.len() - 1] + mean.max(1e-6));
    }
    let whole = t[t.len() - 1];
    let xs: Vec<f64> = (0..ALONG).map(|i| whole * i as f64 / (ALONG - 1) as f64).collect();
    let mut points = vec![DVec3::ZERO; ALONG * ACROSS];
    for j in 0..ACROSS {
        for k in 0..3 {
            let values: Vec<f64> = rows.iter().map(|r| r[j][k]).collect();
            let line: Vec<f64> = if rows.len() == 2 {
                xs.iter().map(|&x| curve::linear(&t, &values, x)).collect()
            } else if how == Curve::Pchip {
                xs.iter().map(|&x| curve::pchip(&t, &values, x)).collect()
            } else {
                curve::cubic(&t, &values, &xs)
            };
            for (i, value) in line.into_iter().enumerate() {
                points[i * ACROSS + j][k] = value;
            }
        }
    }
    points
}

fn drape(sheet: &mut Sheet, part: &Part, body: &Body) {
    for round in 0..2 {
        for i in 0..ALONG {
            for j in 0..ACROSS {
                let (v, u) = (i as f64 / (ALONG - 1) as f64, j as f64 / (ACROSS - 1) as f64);
                let off_centre = (2.0 * u - 1.0).abs();
                let point = &mut sheet.points[i * ACROSS + j];
                if part.drape_mm.is_none() && part.bulge_mm > 0.0 && round == 0 {
                    let (_, _, normal) = body.skin.depth(*point);
                    let swell = (std::f64::consts::PI * v).sin() * (1.0 - off_centre.powf(2.5) * 0.8);
                    *point += normal * (part.bulge_mm * swell);
                    continue;
                }
                let (depth, _, normal) = body.skin.depth(*point);
                let wanted = match part.drape_mm {
                    Some(drape) => {
                        let [from, to] = part.ends.map(|e| e.max(1e-3));
                        let w = (v / from).clamp(0.0, 1.0) * ((1.0 - v) / to).clamp(0.0, 1.0);
                        let w = w * w * (3.0 - 2.0 * w);
                        let target = drape + part.edge_mm * off_centre.powf(part.edge_power);
                        target * w + depth * (1.0 - w)
                    }
                    None => depth,
                };
                let wanted = wanted.max(part.min_depth_mm);
                *point += normal * (depth - wanted).clamp(-40.0, part.max_lift_mm);
            }
        }
    }
}

/// The inside towards its neighbours; the two long edges along themselves; the ends stay.
fn smooth(sheet: &mut Sheet) {
    let old = sheet.clone();
    for i in 1..ALONG - 1 {
        for j in 0..ACROSS {
            let lengthwise = old.at(i - 1, j) + old.at(i + 1, j);
            sheet.points[i * ACROSS + j] = if j == 0 || j == ACROSS - 1 {
                old.at(i, j) * 0.5 + lengthwise * 0.25
            } else {
                old.at(i, j) * 0.5 + (lengthwise + old.at(i, j - 1) + old.at(i, j + 1)) * 0.125
            };
        }
    }
}

/// The outer side faces the nearest skin, unless the table turns it: what lies before the scapula or inside the jaw
/// is seen from the other side.
fn face_the_skin(sheet: &mut Sheet, body: &Body, turned: bool) {
    let mut towards = 0.0;
    for i in 1..ALONG - 1 {
        for j in 1..ACROSS - 1 {
            let across = sheet.at(i, j + 1) - sheet.at(i, j - 1);
            let along = sheet.at(i + 1, j) - sheet.at(i - 1, j);
            let (_, _, normal) = body.skin.depth(sheet.at(i, j));
            towards += across.cross(along).normalize_or_zero().dot(normal);
        }
    }
    if (towards < 0.0) != turned {
        for row in sheet.points.chunks_mut(ACROSS) {
            row.reverse();
        }
    }
}
