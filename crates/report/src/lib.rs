//! Figures and letters. Pure: view in, bytes out.

mod measure_course;
mod pain_course;
pub mod sheet;

pub use measure_course::{MeasurePlot, MeasureWords, Visit, measure_course};
pub use pain_course::{CourseWords, PainPoint, course_ends, pain_course};
