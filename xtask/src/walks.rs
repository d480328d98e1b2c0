//! Browser tests: each file is a process of its own, some side by side. A file that fails is walked once more with nothing
//! beside it, because a browser on a busy machine has bad moments that are not the product's; what happened is said either way.

use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Mutex;
use std::time::Instant;

/// Files that run side by side: each waits for its page half of the time, and two cores have room for two.
const FILES_AT_ONCE: usize = 2;

/// Walks all files. `prepared` makes the command that walks one of them, without the file's name.
///
/// # Errors
/// Names the files that failed twice, or says what could not be started.
pub(crate) fn walk(files: &[PathBuf], prepared: impl Fn() -> Command + Sync) -> Result<()> {
    let waiting = Mutex::new(files.iter());
    let stumbled = Mutex::new(Vec::new());
    let next = || waiting.lock().expect("no walker panics while it takes a file").next();
    let walker = || -> Result<()> {
        while let Some(file) = next() {
            if !passes(file, &prepared)? {
                stumbled.lock().expect("no walker panics while it notes a file").push(file);
            }
        }
        Ok(())
    };
    std::thread::scope(|scope| {
        let walkers: Vec<_> = (0..FILES_AT_ONCE).map(|_| scope.spawn(walker)).collect();
        walkers.into_iter().try_for_each(|walker| walker.join().expect("a walker does not panic"))
    })?;

    let stumbled = stumbled.into_inner().expect("the walkers are done");
    let (mut failed, mut second) = (Vec::new(), Vec::new());
    for file in stumbled {
        println!("    once more, alone: {}", name(file));
        if passes(file, &prepared)? { second.push(name(file)) } else { failed.push(name(file)) }
    }
    if !second.is_empty() {
        println!("    passed only at the second time, which is worth a look: {}", second.join(", "));
    }
    if !failed.is_empty() {
        bail!("failed twice: {}", failed.join(", "));
    }
    Ok(())
}

/// Walks one file and prints what it said. Whether it passed.
fn passes(file: &Path, prepared: &impl Fn() -> Command) -> Result<bool> {
    let begun = Instant::now();
    let output = prepared().arg(file).output().with_context(|| format!("{} did not start", name(file)))?;
    let verdict = if output.status.success() { "passed" } else { "FAILED" };
    println!("{}    {} {verdict} in {:.0} s", said(&output), name(file), begun.elapsed().as_secs_f64());
    Ok(output.status.success())
}

/// Both streams without the counts, which are of one file only.
fn said(output: &Output) -> String {
    let both =
        [&output.stdout, &output.stderr].map(|stream| String::from_utf8_lossy(stream).into_owned()).concat();
    both.lines().filter(|line| !line.starts_with("ℹ ")).map(|line| format!("{line}\n")).collect()
}

fn name(file: &Path) -> String {
    file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A shell that ends as the script beside it says; the script is the "file".
    fn shell() -> Command {
        Command::new("sh")
    }

    fn script(folder: &Path, name: &str, text: &str) -> PathBuf {
        let path = folder.join(name);
        std::fs::write(&path, text).expect("a folder that can be written");
        path
    }

    fn folder(name: &str) -> PathBuf {
        let path = std::env::temp_dir().join(format!("drypoint-walks-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a temporary folder");
        path
    }

    #[test]
    fn what_fails_twice_fails_and_is_named() {
        let folder = folder("twice");
        let files = [script(&folder, "fine", "exit 0"), script(&folder, "broken", "exit 1")];
        let error = walk(&files, shell).expect_err("one is broken");
        assert_eq!(error.to_string(), "failed twice: broken");
    }

    #[test]
    fn what_stumbles_once_is_walked_again() {
        let folder = folder("once");
        let mark = folder.join("mark");
        let _ = std::fs::remove_file(&mark);
        let text = format!("test -e {0} || {{ touch {0}; exit 1; }}", mark.display());
        walk(&[script(&folder, "stumbles", &text)], shell).expect("the second time it passes");
        assert!(mark.exists(), "it was walked");
    }
}
