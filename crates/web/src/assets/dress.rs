//! Plates dressed to stand alone: with their style sheet inside, by day and by night, and one layer on top, chosen by the
//! address's fragment (`front.svg#deep`). As drawn by the engraver they are bare, for pages that style them themselves.
//!
//! The skin covers everything, so it is a file of its own (`front.skin.svg`): who looks at muscles need not fetch it. Where the skin
//! lies in depth is one too (`front.skin.json`): only a mark at a place on the body needs it.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// The engraver's style sheet.
const STYLE: &str = "plates/plates.css";
/// From the muscles under the skin down to the bone: the fragment, and what it hides.
const LAYERS: [(&str, &str); 4] = [
    ("superficial", ""),
    ("intermediate", ".layer-superficial"),
    ("deep", ".layer-superficial, .layer-ground, .layer-intermediate"),
    ("bone", ".layer-superficial, .layer-ground, .layer-intermediate, .layer-deep"),
];
/// Where the parts of a plate begin, each a line of its own.
const LAYER: &str = "<g class=\"layer ";
const SKIN: &str = "<g class=\"layer layer-skin\">";
const OUTLINE: &str = "<g class=\"outline\">";
/// Where the depth of the skin begins in a plate's own file; it is the last, and the largest, of what stands there.
const DEPTHS: &[u8] = b",\"depths\":";
/// What follows its view and its frame, which lead from the plate to the body.
const WAY_ENDS: &[u8] = b",\"mirrored\":";

/// Puts the style sheet into every plate.
pub(super) fn plates(files: &mut BTreeMap<String, Cow<'static, [u8]>>) {
    let Some(style) = files.get(STYLE).and_then(|css| std::str::from_utf8(css).ok()).map(inner_style) else {
        return;
    };
    let mut skins = Vec::new();
    for (name, bytes) in files.iter_mut() {
        let Some((plate, ending)) = name.strip_prefix("plates/").and_then(|file| file.rsplit_once('.'))
        else {
            continue;
        };
        if ending == "json"
            && let Some((regions, depths)) = apart(bytes)
        {
            skins.push((format!("plates/{plate}.skin.json"), Cow::Owned(depths)));
            *bytes = Cow::Owned(regions);
        }
        let Some(drawn) = std::str::from_utf8(bytes).ok().filter(|_| ending == "svg") else { continue };
        // The first tag is the root; what follows is put before everything that is drawn.
        let Some(end) = drawn.find('>').map(|at| at + 1) else { continue };
        let dressed = |parts: &[&str]| {
            [&drawn[..end], &style].into_iter().chain(parts.iter().copied()).collect::<String>()
        };
        let rest = &drawn[end..];
        let (skin, muscles) = match (rest.find(LAYER), rest.find(SKIN), rest.find(OUTLINE)) {
            (Some(layers), Some(skin), Some(outline)) if layers <= skin && skin < outline => {
                (dressed(&[&rest[..layers], &rest[skin..]]), dressed(&[&rest[..skin], &rest[outline..]]))
            }
            // A diagram has no skin.
            _ => (dressed(&[rest]), dressed(&[rest])),
        };
        skins.push((format!("plates/{plate}.skin.svg"), Cow::Owned(skin.into_bytes())));
        *bytes = Cow::Owned(muscles.into_bytes());
    }
    files.extend(skins);
}

/// A plate's own file without the depths of its skin; and those, with what leads from the plate to the body.
fn apart(file: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let depths = file.windows(DEPTHS.len()).rposition(|part| part == DEPTHS)?;
    let way = file.windows(WAY_ENDS.len()).position(|part| part == WAY_ENDS)?;
    Some(([&file[..depths], b"}\n"].concat(), [&file[..way], &file[depths..]].concat()))
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

    #[test]
    fn the_skin_is_a_file_of_its_own_and_what_lies_over_all_is_in_both() {
        let mut files = BTreeMap::from([
            (STYLE.to_owned(), Cow::Borrowed(b"".as_slice())),
            (
                "plates/front.svg".to_owned(),
                Cow::Borrowed(
                    concat!(
                        "<svg><title>Front</title>\n<g class=\"layer layer-bone\">1</g>\n",
                        "<g class=\"layer layer-skin\">2</g>\n<g class=\"outline\">3</g></svg>"
                    )
                    .as_bytes(),
                ),
            ),
            (
                "plates/front.json".to_owned(),
                Cow::Borrowed(br#"{"view":{},"mirrored":true,"arcs":[[1]],"depths":{"rows":[]}}"#.as_slice()),
            ),
        ]);
        plates(&mut files);
        let text = |name: &str| String::from_utf8_lossy(&files[name]).into_owned();
        let (muscles, skin) = (text("plates/front.svg"), text("plates/front.skin.svg"));
        assert!(
            muscles.ends_with(">1</g>\n<g class=\"outline\">3</g></svg>") && !muscles.contains(">2<"),
            "{muscles}"
        );
        assert!(
            skin.ends_with(">2</g>\n<g class=\"outline\">3</g></svg>") && !skin.contains(">1<"),
            "{skin}"
        );
        assert!(muscles.contains("<title>Front") && skin.contains("<title>Front"));
        assert_eq!(text("plates/front.json").trim(), r#"{"view":{},"mirrored":true,"arcs":[[1]]}"#);
        assert_eq!(text("plates/front.skin.json"), r#"{"view":{},"depths":{"rows":[]}}"#);
    }

    #[test]
    fn every_plate_of_the_binary_has_its_skin_apart_and_its_file_without_depths() {
        let assets = super::super::Assets::get();
        for name in assets.names().filter(|name| name.starts_with("plates/")) {
            let text = String::from_utf8_lossy(&assets.file(name).expect("a file").bytes).into_owned();
            assert!(name.ends_with(".skin.svg") || !text.contains(SKIN), "{name}");
            assert_eq!(name.ends_with(".skin.json"), text.contains("\"depths\":"), "{name}");
        }
    }
}
