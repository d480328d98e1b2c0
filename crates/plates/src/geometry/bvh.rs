//! A tree of boxes over triangles: where a ray meets them, which point is nearest.

use super::Mesh;
use glam::DVec3;

const LEAF: usize = 4;

#[derive(Clone, Debug)]
struct Node {
    low: DVec3,
    high: DVec3,
    /// First triangle of a leaf, or the second child; the first child follows its parent.
    start: u32,
    /// Triangles of a leaf; 0 for a branch.
    count: u32,
}

/// Where a ray met a triangle, or the nearest point of one.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    /// Which triangle.
    pub triangle: usize,
    /// The place.
    pub place: DVec3,
    /// Weights of its corners.
    pub weights: DVec3,
    /// Distance, mm.
    pub distance: f64,
}

/// The tree; keeps a copy of the corners.
#[derive(Clone, Debug)]
pub struct Bvh {
    nodes: Vec<Node>,
    order: Vec<u32>,
    corners: Vec<[DVec3; 3]>,
}

impl Bvh {
    /// The tree over some triangles of a mesh (all that `keep` says yes to).
    pub fn new(mesh: &Mesh, keep: impl Fn(usize) -> bool) -> Self {
        let mut order: Vec<u32> = (0..mesh.triangles.len()).filter(|&t| keep(t)).map(|t| t as u32).collect();
        let corners: Vec<[DVec3; 3]> = (0..mesh.triangles.len()).map(|t| mesh.corners(t)).collect();
        let centres: Vec<DVec3> = corners.iter().map(|[a, b, c]| (*a + *b + *c) / 3.0).collect();
        let mut nodes = Vec::new();
        let all = order.len();
        build(&mut nodes, &mut order, 0, all, &corners, &centres);
        Self { nodes, order, corners }
    }

    /// All meetings with a ray from `origin` along `direction`, nearest first.
    pub fn hits(&self, origin: DVec3, direction: DVec3) -> Vec<Hit> {
        let direction = direction.normalize();
        let mut found = Vec::new();
        if self.order.is_empty() {
            return found;
        }
        let inverse = direction.recip();
        let mut stack = vec![0_usize];
        while let Some(n) = stack.pop() {
            let node = &self.nodes[n];
            let (a, b) = ((node.low - origin) * inverse, (node.high - origin) * inverse);
            // A NaN (ray in the plane of a side) must not hide the box.
            let near = a.x.min(b.x).max(a.y.min(b.y)).max(a.z.min(b.z));
            let far = a.x.max(b.x).min(a.y.max(b.y)).min(a.z.max(b.z));
            if far < near.max(0.0) - 1e-9 {
                continue;
            }
            if node.count == 0 {
                stack.extend([node.start as usize, n + 1]);
                continue;
            }
            for &t in &self.order[node.start as usize..(node.start + node.count) as usize] {
                let [a, b, c] = self.corners[t as usize];
                let (ab, ac) = (b - a, c - a);
                let p = direction.cross(ac);
                let det = ab.dot(p);
                if det.abs() < 1e-12 {
                    continue;
                }
                let s = origin - a;
                let u = s.dot(p) / det;
                let q = s.cross(ab);
                let v = direction.dot(q) / det;
                let distance = ac.dot(q) / det;
                if u >= -1e-9 && v >= -1e-9 && u + v <= 1.0 + 1e-9 && distance > 0.0 {
                    let weights = DVec3::new(1.0 - u - v, u, v);
                    let place = origin + direction * distance;
                    found.push(Hit { triangle: t as usize, place, weights, distance });
                }
            }
        }
        found.sort_by(|a, b| a.distance.total_cmp(&b.distance).then(a.triangle.cmp(&b.triangle)));
        found
    }

    /// The nearest point to `to`, if there is any triangle.
    pub fn nearest(&self, to: DVec3) -> Option<Hit> {
        let mut best: Option<Hit> = None;
        if self.order.is_empty() {
            return None;
        }
        let mut stack = vec![(0_usize, 0.0)];
        while let Some((n, at_least)) = stack.pop() {
            if best.is_some_and(|b| at_least > b.distance) {
                continue;
            }
            let node = &self.nodes[n];
            if node.count == 0 {
                let children = [n + 1, node.start as usize].map(|c| {
                    let box_ = &self.nodes[c];
                    (c, to.distance(to.clamp(box_.low, box_.high)))
                });
                // The nearer one is looked at first.
                if children[0].1 < children[1].1 {
                    stack.extend([children[1], children[0]]);
                } else {
                    stack.extend(children);
                }
                continue;
            }
            for &t in &self.order[node.start as usize..(node.start + node.count) as usize] {
                let corners = self.corners[t as usize];
                let weights = closest(to, corners);
                let place = corners[0] * weights.x + corners[1] * weights.y + corners[2] * weights.z;
                let distance = to.distance(place);
                if best.is_none_or(|b| distance < b.distance) {
                    best = Some(Hit { triangle: t as usize, place, weights, distance });
                }
            }
        }
        best
    }
}

fn build(
    nodes: &mut Vec<Node>,
    order: &mut [u32],
    start: usize,
    count: usize,
    corners: &[[DVec3; 3]],
    centres: &[DVec3],
) {
    let mine = &mut order[start..start + count];
    let (mut low, mut high) = (DVec3::INFINITY, DVec3::NEG_INFINITY);
    for &t in mine.iter() {
        for c in corners[t as usize] {
            low = low.min(c);
            high = high.max(c);
        }
    }
    let n = nodes.len();
    if count <= LEAF {
        nodes.push(Node { low, high, start: start as u32, count: count as u32 });
        return;
    }
    let (mut from, mut to) = (DVec3::INFINITY, DVec3::NEG_INFINITY);
    for &t in mine.iter() {
        from = from.min(centres[t as usize]);
        to = to.max(centres[t as usize]);
    }
    let size = to - from;
    let axis = if size.x >= size.y && size.x >= size.z {
        0
    } else if size.y >= size.z {
        1
    } else {
        2
    };
    mine.sort_unstable_by(|a, b| {
        centres[*a as usize][axis].total_cmp(&centres[*b as usize][axis]).then(a.cmp(b))
    });
    nodes.push(Node { low, high, start: 0, count: 0 });
    build(nodes, order, start, count / 2, corners, centres);
    nodes[n].start = nodes.len() as u32;
    build(nodes, order, start + count / 2, count - count / 2, corners, centres);
}

/// Weights of the point of a triangle nearest to `p` (by the regions of its plane).
fn closest(p: DVec3, [a, b, c]: [DVec3; 3]) -> DVec3 {
    let (ab, ac, ap) = (b - a, c - a, p - a);
    let (d1, d2) = (ab.dot(ap), ac.dot(ap));
    if d1 <= 0.0 && d2 <= 0.0 {
        return DVec3::X;
    }
    let bp = p - b;
    let (d3, d4) = (ab.dot(bp), ac.dot(bp));
    if d3 >= 0.0 && d4 <= d3 {
        return DVec3::Y;
    }
    let vc = d1 * d4 - d3 * d2;
    if vc <= 0.0 && d1 >= 0.0 && d3 <= 0.0 {
        let v = d1 / (d1 - d3);
        return DVec3::new(1.0 - v, v, 0.0);
    }
    let cp = p - c;
    let (d5, d6) = (ab.dot(cp), ac.dot(cp));
    if d6 >= 0.0 && d5 <= d6 {
        return DVec3::Z;
    }
    let vb = d5 * d2 - d1 * d6;
    if vb <= 0.0 && d2 >= 0.0 && d6 <= 0.0 {
        let w = d2 / (d2 - d6);
        return DVec3::new(1.0 - w, 0.0, w);
    }
    let va = d3 * d6 - d5 * d4;
    if va <= 0.0 && d4 - d3 >= 0.0 && d5 - d6 >= 0.0 {
        let w = (d4 - d3) / ((d4 - d3) + (d5 - d6));
        return DVec3::new(0.0, 1.0 - w, w);
    }
    let sum = va + vb + vc;
    if sum.abs() < 1e-30 {
        return DVec3::X;
    }
    DVec3::new(va, vb, vc) / sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::mesh::tests::octahedron;

    #[test]
    fn a_ray_meets_both_walls() {
        let tree = Bvh::new(&octahedron(), |_| true);
        let hits = tree.hits(DVec3::new(0.2, 0.3, 5.0), DVec3::NEG_Z);
        let z: Vec<f64> = hits.iter().map(|h| h.place.z).collect();
        assert_eq!(hits.len(), 2);
        assert!((z[0] - 0.5).abs() < 1e-12 && (z[1] + 0.5).abs() < 1e-12, "{z:?}");
        assert!(tree.hits(DVec3::new(2.0, 2.0, 5.0), DVec3::NEG_Z).is_empty());
    }

    #[test]
    fn the_nearest_point_of_a_face_an_edge_a_corner() {
        let tree = Bvh::new(&octahedron(), |_| true);
        let to = |x: f64, y: f64, z: f64| tree.nearest(DVec3::new(x, y, z)).expect("a mesh").place;
        assert!((to(1.0, 1.0, 1.0) - DVec3::splat(1.0 / 3.0)).length() < 1e-12);
        assert!((to(2.0, 2.0, 0.0) - DVec3::new(0.5, 0.5, 0.0)).length() < 1e-12);
        assert_eq!(to(0.0, 9.0, 0.0), DVec3::Y);
    }

    #[test]
    fn the_tree_finds_what_looking_at_all_finds() {
        let fine = octahedron().rounded().rounded();
        let tree = Bvh::new(&fine, |_| true);
        for i in 0..40 {
            let a = f64::from(i);
            let p = DVec3::new((a * 0.7).sin(), (a * 1.3).cos(), (a * 2.1).sin()) * 1.4;
            let all = (0..fine.triangles.len()).map(|t| {
                let c = fine.corners(t);
                let w = closest(p, c);
                p.distance(c[0] * w.x + c[1] * w.y + c[2] * w.z)
            });
            let least = all.fold(f64::INFINITY, f64::min);
            assert!((tree.nearest(p).expect("a mesh").distance - least).abs() < 1e-12);
        }
    }
}
