//! Style sheets, islands and drawings: inside the binary, under names that carry their content's hash, compressed once.
//!
//! `islands/patient-search.js` is served as `/assets/3f9a…/islands/patient-search.js`: the hash is a folder, so that relative
//! imports between modules stay as they are written, and one hash stands for all files.

mod dress;

use flate2::Compression;
use flate2::write::GzEncoder;
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::{LazyLock, OnceLock};

#[derive(RustEmbed)]
#[folder = "assets"]
// Lit zones are hatched by pattern: nothing refers to the stipple.
#[exclude = "plates/*.dots.json"]
struct Styles;

#[derive(RustEmbed)]
#[folder = "islands"]
#[prefix = "islands/"]
#[exclude = "*.test.mjs"]
#[exclude = "*.d.ts"]
struct Islands;

/// One file.
pub struct Asset {
    /// What it is, for `Content-Type`.
    pub media_type: &'static str,
    /// As it was written.
    pub bytes: Cow<'static, [u8]>,
    gzipped: OnceLock<Vec<u8>>,
    url: String,
}

/// All files that pages refer to.
pub struct Assets {
    files: BTreeMap<String, Asset>,
    hash: String,
}

static ASSETS: LazyLock<Assets> = LazyLock::new(Assets::embedded);

impl Assets {
    /// The files of this binary.
    pub fn get() -> &'static Assets {
        &ASSETS
    }

    fn embedded() -> Self {
        let styles = Styles::iter().filter_map(|name| Some((name.to_string(), Styles::get(&name)?.data)));
        let islands = Islands::iter().filter_map(|name| Some((name.to_string(), Islands::get(&name)?.data)));
        let mut contents: BTreeMap<String, Cow<'static, [u8]>> = styles.chain(islands).collect();
        dress::plates(&mut contents);
        let mut digest = Sha256::new();
        for (name, bytes) in &contents {
            digest.update((name.len() as u64).to_le_bytes());
            digest.update(name);
            digest.update((bytes.len() as u64).to_le_bytes());
            digest.update(bytes);
        }
        let hash: String = digest.finalize().iter().take(8).map(|b| format!("{b:02x}")).collect();
        let files = contents
            .into_iter()
            .map(|(name, bytes)| {
                let url = format!("/assets/{hash}/{name}");
                let asset = Asset { media_type: media_type(&name), bytes, gzipped: OnceLock::new(), url };
                (name, asset)
            })
            .collect();
        Self { files, hash }
    }

    /// Where a file is served. A name that does not exist is a slip in a view: a test walks the pages for dead links, and
    /// the page shows without that file.
    pub fn url(&self, name: &str) -> &str {
        self.files.get(name).map_or("/assets/missing", |asset| &asset.url)
    }

    /// A file by the two parts of its address; none for another release's hash, which must not be cached as this one's.
    pub fn find(&self, hash: &str, name: &str) -> Option<&Asset> {
        if hash == self.hash { self.files.get(name) } else { None }
    }

    /// A file by its name, for an address of its own.
    pub fn file(&self, name: &str) -> Option<&Asset> {
        self.files.get(name)
    }

    /// Names of all files.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }
}

impl Asset {
    /// Compressed, made at the first request and kept.
    pub fn gzipped(&self) -> &[u8] {
        self.gzipped.get_or_init(|| {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
            // Writing into memory cannot fail.
            let _ = encoder.write_all(&self.bytes);
            encoder.finish().unwrap_or_default()
        })
    }
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("json" | "webmanifest") => "application/json",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Most that a tablet fetches before it sees the map, bytes, compressed; the page itself is some 20 kB of it.
    const FIRST_VIEW_MAX: usize = 250_000 - 22_000;

    #[test]
    fn the_first_view_of_the_map_is_light() {
        let assets = Assets::get();
        let plates = ["front-neutral.svg", "front-neutral.json", "back-neutral.svg", "back-neutral.json"]
            .map(|name| format!("plates/{name}"));
        let styles =
            ["base", "ui", "pages", "body-map", "outbox", "print"].map(|name| format!("css/{name}.css"));
        let islands = assets.names().filter(|name| {
            ["body-map", "patient-search", "keep-place", "idle-lock", "outbox-state"]
                .iter()
                .any(|island| *name == format!("islands/{island}.js"))
                || name.starts_with("islands/lib/")
        });
        let names = plates.iter().chain(&styles).map(String::as_str).chain(islands);
        let total: usize = names.map(|name| assets.file(name).expect(name).gzipped().len()).sum();
        assert!(total <= FIRST_VIEW_MAX, "{total} bytes");
    }
}
