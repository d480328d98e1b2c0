//! The OpenSim bones: binary STL, each in its own frame. Nothing else of their package is read.

use super::{bytes, malformed};
use crate::Error;
use crate::geometry::Mesh;
use glam::DVec3;
use std::path::Path;

/// A bone's surface in mm, vertices at one place welded.
pub fn read(input: &Path, file: &str) -> Result<Mesh, Error> {
    let path = input.join("musclemimic_models/model/meshes").join(file);
    parse(&bytes(&path)?).ok_or_else(|| malformed(&path, "is no binary STL"))
}

/// Binary STL: a header of 80 bytes, a count, 50 bytes for each triangle.
fn parse(data: &[u8]) -> Option<Mesh> {
    let count = u32::from_le_bytes(data.get(80..84)?.try_into().ok()?) as usize;
    if data.len() != 84 + 50 * count {
        return None;
    }
    let number = |at: usize| {
        data.get(at..at + 4).and_then(|b| b.try_into().ok()).map(f32::from_le_bytes).map(f64::from)
    };
    let mut mesh = Mesh::default();
    for t in 0..count {
        for corner in 0..3 {
            let at = 84 + 50 * t + 12 + 12 * corner;
            mesh.vertices.push(DVec3::new(number(at)?, number(at + 4)?, number(at + 8)?) * 1000.0);
        }
        let v = 3 * t as u32;
        mesh.triangles.push([v, v + 1, v + 2]);
    }
    Some(mesh.welded())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_stl_in_metres_is_read_in_millimetres() {
        let mut data = vec![0_u8; 80];
        data.extend(1_u32.to_le_bytes());
        for number in [0.0_f32, 0.0, 1.0, 0.0, 0.0, 0.0, 0.01, 0.0, 0.0, 0.0, 0.02, 0.0] {
            data.extend(number.to_le_bytes());
        }
        data.extend([0, 0]);
        let mesh = parse(&data).expect("one triangle");
        assert_eq!(mesh.triangles, [[0, 1, 2]]);
        assert!((mesh.vertices[1].x - 10.0).abs() < 1e-5);
        data.pop();
        assert!(parse(&data).is_none(), "cut short");
    }
}
