//! The engraving itself: what is seen of skin, bones and muscles becomes lines.

mod bones;
mod depth;
mod folds;
mod geometry_file;
mod hand;
mod hatch;
mod muscles;
mod outline;
mod plate;
mod scene;
mod seams;
mod shadow;
mod skin;
mod svg;
mod table;

use scene::Scene;

pub use geometry_file::{Entry, file_name};
pub use hand::Hand;
pub use plate::{Engraving, engrave};
pub use scene::{Anatomy, Figure};
pub use svg::written;
pub use table::{Ground, Plate, Side, read};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::{Body, Bone, Limbs, Sex, Skeleton, Skin};
    use crate::folds::Folds;
    use crate::geometry::Mesh;
    use crate::geometry::mesh::tests::octahedron;
    use crate::muscle::Muscle;
    use crate::picture::Direction;
    use glam::DVec3;

    /// A round body of 200 mm with a round bone in it.
    fn body() -> Body {
        let round = |size: f64| {
            let ball = (0..3).fold(octahedron(), |mesh, _| mesh.rounded());
            Mesh { vertices: ball.vertices.iter().map(|v| v.normalize() * size).collect(), ..ball }
        };
        let bone = Bone { name: "ball".to_owned(), side: 0, mesh: round(60.0) };
        let at = DVec3::new(500.0, 0.0, 0.0);
        let limbs = Limbs { hip: at, knee: at, ankle: at, shoulder: at, elbow: at + DVec3::Y, wrist: at };
        let skeleton = Skeleton::with_trees(vec![bone], limbs);
        Body { sex: Sex::Male, skin: Skin::bare(round(200.0)), skeleton, warp: None }
    }

    fn plate(symmetric: bool) -> Plate {
        Plate {
            id: "ball".to_owned(),
            title: "A ball".to_owned(),
            view: Direction::Front,
            frame: [-210.0, -210.0, if symmetric { 0.0 } else { 210.0 }, 210.0],
            symmetric,
            scale: 2.0,
            without_arm: false,
            side: None,
            ground: Vec::new(),
            without: Vec::new(),
            only: Vec::new(),
            without_bones: Vec::new(),
            without_skin: false,
            cut: None,
            also: Vec::new(),
        }
    }

    const STRAP: &str = r#"
        id = "strap"
        name = "A strap"
        layer = "superficial"
        paint = 50
        drape_mm = 6
        belly = [0.2, 0.8]
        rows = [[["f", 30, 120, 8], ["f", 80, 120, 8]], [["f", 30, -120, 8], ["f", 80, -120, 8]]]
    "#;

    fn drawn(symmetric: bool) -> String {
        let body = body();
        let muscle = Muscle::parse(STRAP).expect("a muscle");
        let anatomy = Anatomy::new(vec![muscle], &body).expect("its rays meet the ball");
        let figure = Figure::new(&body, &anatomy, &Folds::default());
        let plate = plate(symmetric);
        written(&engrave(&figure, &plate))
    }

    #[test]
    fn a_plate_has_its_layers_and_its_muscle_on_both_sides() {
        let svg = drawn(false);
        let layers: Vec<&str> =
            svg.split("layer layer-").skip(1).filter_map(|t| t.split('"').next()).collect();
        assert_eq!(layers, ["bone", "deep", "intermediate", "ground", "superficial", "skin"]);
        for side in ["left", "right"] {
            assert!(svg.contains(&format!("data-muscle=\"strap\" data-side=\"{side}\"")), "{side}");
        }
        for class in ["bf", "f", "b", "l", "n", "o", "sf", "sl"] {
            assert!(svg.contains(&format!("class=\"{class}\" d=\"M")), "no path of class {class}");
        }
    }

    #[test]
    fn the_right_half_of_a_symmetric_plate_is_the_mirror_of_the_left() {
        let svg = drawn(true);
        assert_eq!(svg.matches("data-muscle=\"strap\"").count(), 1);
        assert_eq!(svg.matches("scale(-1 1)").count(), 7, "six layers and the outline");
        assert!(svg.contains("viewBox=\"-420 -420 840 840\""));
    }

    /// A strap and another that crosses it from a height of `top` mm downwards, lying over it; `keys` are those of both.
    fn crossing(top: i32, keys: &str) -> String {
        let body = body();
        let bottom = top - 30;
        let across = format!(
            r#"
            id = "over"
            name = "Another strap"
            layer = "superficial"
            paint = 60
            drape_mm = 2
            rows = [[["f", 5, {top}, 4], ["f", 5, {bottom}, 4]], [["f", 105, {top}, 4], ["f", 105, {bottom}, 4]]]
            "#
        );
        let muscles =
            [STRAP, &across].map(|text| Muscle::parse(&format!("{keys}\n{text}")).expect("a muscle"));
        let anatomy = Anatomy::new(muscles.to_vec(), &body).expect("its rays meet the ball");
        written(&engrave(&Figure::new(&body, &anatomy, &Folds::default()), &plate(true)))
    }

    /// All that is drawn of a muscle with a class.
    fn paths(svg: &str, muscle: &str, class: &str) -> String {
        let group = svg.split(&format!("data-muscle=\"{muscle}\"")).nth(1).expect("the muscle");
        let group = group.split("</g>").next().expect("its end");
        group.split(&format!("class=\"{class}\" d=\"")).skip(1).filter_map(|t| t.split('"').next()).collect()
    }

    #[test]
    fn what_lies_over_a_muscle_throws_its_shade_on_it() {
        let wash = |top, keys| paths(&crossing(top, keys), "strap", "w").len();
        let (beside, over) = (wash(158, ""), wash(20, ""));
        assert!(over > beside, "{over} not above {beside}");
        for keys in ["sheer = true", "sheet = \"one\""] {
            let over = wash(20, keys);
            assert_eq!(over, wash(158, keys), "{keys}: neither what is sheer nor the same sheet throws any");
        }
    }

    #[test]
    fn divisions_of_one_sheet_have_no_outline_where_they_meet() {
        let (apart, one) = (crossing(20, ""), crossing(20, "sheet = \"one\""));
        assert!(!paths(&apart, "over", "f").is_empty() && paths(&apart, "over", "e").is_empty());
        assert!(paths(&one, "over", "f").is_empty(), "its shape is not outlined as a whole");
        let (shape, edge) = (paths(&one, "over", "g"), paths(&one, "over", "e"));
        assert!(!edge.is_empty() && edge.len() < shape.len(), "what is left is outlined: {edge} of {shape}");
    }

    #[test]
    fn what_lies_far_behind_another_is_hidden_by_it_though_it_is_painted_later() {
        let behind = r#"
            id = "behind"
            name = "A strap in the back, seen from the front"
            layer = "superficial"
            paint = 60
            turned = true
            rows = [[[42, 30, -60], [66, 30, -60]], [[42, -30, -60], [66, -30, -60]]]
        "#;
        let shown = |tables: &[&str]| {
            let body = body();
            let muscles = tables.iter().map(|text| Muscle::parse(text).expect("a muscle")).collect();
            let anatomy = Anatomy::new(muscles, &body).expect("its rays meet the ball");
            let svg = written(&engrave(&Figure::new(&body, &anatomy, &Folds::default()), &plate(true)));
            svg.contains("data-muscle=\"behind\"")
        };
        assert!(shown(&[behind]) && !shown(&[STRAP, behind]));
    }

    #[test]
    fn what_is_sheer_says_so() {
        assert!(crossing(20, "sheer = true").contains("class=\"muscle sheer "));
        assert!(!crossing(20, "").contains("sheer"));
    }

    #[test]
    fn the_same_body_gives_the_same_plate_bit_for_bit() {
        assert_eq!(drawn(false), drawn(false));
    }
}
