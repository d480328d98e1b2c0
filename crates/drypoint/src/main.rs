//! The Drypoint binary.
fn main() {}
