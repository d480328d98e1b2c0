//! What every handler shares: who is asking, how a form comes in, how an answer goes out.

pub mod access;
pub mod answer;
pub mod asked;
pub mod body;
pub mod cookie;
pub mod gzip;
pub mod headers;
pub mod kept;
pub(crate) mod public_url;
pub mod trouble;
