//! Reads `data/` and `cases/`, proves them sound and turns them into Rust constants. Bad data stops the build, and each message
//! names the file, the field and what was expected.

#[path = "build/check.rs"]
mod check;
#[path = "build/emit.rs"]
mod emit;
#[path = "build/format.rs"]
mod format;

use std::path::{Path, PathBuf};
use std::{env, fs, process};

fn main() {
    println!("cargo::rerun-if-changed=data");
    println!("cargo::rerun-if-changed=cases");
    println!("cargo::rerun-if-changed=build");
    let folder = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("set by cargo")).join("data");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("set by cargo")).join("atlas.rs");
    if let Err(problems) = compile(&folder, &out) {
        for problem in &problems {
            for line in problem.lines() {
                println!("cargo::error={line}");
            }
        }
        process::exit(1);
    }
}

fn compile(folder: &Path, out: &Path) -> Result<(), Vec<String>> {
    let data = format::Data::read(folder)?;
    let problems = check::problems(&data);
    if !problems.is_empty() {
        return Err(problems);
    }
    fs::write(out, emit::rust(&data)).map_err(|error| vec![format!("{}: {error}", out.display())])
}
