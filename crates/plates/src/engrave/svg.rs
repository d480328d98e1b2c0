//! The SVG of a plate. No colour stands in it: classes say what a path is, the style sheet says how it looks.

use super::{Engraving, file_name};
use crate::muscle::Kind;
use crate::picture::Path;
use std::fmt::Write;

/// A group of paths.
pub(super) struct Group {
    pub(super) class: String,
    /// The atlas's id (or a tendon's).
    pub(super) muscle: Option<String>,
    side: i8,
    part: Option<String>,
    paths: Vec<(&'static str, String)>,
    /// Groups inside.
    pub(super) inner: Vec<Group>,
}

impl Group {
    pub(super) fn layer(name: &str) -> Self {
        let class = format!("layer layer-{name}");
        Self { class, muscle: None, side: 0, part: None, paths: Vec::new(), inner: Vec::new() }
    }

    pub(super) fn muscle(id: &str, kind: Kind, side: i8, part: Option<&str>) -> Self {
        let class = if kind == Kind::Muscle { "muscle" } else { "tendon" };
        Self {
            class: class.to_owned(),
            muscle: Some(id.to_owned()),
            side,
            part: part.map(str::to_owned),
            paths: Vec::new(),
            inner: Vec::new(),
        }
    }

    /// Adds a path unless nothing is in it.
    pub(super) fn path(&mut self, class: &'static str, path: &Path) {
        if !path.is_empty() {
            self.paths.push((class, path.data().to_owned()));
        }
    }

    /// All of the shape is flesh: it is coloured as such, and not drawn twice.
    pub(super) fn all_flesh(&mut self) {
        self.class.push_str(" fleshy");
    }

    /// What lies under it shows through.
    pub(super) fn sheer(&mut self) {
        self.class.push_str(" sheer");
    }

    fn write(&self, to: &mut String) -> std::fmt::Result {
        write!(to, "<g class=\"{}\"", self.class)?;
        if let Some(id) = &self.muscle {
            write!(to, " data-muscle=\"{id}\"")?;
        }
        match self.side {
            1 => write!(to, " data-side=\"left\"")?,
            -1 => write!(to, " data-side=\"right\"")?,
            _ => {}
        }
        if let Some(part) = &self.part {
            write!(to, " data-part=\"{}\"", part.replace(['"', '<', '&'], ""))?;
        }
        to.push('>');
        for (class, data) in &self.paths {
            write!(to, "<path class=\"{class}\" d=\"{data}\"/>")?;
        }
        for group in &self.inner {
            group.write(to)?;
        }
        to.push_str("</g>\n");
        Ok(())
    }
}

/// The plate as an SVG document.
pub fn written(engraving: &Engraving) -> String {
    let mut text = String::new();
    write(engraving, &mut text).expect("a string takes all");
    text
}

fn write(engraving: &Engraving, to: &mut String) -> std::fmt::Result {
    let plate = engraving.plate;
    let box_ = engraving.view_box();
    writeln!(
        to,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"plate\" data-plate=\"{}\" data-sex=\"{}\" viewBox=\"{} {} {} {}\">",
        plate.id,
        engraving.figure.body.sex.word(),
        box_[0],
        box_[1],
        box_[2],
        box_[3]
    )?;
    writeln!(to, "<title>{}</title>", plate.title)?;
    if plate.symmetric {
        // Names of their own, for plates of two bodies in one page.
        let file = file_name(engraving).replace(".svg", "");
        // Each layer and its mirror together, so that layers can be shown and hidden as one.
        for (n, layer) in engraving.layers.iter().enumerate() {
            let id = format!("half-{file}-{n}");
            let name = layer.class.as_str();
            writeln!(to, "<g class=\"{name}\">")?;
            // The class is for the style sheet: in the copy that `use` makes nothing above this group is seen.
            write!(to, "<g class=\"half\" id=\"{id}\">")?;
            for (class, data) in &layer.paths {
                write!(to, "<path class=\"{class}\" d=\"{data}\"/>")?;
            }
            for group in &layer.inner {
                group.write(to)?;
            }
            writeln!(to, "</g><use href=\"#{id}\" transform=\"scale(-1 1)\"/></g>")?;
        }
        let id = format!("half-{file}-outline");
        write!(
            to,
            "<g class=\"outline\"><g class=\"half\" id=\"{id}\"><path class=\"o\" d=\"{}\"/></g>",
            engraving.outline.data()
        )?;
        writeln!(to, "<use href=\"#{id}\" transform=\"scale(-1 1)\"/></g>")?;
    } else {
        for layer in &engraving.layers {
            layer.write(to)?;
        }
        writeln!(to, "<g class=\"outline\"><path class=\"o\" d=\"{}\"/></g>", engraving.outline.data())?;
    }
    to.push_str("</svg>\n");
    Ok(())
}
