//! Prints how well the facts of the atlas are known; with `--write` puts the table into docs/ATLAS.md.
//!
//! `cargo run -p atlas --example facts_by_certainty -- --write`

use std::error::Error;
use std::{env, fs};

const START: &str =
    "<!-- facts by certainty: cargo run -p atlas --example facts_by_certainty -- --write -->\n";
const END: &str = "<!-- end of facts by certainty -->";

fn main() -> Result<(), Box<dyn Error>> {
    let table = atlas::certainty_table();
    if env::args().nth(1).as_deref() != Some("--write") {
        print!("{table}");
        return Ok(());
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/ATLAS.md");
    let text = fs::read_to_string(path)?;
    let (before, rest) =
        text.split_once(START).ok_or("docs/ATLAS.md: expected the opening mark of the table")?;
    let (_, after) = rest.split_once(END).ok_or("docs/ATLAS.md: expected the closing mark of the table")?;
    fs::write(path, [before, START, &table, END, after].concat())?;
    Ok(())
}
