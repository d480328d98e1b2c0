//! Prints the averages of the stories: `cargo run --release -p tissue --example story`.

use tissue::{Course, Story};

fn main() -> Result<(), tissue::Error> {
    let courses = [
        ("twitch", Course::TWITCH),
        ("no twitch", Course::NO_TWITCH),
        ("missed", Course::MISSED),
        ("light load", Course::LIGHT),
    ];
    for (name, course) in courses {
        let begun = std::time::Instant::now();
        let story = Story::of(course)?;
        println!("{name}: {} frames in {:.2} s", story.frames.len(), begun.elapsed().as_secs_f64());
        for frame in &story.frames {
            println!(
                "  {:8} {:9.0} s  since needle {:8.0}  area {:.2} cm2  O2 {:5.1}  flow {:.2} ({:.2})  pain {:.1} sore {:.1} threshold {:.0} stiffness {:.1}",
                frame.phase.name(),
                frame.time_s,
                frame.since_needle_s,
                frame.crisis_cm2,
                frame.point_o2_mmhg,
                frame.point_flow,
                frame.section_flow,
                frame.symptoms.pain,
                frame.symptoms.soreness,
                frame.symptoms.threshold_kpa,
                frame.symptoms.stiffness_kpa
            );
        }
    }
    Ok(())
}
