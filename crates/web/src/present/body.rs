//! Parts of the body in words.

use crate::app::App;
use chart::body::{BodyPart, BodyPlace};
use chart::values::Side;

/// A part in words.
pub fn part_words(part: BodyPart) -> String {
    let texts = App::texts();
    match part {
        BodyPart::Head => texts.get("part-head"),
        BodyPart::Neck => texts.get("part-neck"),
        BodyPart::Shoulder => texts.get("part-shoulder"),
        BodyPart::Chest => texts.get("part-chest"),
        BodyPart::UpperBack => texts.get("part-upper-back"),
        BodyPart::Abdomen => texts.get("part-abdomen"),
        BodyPart::LowBack => texts.get("part-low-back"),
        BodyPart::PelvicFloor => texts.get("part-pelvic-floor"),
        BodyPart::Buttock => texts.get("part-buttock"),
        BodyPart::UpperArm => texts.get("part-upper-arm"),
        BodyPart::Forearm => texts.get("part-forearm"),
        BodyPart::Hand => texts.get("part-hand"),
        BodyPart::Thigh => texts.get("part-thigh"),
        BodyPart::LowerLeg => texts.get("part-lower-leg"),
        BodyPart::Foot => texts.get("part-foot"),
    }
}

/// Places in words: "forearm, left; chest".
pub fn place_words(places: &[BodyPlace]) -> String {
    let texts = App::texts();
    let words = places.iter().map(|place| match place.side {
        None => part_words(place.part),
        Some(Side::L) => format!("{}, {}", part_words(place.part), texts.get("left")),
        Some(Side::R) => format!("{}, {}", part_words(place.part), texts.get("right")),
    });
    words.collect::<Vec<_>>().join("; ")
}
