//! One entry point for test, bench, fixtures and tidy.
fn main() {}
