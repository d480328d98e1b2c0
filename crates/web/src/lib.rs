//! Pages, islands and the HTTP doors: the only room that knows HTTP and HTML.
//!
//! A handler takes what was sent ([`http::body`]), asks the clinic for one thing, and draws a view; who may call it is said in
//! the table of [`routes`] and held by [`http::access`]. Views ([`views`]) are functions of plain data, filled by [`present`].

pub mod app;
pub mod assets;
pub mod figure;
pub mod form;
pub mod http;
pub mod leaflet;
pub mod present;
pub mod routes;
pub mod texts;
pub mod views;

pub use app::{App, Settings};
pub use http::public_url::PublicUrl;
pub use routes::{router, table};
