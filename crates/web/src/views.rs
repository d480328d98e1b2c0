//! The pages: plain data in, HTML out. No view knows the database, the clock or a clinical rule; what a page shows is
//! in its struct, what it says is in `locales/`.

pub mod account;
pub mod adverse;
pub mod atlas;
pub mod body_course;
pub mod chart;
pub mod clinic;
pub mod complaint;
pub mod consent;
pub mod contact;
pub mod course;
pub mod dashboard;
pub mod diary;
pub mod drawing;
pub mod finding;
pub mod leaflet;
pub mod learn;
pub mod letter;
pub mod movement;
pub mod needle;
pub mod note;
pub mod packs;
pub mod patient;
pub mod patients;
pub mod plates;
pub mod ranking;
pub mod reasoning;
pub mod ringing;
pub mod screening;
pub mod session;
pub mod setup;
pub mod shell;
pub mod sign_in;
pub mod soreness;
pub mod staff;
pub mod time;
pub mod today;
pub mod trouble;

mod field;
mod picture;
mod plate;
mod ui;
