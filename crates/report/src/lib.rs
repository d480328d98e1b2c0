//! Figures and letters. Pure: view in, bytes out.
