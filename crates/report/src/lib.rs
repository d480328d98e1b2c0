//! Figures and letters. Pure: view in, bytes out.

mod measure_course;
mod pain_course;
mod plot;
mod share;
pub mod sheet;
mod soreness_course;

pub use measure_course::{MeasurePlot, MeasureWords, Visit, measure_course};
pub use pain_course::{CourseWords, PainPoint, course_ends, pain_course};
pub use plot::{Anchor, Mark, Pen, Plot};
pub use share::{Share, axis_end, share_axis, share_bar, share_trend};
pub use soreness_course::{Expected, SoreLine, most, soreness_course};
