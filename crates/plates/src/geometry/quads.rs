//! Catmull-Clark, one step, with attributes that go along.

use std::collections::HashMap;

/// `N` numbers at each vertex (the first three the place) and faces of four.
#[derive(Clone, Debug)]
pub struct Quads<const N: usize> {
    /// Place and attributes.
    pub vertices: Vec<[f64; N]>,
    /// Indices of four vertices each.
    pub faces: Vec<[u32; 4]>,
}

fn add<const N: usize>(sum: &mut [f64; N], other: &[f64; N], weight: f64) {
    for (s, o) in sum.iter_mut().zip(other) {
        *s += weight * o;
    }
}

impl<const N: usize> Quads<N> {
    /// Only the vertices that faces use.
    #[must_use]
    pub fn compact(&self) -> Self {
        let mut number = vec![u32::MAX; self.vertices.len()];
        for f in &self.faces {
            for &v in f {
                number[v as usize] = 0;
            }
        }
        let mut vertices = Vec::new();
        for (v, n) in number.iter_mut().enumerate().filter(|(_, n)| **n == 0) {
            *n = vertices.len() as u32;
            vertices.push(self.vertices[v]);
        }
        let faces = self.faces.iter().map(|f| f.map(|v| number[v as usize])).collect();
        Self { vertices, faces }
    }

    /// Each face in four, the surface smoothed; open borders stay where they are.
    #[must_use]
    pub fn subdivided(&self) -> Self {
        let n = self.vertices.len();
        let mut faces = Vec::with_capacity(self.faces.len());
        for f in &self.faces {
            let mut middle = [0.0; N];
            for &v in f {
                add(&mut middle, &self.vertices[v as usize], 0.25);
            }
            faces.push(middle);
        }
        let mut index: HashMap<(u32, u32), usize> = HashMap::new();
        let mut edges: Vec<(u32, u32)> = Vec::new();
        let mut beside: Vec<([f64; N], f64)> = Vec::new();
        let mut edge_of = Vec::with_capacity(self.faces.len());
        for (f, middle) in self.faces.iter().zip(&faces) {
            edge_of.push([0, 1, 2, 3].map(|k| {
                let (p, q) = (f[k], f[(k + 1) % 4]);
                let e = *index.entry((p.min(q), p.max(q))).or_insert_with(|| {
                    edges.push((p, q));
                    beside.push(([0.0; N], 0.0));
                    edges.len() - 1
                });
                add(&mut beside[e].0, middle, 1.0);
                beside[e].1 += 1.0;
                e
            }));
        }
        let mut face_sum = vec![([0.0; N], 0.0); n];
        for (f, middle) in self.faces.iter().zip(&faces) {
            for &v in f {
                add(&mut face_sum[v as usize].0, middle, 1.0);
                face_sum[v as usize].1 += 1.0;
            }
        }
        let mut edge_sum = vec![([0.0; N], 0.0); n];
        let mut border = vec![false; n];
        let mut edge_points = Vec::with_capacity(edges.len());
        for (&(p, q), (sum, count)) in edges.iter().zip(&beside) {
            let mut middle = [0.0; N];
            for v in [p, q] {
                add(&mut middle, &self.vertices[v as usize], 0.5);
            }
            for v in [p, q] {
                add(&mut edge_sum[v as usize].0, &middle, 1.0);
                edge_sum[v as usize].1 += 1.0;
                border[v as usize] |= *count < 1.5;
            }
            let mut point = middle;
            if *count > 1.5 {
                point = [0.0; N];
                add(&mut point, &middle, 0.5);
                add(&mut point, sum, 0.5 / count);
            }
            edge_points.push(point);
        }
        let mut vertices = Vec::with_capacity(n + faces.len() + edges.len());
        for v in 0..n {
            let (old, valence) = (self.vertices[v], edge_sum[v].1);
            if border[v] || valence < 0.5 {
                vertices.push(old);
                continue;
            }
            let mut new = [0.0; N];
            add(&mut new, &face_sum[v].0, 1.0 / (face_sum[v].1 * valence));
            add(&mut new, &edge_sum[v].0, 2.0 / (valence * valence));
            add(&mut new, &old, (valence - 3.0) / valence);
            vertices.push(new);
        }
        vertices.extend(&faces);
        vertices.extend(&edge_points);
        let (face0, edge0) = (n as u32, (n + faces.len()) as u32);
        let mut fine = Vec::with_capacity(self.faces.len() * 4);
        for k in 0..4 {
            for (i, (f, e)) in self.faces.iter().zip(&edge_of).enumerate() {
                fine.push([f[k], edge0 + e[k] as u32, face0 + i as u32, edge0 + e[(k + 3) % 4] as u32]);
            }
        }
        Self { vertices, faces: fine }
    }

    /// Two triangles for each face.
    pub fn triangles(&self) -> Vec<[u32; 3]> {
        let first = self.faces.iter().map(|&[a, b, c, _]| [a, b, c]);
        first.chain(self.faces.iter().map(|&[a, _, c, d]| [a, c, d])).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Mesh;

    #[test]
    fn a_cube_stays_closed_and_becomes_round() {
        let corner = |i: u32| [i & 1, i >> 1 & 1, i >> 2 & 1].map(|b| f64::from(b) * 2.0 - 1.0);
        let faces = vec![[0, 4, 6, 2], [1, 3, 7, 5], [0, 1, 5, 4], [2, 6, 7, 3], [0, 2, 3, 1], [4, 5, 7, 6]];
        let cube = Quads { vertices: (0..8).map(corner).collect(), faces };
        let fine = cube.subdivided();
        assert_eq!((fine.vertices.len(), fine.faces.len()), (26, 24));
        let mesh = Mesh {
            vertices: fine.vertices.iter().map(|v| glam::DVec3::from_array(*v)).collect(),
            triangles: fine.triangles(),
        };
        assert_eq!(mesh.euler(), 2);
        // The rule for a cube's corner: (F + 2E + (3-3)V) / 3 with F and E the means at it.
        let corner = mesh.vertices[7];
        assert!((corner - glam::DVec3::splat(5.0 / 9.0)).length() < 1e-12, "{corner}");
    }
}
