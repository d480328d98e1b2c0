//! A whole plate: layers from bone to skin, each muscle its own group.

use super::muscles::Seen;
use super::svg::Group;
use super::{Figure, Plate, Scene, bones, depth, muscles, outline, seams, shadow, skin};
use crate::muscle::{Layer, Muscle, Part};
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
    let mut pieces = Layer::ALL.map(|layer| seen_of(&scene, layer));
    depth::hide(&scene, pieces.iter_mut().flatten().filter_map(|piece| piece.seen.as_mut()));
    let mut layers = vec![bone_layer(&scene)];
    let bare = bare(&scene, &pieces);
    for (layer, pieces) in Layer::ALL.into_iter().zip(pieces) {
        if layer == Layer::Superficial && !plate.without_skin {
            layers.push(ground_layer(&scene, &bare));
        }
        layers.push(muscle_layer(&scene, layer, pieces));
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
    for wash in &drawn.wash {
        group.path("bw", wash);
    }
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

/// Skin that stays over the bones, and the skin's shade where neither muscle nor bone is: a body is round there too.
fn ground_layer(scene: &Scene, bare: &[bool]) -> Group {
    let mut group = if scene.plate.ground.is_empty() {
        Group::layer("ground")
    } else {
        skin_layer(scene, "ground", &scene.ground)
    };
    group.path("sl", &skin::bare(scene, bare));
    group
}

/// Where the plate shows skin, but nothing below it.
fn bare(scene: &Scene, pieces: &[Vec<Piece>; 3]) -> Vec<bool> {
    let width = scene.view.width;
    let mut bare: Vec<bool> = (0..scene.ground.len())
        .map(|i| scene.skin_seen.some(i) && !scene.bones_seen.some(i) && !scene.ground[i])
        .collect();
    for seen in pieces.iter().flatten().filter_map(|piece| piece.seen.as_ref()) {
        let [left, top, across, _] = seen.window;
        for (i, _) in seen.mask.iter().enumerate().filter(|(_, mask)| **mask) {
            bare[(i / across + top) * width + i % across + left] = false;
        }
    }
    bare
}

/// A part of a muscle on one side (1 left, -1 right), as far as the plate sees it.
struct Piece<'a> {
    muscle: &'a Muscle,
    part: &'a Part,
    /// Which of its parts.
    number: usize,
    side: i8,
    seen: Option<Seen<'a>>,
}

/// All parts of a layer in painting order.
fn seen_of<'a>(scene: &'a Scene<'a>, layer: Layer) -> Vec<Piece<'a>> {
    let figure = scene.figure;
    let mut jobs = Vec::new();
    for (muscle, sheets) in figure.muscles.iter().zip(&figure.sheets).filter(|(m, _)| m.layer == layer) {
        for (number, (part, sheet)) in muscle.parts.iter().zip(sheets).enumerate() {
            if scene.shows(muscle, sheet) {
                jobs.extend(scene.sides().iter().map(|side| (muscle, number, part, sheet, *side)));
            }
        }
    }
    // Parts with the same number keep the table's order.
    jobs.sort_by(|a, b| a.2.paint.total_cmp(&b.2.paint));
    let look = |(muscle, number, part, sheet, side)| {
        let seen = muscles::look(scene, muscle, part, sheet, side);
        Piece { muscle, part, number, side, seen }
    };
    jobs.into_par_iter().map(look).collect()
}

fn muscle_layer(scene: &Scene, layer: Layer, mut pieces: Vec<Piece>) -> Group {
    shadow::cast(scene, pieces.iter_mut().filter_map(|piece| piece.seen.as_mut()));
    seams::find(scene, pieces.iter_mut().filter_map(|piece| piece.seen.as_mut()).collect());
    let drawn: Vec<_> = pieces
        .par_iter()
        .map(|piece| {
            let name = format!("{} {}", piece.muscle.id, piece.number);
            muscles::draw(piece.seen.as_ref()?, &name, piece.side)
        })
        .collect();
    let mut group = Group::layer(layer.word());
    for (Piece { muscle, part, side, .. }, drawn) in pieces.into_iter().zip(drawn) {
        let Some(drawn) = drawn else { continue };
        let side = if scene.plate.symmetric { 0 } else { side };
        let mut inner = Group::muscle(&muscle.id, muscle.kind, side, part.name.as_deref());
        if part.sheer {
            inner.sheer();
        }
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
        for wash in &drawn.pale_wash {
            inner.path("wn", wash);
        }
        inner.path("l", &drawn.fibres);
        inner.path("n", &drawn.tendons);
        inner.path("e", &drawn.shape.edge);
        group.inner.push(inner);
    }
    group
}
