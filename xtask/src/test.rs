//! `cargo xtask test`: everything that can be checked, cheap things first.

use crate::machine;
use crate::root;
use crate::step::{Step, cargo, program, run as run_steps, succeed};
use crate::walks;
use anyhow::{Context, Result, bail};
use std::cmp::Reverse;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// The steps, in the order in which they run.
const STEPS: [Step; 9] = [
    Step { name: "format", what: "one way to lay out code", browser: false, run: format },
    Step { name: "clippy", what: "no warning", browser: false, run: clippy },
    Step { name: "build", what: "every target, the binary too", browser: false, run: build },
    Step {
        name: "rust",
        what: "unit, property, integration and documentation tests",
        browser: false,
        run: rust,
    },
    Step { name: "doc", what: "documentation without a broken link", browser: false, run: doc },
    Step { name: "npm", what: "what the browser tests stand on", browser: true, run: npm },
    Step { name: "types", what: "the islands and their tests under tsc, strict", browser: true, run: types },
    Step { name: "modules", what: "the islands' modules without a page", browser: true, run: modules },
    Step { name: "browser", what: "the real server in a headless Chromium", browser: true, run: browser },
];

/// Names of the steps.
pub(crate) fn names() -> Vec<&'static str> {
    STEPS.iter().map(|step| step.name).collect()
}

/// Runs the steps that are asked for; all without a name.
pub(crate) fn run(arguments: &[String]) -> Result<ExitCode> {
    let steps = chosen(arguments)?;
    if steps.iter().any(|step| step.browser) {
        // Before anything is built: who lacks a browser should not learn it after ten minutes.
        machine::prepare()?;
    }
    Ok(if run_steps(&steps) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn chosen(arguments: &[String]) -> Result<Vec<&'static Step>> {
    let no_browser = arguments.iter().any(|argument| argument == "--no-browser");
    let wanted: Vec<&str> = arguments.iter().map(String::as_str).filter(|a| *a != "--no-browser").collect();
    if let Some(unknown) = wanted.iter().find(|name| !names().contains(name)) {
        bail!("there is no step `{unknown}`; steps are {}", names().join(", "));
    }
    let asked_for = |step: &&Step| wanted.is_empty() || wanted.contains(&step.name);
    Ok(STEPS.iter().filter(asked_for).filter(|step| !(no_browser && step.browser)).collect())
}

fn format() -> Result<()> {
    succeed(&mut cargo(&["fmt", "--all", "--check"]))
        .context("is rustfmt there? rustup component add rustfmt")
}

fn clippy() -> Result<()> {
    component("clippy", "clippy")?;
    succeed(&mut cargo(&["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"]))
}

/// A part of the toolchain that not every installation has.
fn component(subcommand: &str, name: &str) -> Result<()> {
    let there = cargo(&[subcommand, "--version"]).output().is_ok_and(|output| output.status.success());
    if there { Ok(()) } else { bail!("this toolchain lacks {name}: rustup component add {name}") }
}

/// The same selection as `cargo test --workspace`, so that nothing is built twice with other features; it also makes the
/// binary that the browser tests drive.
fn build() -> Result<()> {
    succeed(&mut cargo(&["build", "--workspace", "--all-targets", "--quiet"]))
}

fn rust() -> Result<()> {
    succeed(&mut cargo(&["test", "--workspace", "--quiet"]))
}

fn doc() -> Result<()> {
    succeed(cargo(&["doc", "--no-deps", "--workspace", "--quiet"]).env("RUSTDOCFLAGS", "-D warnings"))
}

fn npm() -> Result<()> {
    succeed(program("npm").current_dir(end_to_end()).args([
        "ci",
        "--no-audit",
        "--no-fund",
        "--ignore-scripts",
    ]))
}

fn types() -> Result<()> {
    let compiler = end_to_end().join("node_modules/typescript/bin/tsc");
    succeed(program("node").current_dir(end_to_end()).arg(compiler).args(["-p", "."]))
}

fn modules() -> Result<()> {
    let files = tests_in(&root().join("crates/web/islands"))?;
    if files.is_empty() {
        bail!("crates/web/islands holds no *.test.mjs");
    }
    succeed(node_test().args(files))
}

fn browser() -> Result<()> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    let built = target.join("debug").join(format!("drypoint{}", std::env::consts::EXE_SUFFIX));
    if !built.is_file() {
        build()?;
    }
    let chromium = machine::chromium().context("no Chromium was found")?;
    let mut files = tests_in(&end_to_end().join("tests"))?;
    // The longest first, so that no long one is left over for the end.
    files.sort_by_key(|file| Reverse(file.metadata().map_or(0, |about| about.len())));
    walks::walk(&files, || {
        let mut node = node_test();
        node.env("CHROMIUM", &chromium).env("DRYPOINT", &built);
        node
    })
}

fn node_test() -> Command {
    let mut node = program("node");
    node.current_dir(end_to_end()).args(["--test", "--test-reporter=spec"]);
    node
}

fn end_to_end() -> PathBuf {
    root().join("e2e")
}

/// Every `*.test.mjs` under a folder, in the order of their names.
fn tests_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(tests_in(&path)?);
        } else if path.to_string_lossy().ends_with(".test.mjs") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen_names(arguments: &[&str]) -> Vec<&'static str> {
        let arguments: Vec<String> = arguments.iter().map(|a| (*a).to_owned()).collect();
        chosen(&arguments).expect("known steps").iter().map(|step| step.name).collect()
    }

    #[test]
    fn without_a_name_everything_runs() {
        assert_eq!(chosen_names(&[]), names());
    }

    #[test]
    fn without_a_browser_only_rust_is_checked() {
        assert_eq!(chosen_names(&["--no-browser"]), ["format", "clippy", "build", "rust", "doc"]);
    }

    #[test]
    fn named_steps_run_in_their_order() {
        assert_eq!(chosen_names(&["rust", "format"]), ["format", "rust"]);
        assert!(chosen(&["formt".to_owned()]).is_err());
    }
}
