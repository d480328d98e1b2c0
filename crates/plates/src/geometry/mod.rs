//! Meshes, rays, curves: what is not anatomy.

pub mod bvh;
pub mod curve;
pub mod mesh;
pub mod quads;
pub mod warp;

pub use bvh::Bvh;
pub use mesh::Mesh;
pub use warp::Warp;
