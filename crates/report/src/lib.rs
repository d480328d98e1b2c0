//! Figures and letters. Pure: view in, bytes out.

mod pain_course;

pub use pain_course::{CourseWords, PainPoint, course_ends, pain_course};
