//! Bad data must not get into the binary: the build stops and says which file, which field, what was expected.
//! These tests run the build's own reader and checker over the real data with one thing broken.

#[path = "../build/check.rs"]
mod check;
#[path = "../build/format.rs"]
#[expect(dead_code, reason = "what is only emitted is not read here")]
mod format;

use format::Data;
use std::fs;
use std::path::PathBuf;

const MUSCLE: &str = "muscles/trapezius-upper.toml";
const RIVAL: &str = "rivals/heart.toml";
const PRIORS: &str = "priors.toml";
const CASE: &str = "../cases/left-toothache.toml";

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data")
}

/// What the build says when `from` is replaced by `to` in one data file.
#[track_caller]
fn broken(file: &str, from: &str, to: &str) -> String {
    let text = fs::read_to_string(folder().join(file)).expect("a data file");
    assert!(text.contains(from), "{file} has {from:?}");
    let text = text.replacen(from, to, 1);
    let mut data = Data::read(&folder()).expect("readable data");
    let read = match file {
        "hazards.toml" => format::parse(file, &text).map(|read| data.hazards = read),
        "regions.toml" => format::parse(file, &text).map(|read| data.regions = read),
        "motions.toml" => format::parse(file, &text).map(|read| data.motions = read),
        "sources.toml" => format::parse(file, &text).map(|read| data.sources = read),
        PRIORS => format::parse(file, &text).map(|read| data.priors = read),
        CASE => format::parse("cases/left-toothache.toml", &text).map(|read| {
            let case = data.cases.iter_mut().find(|(name, _)| name == "cases/left-toothache.toml");
            case.expect("a case").1 = read;
        }),
        RIVAL => format::parse(file, &text).map(|read| {
            data.rivals.iter_mut().find(|(name, _)| name == file).expect("a rival").1 = read;
        }),
        _ => format::parse(file, &text).map(|read| {
            let muscle = data.muscles.iter_mut().find(|(name, _)| name == file).expect("a muscle");
            muscle.1 = read;
        }),
    };
    match read {
        Ok(()) => check::problems(&data).join("\n"),
        Err(problem) => problem,
    }
}

#[track_caller]
fn says(report: &str, expected: &[&str]) {
    assert!(!report.is_empty(), "accepted");
    for words in expected {
        assert!(report.contains(words), "expected {words:?} in:\n{report}");
    }
}

#[test]
fn the_data_as_they_are_have_no_problem() {
    let data = Data::read(&folder()).expect("readable data");
    assert_eq!(check::problems(&data), Vec::<String>::new());
}

#[test]
fn an_unknown_region_is_refused() {
    let report = broken(MUSCLE, "\"mastoid\"", "\"mastiod\"");
    says(&report, &[MUSCLE, "point 1.essential", "unknown region \"mastiod\"", "134 region ids", "mastoid"]);
}

#[test]
fn an_unknown_motion_is_refused() {
    let report = broken(MUSCLE, "neck-rotation-ipsi", "neck-spin-ipsi");
    says(&report, &[MUSCLE, "motion.limited", "unknown motion \"neck-spin-ipsi\""]);
}

#[test]
fn a_directed_motion_needs_its_direction() {
    let report = broken(MUSCLE, "neck-rotation-ipsi", "neck-rotation");
    says(&report, &[MUSCLE, "motion.limited", "expected -ipsi or -contra"]);
}

#[test]
fn an_unknown_hazard_is_refused() {
    let report = broken(MUSCLE, "\"lung-apex\"", "\"lungs\"");
    says(&report, &[MUSCLE, "needling.hazards", "unknown hazard \"lungs\""]);
}

#[test]
fn a_needled_muscle_without_hazards_is_refused() {
    let report = broken(
        MUSCLE,
        "hazards = [\"lung-apex\", \"accessory-nerve\", \"pregnancy-shoulder-notice\"]",
        "hazards = []",
    );
    says(&report, &[MUSCLE, "needling.hazards", "none-beyond-the-usual"]);
}

#[test]
fn a_missing_source_is_refused() {
    let report = broken(MUSCLE, "sources = [\"simons-1999 ch. 6\"]", "sources = []");
    says(&report, &[MUSCLE, "missing source"]);
    let report = broken(MUSCLE, "\"simons-1999 ch. 6\"", "\"hearsay\"");
    says(&report, &[MUSCLE, "unknown source \"hearsay\""]);
}

#[test]
fn an_unknown_certainty_is_refused() {
    let report = broken(MUSCLE, "certainty = \"memory\"", "certainty = \"sure\"");
    says(&report, &[MUSCLE, "certainty", "sure", "`checked`", "`memory`"]);
}

#[test]
fn centimetres_and_inches_are_refused() {
    let report = broken(MUSCLE, "length_mm", "length_cm");
    says(&report, &[MUSCLE, "length_cm", "expected one of", "length_mm"]);
    let report = broken(MUSCLE, "length_mm = [25, 30]", "length_mm = [2, 3]");
    says(&report, &[MUSCLE, "needling.length_mm", "within 10 to 125 mm, found [2, 3]"]);
    let report = broken(MUSCLE, "diameter_mm = [0.2, 0.25]", "diameter_mm = [20, 25]");
    says(&report, &[MUSCLE, "needling.diameter_mm", "within 0.12 to 0.45 mm"]);
    let report = broken(MUSCLE, "max_depth_mm = 30", "max_depth_mm = 300");
    says(&report, &[MUSCLE, "depth_cap.max_depth_mm", "expected 3 to 100 mm, found 300"]);
    let report = broken("motions.toml", "unit = \"deg\"", "unit = \"rad\"");
    says(&report, &["motions.toml", "unit", "rad", "`deg`"]);
}

#[test]
fn empty_text_is_refused() {
    let text = fs::read_to_string(folder().join(MUSCLE)).expect("a data file");
    let line = text.lines().find(|line| line.starts_with("origin = ")).expect("an origin");
    says(&broken(MUSCLE, line, "origin = \"\""), &[MUSCLE, "anatomy.origin", "expected text"]);
    says(&broken(MUSCLE, line, ""), &[MUSCLE, "missing field `origin`"]);
}

#[test]
fn a_point_without_guidance_is_refused() {
    let report = broken(MUSCLE, "[[needling]]", "[[needling]]\npoints = [\"1\"]");
    says(&report, &[MUSCLE, "needling.points", "exactly one block for point 2, found 0"]);
    let report = broken(MUSCLE, "[[palpation]]", "[[palpation]]\npoints = [\"7\"]");
    says(&report, &[MUSCLE, "palpation.points", "unknown point \"7\""]);
}

#[test]
fn a_zone_out_of_reach_must_be_marked_remote() {
    let report = broken(MUSCLE, "\"mastoid\"", "\"heel-plantar\"");
    says(&report, &[MUSCLE, "point 1.remote", "heel-plantar", "more than 2 steps"]);
    let report = broken(MUSCLE, "[[point]]", "[[point]]\nremote = [\"mastoid\"]");
    says(&report, &[MUSCLE, "point 1.remote", "expected it not to be marked"]);
}

#[test]
fn a_region_is_essential_or_spillover_not_both() {
    let report = broken(MUSCLE, "spillover = [", "spillover = [\"mastoid\", ");
    says(&report, &[MUSCLE, "point 1.spillover", "already essential"]);
}

#[test]
fn a_file_is_called_as_its_muscle() {
    let report = broken(MUSCLE, "id = \"trapezius-upper\"", "id = \"trapezius\"");
    says(&report, &[MUSCLE, "id", "expected the file's own name"]);
}

#[test]
fn points_are_numbered_from_one() {
    let report = broken(MUSCLE, "number = \"2\"", "number = \"3\"");
    says(&report, &[MUSCLE, "point.number", "expected \"2\", found \"3\""]);
}

#[test]
fn one_sided_neighbours_are_refused() {
    let report = broken("regions.toml", "adjacent = [\"forehead\", ", "adjacent = [");
    says(&report, &["regions.toml", "vertex.adjacent", "neighbours are mutual"]);
}

#[test]
fn the_hazard_table_keeps_grave_ones_first() {
    let report = broken("hazards.toml", "severity = \"grave\"", "severity = \"usual\"");
    says(&report, &["hazards.toml", "severity", "expected grave before serious before usual"]);
}

#[test]
fn a_source_that_is_still_cited_cannot_go() {
    let report = broken("sources.toml", "key = \"simons-1999\"", "key = \"simons-2099\"");
    says(&report, &[MUSCLE, "unknown source \"simons-1999\""]);
}

#[test]
fn a_rival_without_red_flags_or_questions_is_refused() {
    let text = fs::read_to_string(folder().join(RIVAL)).expect("a data file");
    let list = |name: &str| {
        let from = text.find(&format!("{name} = [")).expect("a list");
        let to = from + text[from..].find("\n]").expect("its end") + 2;
        text[from..to].to_owned()
    };
    says(&broken(RIVAL, &list("red_flags"), "red_flags = []"), &[RIVAL, "red_flags", "at least one"]);
    says(&broken(RIVAL, &list("questions"), "questions = []"), &[RIVAL, "questions", "2 to 5"]);
}

#[test]
fn a_rival_zone_names_known_regions_once() {
    let report = broken(RIVAL, "\"chest-upper\"", "\"chest-uper\"");
    says(&report, &[RIVAL, "zone.essential", "unknown region \"chest-uper\""]);
    let report = broken(RIVAL, "spillover = [", "spillover = [\"sternum\", ");
    says(&report, &[RIVAL, "\"sternum\"", "expected in one list, once"]);
    let report = broken(RIVAL, "sided = \"left\"", "sided = \"central\"");
    says(&report, &[RIVAL, "painted on both halves"]);
}

#[test]
fn figures_out_of_range_are_refused() {
    says(
        &broken(PRIORS, "percent = [93.75, 93.75]", "percent = [93.75, 9.375]"),
        &[PRIORS, "neck-pain", "percent"],
    );
    says(&broken(PRIORS, "muscle = 0.021", "muscle = 8.0"), &[PRIORS, "tier A.muscle", "found 8"]);
    says(&broken(PRIORS, "people = 224", "people = 0"), &[PRIORS, "neck-pain", "how many were looked at"]);
    says(
        &broken(PRIORS, "points = [\"2\"]", "points = [\"7\"]"),
        &[PRIORS, "neck-pain", "points of the one muscle"],
    );
    says(&broken(PRIORS, "\"levator-scapulae\"", "\"levator\""), &[PRIORS, "unknown muscle \"levator\""]);
    says(&broken(PRIORS, "\"chiarotto-2016\"", "\"hearsay\""), &[PRIORS, "unknown source \"hearsay\""]);
}

#[test]
fn a_case_is_refused_that_names_what_is_not_there_or_chooses_its_split() {
    let file = "cases/left-toothache.toml";
    says(&broken(CASE, "\"upper-teeth:L\"", "\"upper-tooth:L\""), &[file, "painted", "unknown region"]);
    says(&broken(CASE, "\"upper-teeth:L\"", "\"upper-teeth\""), &[file, "painted", "expected :L or :R"]);
    says(
        &broken(CASE, "|masseter-deep:L", "|maseter:L"),
        &[file, "responsible", "unknown muscle \"maseter\""],
    );
    says(&broken(CASE, "|masseter-deep:L", "|masseter-deep/9:L"), &[file, "responsible", "no point \"9\""]);
    says(&broken(CASE, "split = \"evaluate\"", "split = \"tune\""), &[file, "split", "by the rule"]);
    says(
        &broken(CASE, "\"jaw-pain\"", "\"jaw-ache\""),
        &[file, "complaint", "unknown complaint \"jaw-ache\""],
    );
}
