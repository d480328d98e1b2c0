//! A whole plate: layers from bone to skin, each muscle its own group.

use super::svg::Group;
use super::{Figure, Plate, Scene, bones, muscles, outline, skin};
use crate::muscle::Layer;
use crate::picture::{Path, View};
use rayon::prelude::*;

/// A plate ready to be written.
pub struct Engraving<'a> {
    /// Which.
    pub plate: &'a Plate,
    /// Of whom.
    pub figure: &'a Figure<'a>,
    /// How it was looked at.
    pub view: View,
    /// Plate units per mm.
    pub units_per_mm: f64,
    /// Groups in painting order.
    pub(super) layers: Vec<Group>,
    /// The outline, over everything.
    pub(super) outline: Path,
}

impl Engraving<'_> {
    /// Layers from the bone outwards, as the classes name them.
    pub fn layers(&self) -> Vec<&str> {
        self.layers.iter().filter_map(|l| l.class.strip_prefix("layer layer-")).collect()
    }

    /// The SVG's box in plate units: left, top, width, height.
    pub fn view_box(&self) -> [i64; 4] {
        let [u0, v0, u1, v1] = self.plate.frame;
        let u1 = if self.plate.symmetric { -u0 } else { u1 };
        [u0, -v1, u1 - u0, v1 - v0].map(|mm| (mm * self.units_per_mm).round() as i64)
    }

    /// Muscles that can be seen, by layer, in painting order, without repetition.
    pub fn muscles(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = Vec::new();
        for muscle in self.layers.iter().flat_map(|l| &l.inner).filter_map(|g| g.muscle.as_deref()) {
            if !ids.contains(&muscle) {
                ids.push(muscle);
            }
        }
        ids
    }
}

/// Engraves a plate of a figure.
pub fn engrave<'a>(figure: &'a Figure<'a>, plate: &'a Plate) -> Engraving<'a> {
    let scene = Scene::new(figure, plate);
    let mut layers = vec![bone_layer(&scene)];
    for layer in Layer::ALL {
        if layer == Layer::Superficial && !plate.ground.is_empty() && !plate.without_skin {
            layers.push(skin_layer(&scene, "ground", &scene.ground));
        }
        layers.push(muscle_layer(&scene, layer));
    }
    let whole: Vec<bool> = (0..scene.skin_seen.near.len()).map(|i| scene.skin_seen.some(i)).collect();
    let mut outline = Path::new(scene.hand.units_per_mm);
    if !plate.without_skin {
        let mut skin = skin_layer(&scene, "skin", &whole);
        let mut stump = Path::new(scene.hand.units_per_mm);
        outline::body(&scene, &mut outline, &mut stump);
        skin.path("o", &stump);
        layers.push(skin);
    }
    Engraving { plate, figure, units_per_mm: scene.hand.units_per_mm, view: scene.view, layers, outline }
}

fn bone_layer(scene: &Scene) -> Group {
    let drawn = bones::draw(scene);
    let mut group = Group::layer("bone");
    group.path("bf", &drawn.closed);
    group.path("bg", &drawn.cut);
    group.path("be", &drawn.edge);
    group.path("bl", &drawn.lines);
    group
}

fn skin_layer(scene: &Scene, name: &str, mask: &[bool]) -> Group {
    let drawn = skin::draw(scene, mask, name == "skin", name);
    let mut group = Group::layer(name);
    group.path("sf", &drawn.fill);
    group.path("sl", &drawn.lines);
    group
}

fn muscle_layer(scene: &Scene, layer: Layer) -> Group {
    let figure = scene.figure;
    let mut jobs = Vec::new();
    for (muscle, sheets) in figure.muscles.iter().zip(&figure.sheets).filter(|(m, _)| m.layer == layer) {
        for (n, (part, sheet)) in muscle.parts.iter().zip(sheets).enumerate() {
            if scene.shows(muscle, sheet) {
                jobs.extend(scene.sides().iter().map(|side| (muscle, n, part, sheet, *side)));
            }
        }
    }
    // Parts with the same number keep the table's order.
    jobs.sort_by(|a, b| a.2.paint.total_cmp(&b.2.paint));
    let drawn: Vec<_> = jobs
        .par_iter()
        .map(|(muscle, n, part, sheet, side)| {
            muscles::draw(scene, muscle, part, sheet, *side, &format!("{} {n}", muscle.id))
        })
        .collect();
    let mut group = Group::layer(layer.word());
    for ((muscle, _, part, _, side), drawn) in jobs.into_iter().zip(drawn) {
        let Some(drawn) = drawn else { continue };
        let side = if scene.plate.symmetric { 0 } else { side };
        let mut inner = Group::muscle(&muscle.id, muscle.kind, side, part.name.as_deref());
        if drawn.shape.edge.is_empty() {
            inner.path("f", &drawn.shape.fill);
        } else {
            inner.path("g", &drawn.shape.fill);
        }
        match &drawn.belly {
            Some(belly) => inner.path("b", belly),
            None => inner.all_flesh(),
        }
        for wash in &drawn.wash {
            inner.path("w", wash);
        }
        inner.path("l", &drawn.fibres);
        inner.path("n", &drawn.tendons);
        inner.path("e", &drawn.shape.edge);
        group.inner.push(inner);
    }
    group
}
