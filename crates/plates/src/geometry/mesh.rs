//! Triangles in millimetres.

use glam::DVec3;
use std::collections::HashMap;

/// Vertices and triangles, counter-clockwise seen from outside.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mesh {
    /// Places, mm.
    pub vertices: Vec<DVec3>,
    /// Indices of three vertices each.
    pub triangles: Vec<[u32; 3]>,
}

impl Mesh {
    /// The corners of a triangle.
    pub fn corners(&self, triangle: usize) -> [DVec3; 3] {
        self.triangles[triangle].map(|v| self.vertices[v as usize])
    }

    /// Unit normals of the vertices, triangles weighted by their area.
    pub fn normals(&self) -> Vec<DVec3> {
        let mut normals = vec![DVec3::ZERO; self.vertices.len()];
        for (t, triangle) in self.triangles.iter().enumerate() {
            let [a, b, c] = self.corners(t);
            let normal = (b - a).cross(c - a);
            for &v in triangle {
                normals[v as usize] += normal;
            }
        }
        normals.into_iter().map(DVec3::normalize_or_zero).collect()
    }

    /// The other side's: mirrored at the midline, still wound outwards.
    #[must_use]
    pub fn mirrored(&self) -> Self {
        Self {
            vertices: self.vertices.iter().map(|v| DVec3::new(-v.x, v.y, v.z)).collect(),
            triangles: self.triangles.iter().map(|&[a, b, c]| [a, c, b]).collect(),
        }
    }

    /// Enclosed volume, mm3; negative if wound inwards.
    pub fn volume(&self) -> f64 {
        (0..self.triangles.len())
            .map(|t| {
                let [a, b, c] = self.corners(t);
                a.dot(b.cross(c)) / 6.0
            })
            .sum()
    }

    /// Winds a mesh outwards that a reflection has turned inside out.
    #[must_use]
    pub fn outwards(mut self) -> Self {
        if self.volume() < 0.0 {
            for t in &mut self.triangles {
                t.swap(1, 2);
            }
        }
        self
    }

    /// Vertices minus edges plus faces: 2 for a closed surface without handles.
    pub fn euler(&self) -> i64 {
        let used: std::collections::BTreeSet<u32> = self.triangles.iter().flatten().copied().collect();
        let mut edges = std::collections::BTreeSet::new();
        for &[a, b, c] in &self.triangles {
            for (p, q) in [(a, b), (b, c), (c, a)] {
                edges.insert((p.min(q), p.max(q)));
            }
        }
        used.len() as i64 - edges.len() as i64 + self.triangles.len() as i64
    }

    /// Vertices at the same place (to a thousandth of a mm) made one; triangles that collapse are dropped.
    #[must_use]
    pub fn welded(&self) -> Self {
        let mut index = HashMap::new();
        let mut vertices = Vec::new();
        let number: Vec<u32> = self
            .vertices
            .iter()
            .map(|v| {
                let key = v.to_array().map(|c| (c * 1000.0).round() as i64);
                *index.entry(key).or_insert_with(|| {
                    vertices.push(*v);
                    vertices.len() as u32 - 1
                })
            })
            .collect();
        let triangles = self.triangles.iter().map(|t| t.map(|v| number[v as usize]));
        let triangles = triangles.filter(|&[a, b, c]| a != b && b != c && c != a).collect();
        Self { vertices, triangles }
    }

    /// Connected pieces, in the order of their first triangle.
    pub fn pieces(&self) -> Vec<Self> {
        let mut root: Vec<u32> = (0..self.vertices.len() as u32).collect();
        for &[a, b, c] in &self.triangles {
            let a = find(&mut root, a);
            for other in [b, c] {
                let other = find(&mut root, other);
                root[other as usize] = a;
            }
        }
        let mut place = HashMap::new();
        let mut groups: Vec<Vec<[u32; 3]>> = Vec::new();
        for t in &self.triangles {
            let r = find(&mut root, t[0]);
            let n = *place.entry(r).or_insert_with(|| {
                groups.push(Vec::new());
                groups.len() - 1
            });
            groups[n].push(*t);
        }
        groups.into_iter().map(|triangles| self.part(&triangles)).collect()
    }

    /// Only some triangles, with the vertices they use.
    #[must_use]
    pub fn part(&self, triangles: &[[u32; 3]]) -> Self {
        let mut number = vec![u32::MAX; self.vertices.len()];
        let mut part = Self::default();
        for t in triangles {
            part.triangles.push(t.map(|v| {
                if number[v as usize] == u32::MAX {
                    number[v as usize] = part.vertices.len() as u32;
                    part.vertices.push(self.vertices[v as usize]);
                }
                number[v as usize]
            }));
        }
        part
    }

    /// Adds another mesh's triangles.
    pub fn append(&mut self, other: &Self) {
        let from = self.vertices.len() as u32;
        self.vertices.extend_from_slice(&other.vertices);
        self.triangles.extend(other.triangles.iter().map(|t| t.map(|v| v + from)));
    }

    /// Each triangle in four and the vertices moved towards their neighbours: rounder, never beyond the box of the original.
    #[must_use]
    pub fn rounded(&self) -> Self {
        let (low, high) = self.bounds();
        let mut middles = HashMap::new();
        let mut fine = Self { vertices: self.vertices.clone(), triangles: Vec::new() };
        let mut faces_at: Vec<u32> = Vec::new();
        let mut opposite: Vec<DVec3> = Vec::new();
        let first = self.vertices.len();
        let mut corners = Vec::new();
        for &[a, b, c] in &self.triangles {
            corners.push([(a, b, c), (b, c, a), (c, a, b)].map(|(p, q, far)| {
                let n = *middles.entry((p.min(q), p.max(q))).or_insert_with(|| {
                    fine.vertices.push((self.vertices[p as usize] + self.vertices[q as usize]) / 2.0);
                    faces_at.push(0);
                    opposite.push(DVec3::ZERO);
                    fine.vertices.len() - 1
                });
                faces_at[n - first] += 1;
                opposite[n - first] += self.vertices[far as usize];
                n as u32
            }));
        }
        // Loop's rule where an edge has two faces, the middle where the mesh is open or knotted there.
        for (n, &faces) in faces_at.iter().enumerate() {
            if faces == 2 {
                fine.vertices[first + n] = fine.vertices[first + n] * 0.75 + opposite[n] / 8.0;
            }
        }
        let mut sum = vec![DVec3::ZERO; first];
        let mut count = vec![0_u32; first];
        let mut open = vec![false; first];
        let mut edges: Vec<_> = middles.into_iter().collect();
        edges.sort_unstable_by_key(|&(_, n)| n);
        for ((p, q), n) in edges {
            for (at, from) in [(p, q), (q, p)] {
                sum[at as usize] += self.vertices[from as usize];
                count[at as usize] += 1;
                open[at as usize] |= faces_at[n - first] != 2;
            }
        }
        for v in 0..first {
            if count[v] > 2 && !open[v] {
                let n = f64::from(count[v]);
                let beta = if count[v] == 3 { 3.0 / 16.0 } else { 3.0 / (8.0 * n) };
                fine.vertices[v] = self.vertices[v] * (1.0 - n * beta) + sum[v] * beta;
            }
        }
        for (&[a, b, c], &[ab, bc, ca]) in self.triangles.iter().zip(&corners) {
            fine.triangles.extend([[a, ab, ca], [ab, b, bc], [ca, bc, c], [ab, bc, ca]]);
        }
        for v in &mut fine.vertices {
            *v = v.clamp(low, high);
        }
        fine
    }

    /// Smallest and largest coordinates.
    pub fn bounds(&self) -> (DVec3, DVec3) {
        self.vertices
            .iter()
            .fold((DVec3::INFINITY, DVec3::NEG_INFINITY), |(low, high), v| (low.min(*v), high.max(*v)))
    }
}

/// Whose piece a vertex belongs to, shortening the way for the next who asks.
fn find(root: &mut [u32], mut v: u32) -> u32 {
    while root[v as usize] != v {
        root[v as usize] = root[root[v as usize] as usize];
        v = root[v as usize];
    }
    v
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A regular octahedron of radius 1.
    pub(crate) fn octahedron() -> Mesh {
        let v = [(1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1)];
        let vertices = v.map(|(x, y, z)| DVec3::new(f64::from(x), f64::from(y), f64::from(z))).to_vec();
        let t = [[0, 2, 4], [2, 1, 4], [1, 3, 4], [3, 0, 4], [2, 0, 5], [1, 2, 5], [3, 1, 5], [0, 3, 5]];
        Mesh { vertices, triangles: t.to_vec() }
    }

    #[test]
    fn an_octahedron_has_the_volume_and_euler_number_of_an_octahedron() {
        let mesh = octahedron();
        assert!((mesh.volume() - 4.0 / 3.0).abs() < 1e-12);
        assert_eq!(mesh.euler(), 2);
        assert!((mesh.mirrored().volume() - 4.0 / 3.0).abs() < 1e-12, "a mirror keeps the outside outside");
    }

    #[test]
    fn rounding_keeps_a_mesh_closed_and_in_its_box() {
        let fine = octahedron().rounded();
        assert_eq!((fine.triangles.len(), fine.euler()), (32, 2));
        assert!(fine.volume() > 0.3 && fine.volume() < 4.0 / 3.0);
        let (low, high) = fine.bounds();
        assert!(low.min_element() >= -1.0 && high.max_element() <= 1.0);
    }

    #[test]
    fn pieces_and_welding() {
        let mut two = octahedron();
        two.append(&octahedron());
        assert_eq!(two.pieces().len(), 2);
        assert_eq!(two.welded().pieces().len(), 1, "the same place is the same vertex");
    }
}
