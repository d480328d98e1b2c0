//! All plates on one page, open to everybody.

use crate::app::App;
use crate::assets::Assets;
use crate::http::access::Guest;
use crate::views::plates::{LAYERS, PlateView, page};
use crate::views::shell::{Nav, Shell};
use axum::extract::{Query, State};
use maud::Markup;
use serde::Deserialize;
use std::sync::{Arc, LazyLock};

/// What the engraver says of a plate, as far as the page needs it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Drawn {
    title: String,
    file: String,
    view_box: [f64; 4],
}

static DRAWN: LazyLock<Vec<Drawn>> = LazyLock::new(|| {
    let file = Assets::get().file("plates/plates.json");
    file.and_then(|asset| serde_json::from_slice(&asset.bytes).ok()).unwrap_or_default()
});

/// Every plate, at the layer that the address asks for.
pub(super) async fn index(
    State(app): State<Arc<App>>,
    guest: Guest,
    Query(fields): Query<Vec<(String, String)>>,
) -> Markup {
    let texts = App::texts();
    let asked = fields.iter().find(|(name, _)| name == "layer").map(|(_, layer)| layer.as_str());
    let layer = LAYERS.iter().find(|(id, _)| Some(*id) == asked).map_or("superficial", |(id, _)| *id);
    let shell = match &guest.0 {
        Some(caller) => app.shell(caller, texts.get("plates-title"), Nav::Atlas),
        None => Shell { nav: Nav::Atlas, ..app.door_shell(texts.get("plates-title")) },
    };
    let plates: Vec<PlateView> = DRAWN
        .iter()
        .map(|drawn| PlateView {
            title: drawn.title.clone(),
            address: shell.assets.url(&format!("plates/{}", file_of(&drawn.file, layer))).to_owned(),
            width: drawn.view_box[2],
            height: drawn.view_box[3],
        })
        .collect();
    page(&shell, &plates, layer, texts)
}

/// The skin lies in a file of its own.
fn file_of(plate: &str, layer: &str) -> String {
    if layer == "skin" { plate.replace(".svg", ".skin.svg") } else { plate.to_owned() }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_plate_that_the_engraver_lists_is_there() {
        assert!(super::DRAWN.len() > 20);
        for drawn in super::DRAWN.iter() {
            for (layer, _) in super::LAYERS {
                let name = format!("plates/{}", super::file_of(&drawn.file, layer));
                assert!(super::Assets::get().file(&name).is_some(), "{name}");
            }
        }
    }
}
