//! Exact reasoning in a two-layer noisy-OR network; knows numbers, not anatomy.
