//! The use cases: who may do what, command bus, projections, queries.
