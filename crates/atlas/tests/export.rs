//! The JSON document that scripts outside rely on.

use atlas::{Atlas, export_json};
use serde_json::Value;

fn document() -> Value {
    serde_json::from_str(&export_json().expect("a document")).expect("JSON")
}

#[test]
fn it_has_the_version_and_every_point_with_its_zones() {
    let document = document();
    assert_eq!(document["version"], Atlas::version());
    let muscles = document["muscles"].as_array().expect("muscles");
    assert_eq!(muscles.len(), Atlas::get().muscles().len());
    let points = muscles.iter().flat_map(|muscle| muscle["trigger_points"].as_array().expect("points"));
    let mut count = 0;
    for point in points {
        assert!(point["point"].as_str().is_some_and(|number| number.parse::<u8>().is_ok()), "{point}");
        for field in ["site", "essential", "spillover", "essential_contralateral", "spillover_contralateral"]
        {
            for region in point[field].as_array().expect(field) {
                assert!(region.as_str().expect("an id").parse::<atlas::RegionId>().is_ok(), "{region}");
            }
        }
        count += 1;
    }
    assert_eq!(count, Atlas::get().points().count());
}

#[test]
fn the_upper_trapezius_reads_as_it_is_written() {
    let document = document();
    let muscles = document["muscles"].as_array().expect("muscles");
    let muscle = muscles.iter().find(|muscle| muscle["id"] == "trapezius-upper").expect("the muscle");
    let point = &muscle["trigger_points"][0];
    assert_eq!(point["point"], "1");
    assert_eq!(point["essential"], serde_json::json!(["neck-side", "mastoid", "temple"]));
    assert_eq!(muscle["depth_caps"][0]["max_depth_mm"], 30);
    assert_eq!(muscle["depth_caps"][0]["citation"]["certainty"], "checked");
    assert_eq!(muscle["needlings"][0]["hazards"][0], "lung-apex");
    assert_eq!(muscle["motion"]["limited"][0], "neck-sidebend-contra");
    assert_eq!(muscle["acupoints"][1]["points"], serde_json::json!(["2"]));
}

#[test]
fn every_id_in_it_resolves_inside_it() {
    let document = document();
    let known = |table: &str| -> Vec<String> {
        let rows = document[table].as_array().expect(table).iter();
        rows.map(|row| row["id"].as_str().expect("an id").to_owned()).collect()
    };
    let (hazards, sources) = (known("hazards"), known("sources"));
    for muscle in document["muscles"].as_array().expect("muscles") {
        for needling in muscle["needlings"].as_array().expect("needlings") {
            for hazard in needling["hazards"].as_array().expect("hazards") {
                assert!(hazards.iter().any(|id| hazard == id), "{hazard}");
            }
            for cited in needling["citation"]["sources"].as_array().expect("sources") {
                assert!(sources.iter().any(|id| cited["source"] == *id), "{cited}");
            }
        }
    }
}

#[test]
fn acupoints_are_never_more_than_disputed_neighbours() {
    assert_eq!(document()["acupoint_note"], "anatomical neighbour (disputed)");
}

#[test]
fn it_has_the_rivals_and_the_figures_of_frequency() {
    let document = document();
    let rivals = document["rivals"].as_array().expect("rivals");
    assert_eq!(rivals.len(), Atlas::get().rivals().len());
    let heart = rivals.iter().find(|rival| rival["id"] == "heart").expect("the heart");
    assert_eq!(heart["sided"], "left");
    assert_eq!(heart["zone"]["essential"][0], "sternum");
    assert_eq!(heart["red_flags"][0]["urgency"], "emergency");
    assert!(heart["zone"]["citation"]["sources"][0]["source"].is_string());
    let complaints = document["priors"]["complaints"].as_array().expect("complaints");
    let neck = complaints.iter().find(|group| group["id"] == "neck-pain").expect("neck pain");
    assert_eq!(neck["shares"][1]["points"][0], "trapezius-upper/2");
    assert_eq!(neck["shares"][1]["high_percent"], 82.1);
    assert_eq!(neck["rivals"][0], "facet-cervical-lower");
    assert!(document["priors"]["cautions"].as_array().is_some_and(|cautions| cautions.len() >= 4));
    assert!(document.get("cases").is_none(), "cases are for evaluation, not knowledge");
}
