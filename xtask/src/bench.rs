//! `cargo xtask bench`: figures beside the machine's own limits or beside a peer, measured in the same run. Nothing here
//! is asserted.

use crate::root;
use crate::step::{cargo, program, succeed};
use anyhow::{Context, Result, bail};
use std::path::Path;
use std::process::ExitCode;

/// Measures and prints.
type Bench = fn() -> Result<()>;
/// What can be measured.
const BENCHES: [(&str, Bench); 6] = [
    ("clinic", clinic),
    ("journal", journal),
    ("inference", inference),
    ("tissue", tissue),
    ("map", map),
    ("learn", learn),
];
/// The programs that the inference is compared with, from PyPI.
const INFERENCE_PEERS: &[&str] = &["pyagrum", "pgmpy"];
/// The programs that the tissue's solver is compared with, from PyPI.
const TISSUE_PEERS: &[&str] = &["py-pde", "fipy", "numba", "numpy", "scipy"];

fn names() -> String {
    BENCHES.map(|(name, _)| name).join(", ")
}

/// Runs one of them; the clinic's without a name.
pub(crate) fn run(arguments: &[String]) -> Result<ExitCode> {
    let wanted = match arguments {
        [] => "clinic",
        [name] => name.as_str(),
        _ => bail!("one bench at a time: {}", names()),
    };
    let Some((_, bench)) = BENCHES.iter().find(|(name, _)| *name == wanted) else {
        bail!("there is no bench `{wanted}`; there are: {}", names());
    };
    bench().with_context(|| format!("the bench `{wanted}` failed"))?;
    Ok(ExitCode::SUCCESS)
}

fn clinic() -> Result<()> {
    succeed(&mut cargo(&["bench", "--package", "drypoint", "--bench", "clinic"]))
}

/// The whole model beside the machine's limits, then a small problem and the whole model beside other programs.
fn tissue() -> Result<()> {
    succeed(&mut cargo(&["run", "--release", "--package", "tissue", "--example", "speed"]))?;
    let folder = root().join("target").join("bench-tissue");
    std::fs::create_dir_all(&folder)?;
    println!("\ninstalling the peers, if they are not there ...");
    let python = peers_python(&folder, TISSUE_PEERS)?;
    for (example, peers) in [("four_fields", "tissue_peers.py"), ("whole_model", "tissue_whole_model.py")] {
        let solved = folder.join(format!("{example}.jsonl"));
        let mut solve = cargo(&["run", "--release", "--package", "tissue", "--example", example, "--"]);
        succeed(solve.arg(&folder).stdout(std::fs::File::create(&solved)?))?;
        succeed(program(&python).arg(format!("xtask/bench/{peers}")).arg(&solved))?;
    }
    Ok(())
}

/// How smoothly the map follows fingers, in the browser of the tests with its processor slowed down.
fn map() -> Result<()> {
    in_browser("map")
}

/// How smoothly the tissue plays, the same way.
fn learn() -> Result<()> {
    in_browser("learn")
}

fn in_browser(bench: &str) -> Result<()> {
    succeed(&mut cargo(&["build", "--quiet", "--package", "drypoint"]))?;
    succeed(program("node").arg(format!("e2e/bench/{bench}.mjs")))
}

fn journal() -> Result<()> {
    succeed(&mut cargo(&["run", "--release", "--package", "journal", "--example", "append_rate"]))
}

/// Exports the body's network, asks it, and asks the same questions of other programs.
fn inference() -> Result<()> {
    let folder = root().join("target").join("bench-inference");
    std::fs::create_dir_all(&folder)?;
    let (network, questions) = (folder.join("network.json"), folder.join("questions.json"));
    let mut export = cargo(&["run", "--quiet", "--package", "reasoning", "--example", "network"]);
    succeed(export.stdout(std::fs::File::create(&network)?))?;
    let mut ask = cargo(&["run", "--release", "--package", "inference", "--example", "rank_speed", "--"]);
    succeed(ask.args([&network, &questions]))?;
    let python = peers_python(&folder, INFERENCE_PEERS)?;
    succeed(program(&python).arg("xtask/bench/peers.py").args([&network, &questions]))
}

/// A Python that has the peers, in a virtual environment of its own.
fn peers_python(folder: &Path, peers: &[&str]) -> Result<std::path::PathBuf> {
    let place = folder.join("venv");
    let python = place.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let ready = place.join("ready");
    if !ready.is_file() {
        succeed(program("python3").args(["-m", "venv"]).arg(&place))
            .context("the peers need Python 3 with venv (on Debian: apt-get install python3-venv)")?;
        succeed(program(&python).args(["-m", "pip", "install", "--quiet"]).args(peers))?;
        std::fs::write(ready, "")?;
    }
    Ok(python)
}
