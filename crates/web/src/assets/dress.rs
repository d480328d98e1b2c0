//! Plates dressed to stand alone: with their style sheet inside, by day and by night, and one layer on top, chosen by the
//! address's fragment (`front.svg#deep`). As drawn by the engraver they are bare, for pages that style them themselves.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// The engraver's style sheet.
const STYLE: &str = "plates/plates.css";
/// From the skin down to the bone: the fragment, and what it hides.
const LAYERS: [(&str, &str); 5] = [
    ("skin", ""),
    ("superficial", ".layer-skin"),
    ("intermediate", ".layer-skin, .layer-superficial"),
    ("deep", ".layer-skin, .layer-superficial, .layer-ground, .layer-intermediate"),
    ("bone", ".layer-skin, .layer-superficial, .layer-ground, .layer-intermediate, .layer-deep"),
];

/// Puts the style sheet into every plate.
pub(super) fn plates(files: &mut BTreeMap<String, Cow<'static, [u8]>>) {
    let Some(style) = files.get(STYLE).and_then(|css| std::str::from_utf8(css).ok()).map(inner_style) else {
        return;
    };
    for (name, bytes) in files.iter_mut() {
        let drawn = name.strip_prefix("plates/").and_then(|file| file.rsplit_once('.'));
        if drawn.is_none_or(|(_, ending)| ending != "svg") {
            continue;
        }
        // The first tag is the root; what follows is put before everything that is drawn.
        let Some(end) = bytes.iter().position(|b| *b == b'>') else { continue };
        let mut dressed = bytes[..=end].to_vec();
        dressed.extend_from_slice(style.as_bytes());
        dressed.extend_from_slice(&bytes[end + 1..]);
        *bytes = Cow::Owned(dressed);
    }
}

fn inner_style(css: &str) -> String {
    let night = css
        .split_once(".plate.night {")
        .and_then(|(_, rest)| rest.split_once('}'))
        .map_or(String::new(), |(night, _)| {
            format!("@media (prefers-color-scheme: dark) {{ .plate {{{night}}} }}")
        });
    let rules: String = LAYERS
        .iter()
        .filter(|(_, hides)| !hides.is_empty())
        .map(|(layer, hides)| format!("#{layer}:target ~ :is({hides}) {{ display: none; }}\n"))
        .collect();
    let marks: String = LAYERS.iter().map(|(layer, _)| format!("<g id=\"{layer}\"/>")).collect();
    format!("<style>{css}{night}\n{rules}</style>{marks}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plate_stands_alone_and_keeps_all_that_was_drawn() {
        let mut files: BTreeMap<String, Cow<'static, [u8]>> = BTreeMap::from([
            (
                STYLE.to_owned(),
                Cow::Borrowed(b".plate .l { fill: red; } .plate.night { --x: 1; }".as_slice()),
            ),
            ("plates/front.svg".to_owned(), Cow::Borrowed(b"<svg class=\"plate\"><g/></svg>".as_slice())),
            ("mark.svg".to_owned(), Cow::Borrowed(b"<svg/>".as_slice())),
        ]);
        plates(&mut files);
        let front = String::from_utf8_lossy(&files["plates/front.svg"]).into_owned();
        assert!(
            front.starts_with("<svg class=\"plate\"><style>") && front.ends_with("<g/></svg>"),
            "{front}"
        );
        assert!(front.contains("@media (prefers-color-scheme: dark) { .plate { --x: 1; } }"), "{front}");
        assert!(front.contains("#deep:target ~"), "{front}");
        assert_eq!(&*files["mark.svg"], b"<svg/>");
    }
}
