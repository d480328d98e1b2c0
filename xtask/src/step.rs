//! One thing that is checked: it has a name, says what it runs and how long that took.

use crate::root;
use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::process::Command;
use std::time::Instant;

/// A named check.
pub(crate) struct Step {
    /// As it is typed: `cargo xtask test clippy`.
    pub(crate) name: &'static str,
    /// What it proves, in a few words.
    pub(crate) what: &'static str,
    /// Whether it needs Node.js or a browser.
    pub(crate) browser: bool,
    /// Does it; an error says what was wrong.
    pub(crate) run: fn() -> Result<()>,
}

/// Runs steps in order and stops at the first that fails. Whether all passed.
pub(crate) fn run(steps: &[&Step]) -> bool {
    let begun = Instant::now();
    for (done, step) in steps.iter().enumerate() {
        println!("\n[{}/{}] {}: {}", done + 1, steps.len(), step.name, step.what);
        let step_begun = Instant::now();
        let outcome = (step.run)();
        let seconds = step_begun.elapsed().as_secs_f64();
        if let Err(error) = outcome {
            println!("\n{} failed after {seconds:.1} s: {error:#}", step.name);
            println!("Run it alone: cargo xtask test {}", step.name);
            println!("{done} passed, 1 failed");
            return false;
        }
        println!("[{}/{}] {} passed in {seconds:.1} s", done + 1, steps.len(), step.name);
    }
    println!("\nAll of it took {:.0} s", begun.elapsed().as_secs_f64());
    println!("{} passed, 0 failed", steps.len());
    true
}

/// A program in the root of the repository.
pub(crate) fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root());
    // `cargo run` tells this program about its own package; build scripts of others must not see that, or they run anew.
    for (key, _) in std::env::vars_os() {
        let key = key.to_string_lossy();
        if key.starts_with("CARGO_PKG_") || key.starts_with("CARGO_MANIFEST_") {
            command.env_remove(key.as_ref());
        }
    }
    command
}

/// Cargo, the same that runs this.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let mut command = program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments);
    command
}

/// Runs a command to its end; what it prints is seen as it prints it.
pub(crate) fn succeed(command: &mut Command) -> Result<()> {
    let line = line(command);
    println!("    {line}");
    let status = command.status().with_context(|| format!("`{line}` did not start"))?;
    if !status.success() {
        bail!("`{line}` ended with {status}");
    }
    Ok(())
}

/// A command as it would be typed.
fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_command_is_named() {
        let error =
            succeed(Command::new("cargo").arg("no-such-command")).expect_err("there is no such command");
        assert!(error.to_string().contains("`cargo no-such-command` ended with"), "{error}");
    }

    #[test]
    fn the_first_failure_stops() {
        let fine = Step { name: "fine", what: "", browser: false, run: || Ok(()) };
        let broken = Step { name: "broken", what: "", browser: false, run: || bail!("it is broken") };
        let never = Step { name: "never", what: "", browser: false, run: || panic!("ran after a failure") };
        assert!(run(&[&fine, &fine]));
        assert!(!run(&[&fine, &broken, &never]));
    }
}
