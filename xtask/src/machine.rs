//! What the browser tests need on a machine, and how it gets there.

use crate::step::{program, succeed};
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};

/// Oldest Node.js that the tests run on, major and minor: the first 18 that runs test files side by side.
const NODE_MIN: (u32, u32) = (18, 19);
/// What Chromium is called on `PATH`, first choice first.
const CHROMIUM_NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
/// Where it is otherwise.
const CHROMIUM_PATHS: [&str; 2] = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// The browser: named by `CHROMIUM`, or found.
pub(crate) fn chromium() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        return Some(PathBuf::from(named));
    }
    let elsewhere = CHROMIUM_PATHS.iter().map(PathBuf::from).find(|path| path.is_file());
    CHROMIUM_NAMES.iter().find_map(|name| on_path(name)).or(elsewhere)
}

/// Makes sure that Node.js, npm and Chromium are there: installs them on Debian when it may, and says what to do elsewhere.
pub(crate) fn prepare() -> Result<()> {
    let missing = missing();
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<&str> = missing.iter().flat_map(|part| part.debian.split(' ')).collect();
    if !is_debian() || !is_root() {
        let list: Vec<String> = missing.iter().map(|part| format!("  {}", part.advice)).collect();
        let command = if is_debian() {
            format!("\nOn this machine: sudo apt-get install -y {}", packages.join(" "))
        } else {
            String::new()
        };
        bail!(
            "this machine lacks:\n{}{command}\nWithout them: cargo xtask test --no-browser",
            list.join("\n")
        );
    }
    println!("    installing {}", packages.join(", "));
    succeed(program("apt-get").args(["update", "-qq"]))?;
    let mut install = program("apt-get");
    install.env("DEBIAN_FRONTEND", "noninteractive").args([
        "install",
        "-y",
        "-qq",
        "--no-install-recommends",
    ]);
    succeed(install.args(&packages))?;
    match self::missing().first() {
        None => Ok(()),
        Some(part) => bail!("after installing there is still missing: {}", part.advice),
    }
}

/// Something that is not there.
struct Part {
    /// Debian packages, with spaces between.
    debian: &'static str,
    /// What it is and where it comes from.
    advice: String,
}

fn missing() -> Vec<Part> {
    let mut missing = Vec::new();
    let wanted = format!("Node.js {}.{} or later", NODE_MIN.0, NODE_MIN.1);
    match node_version() {
        Some(version) if version >= NODE_MIN => {}
        Some((major, minor)) => missing.push(Part {
            debian: "nodejs",
            advice: format!("{wanted} (here is {major}.{minor}): https://nodejs.org"),
        }),
        None => missing.push(Part { debian: "nodejs", advice: format!("{wanted}: https://nodejs.org") }),
    }
    if on_path("npm").is_none() {
        missing.push(Part {
            debian: "npm",
            advice: "npm, which comes with Node.js: https://nodejs.org".to_owned(),
        });
    }
    if chromium().is_none() {
        missing.push(Part {
            debian: "chromium fonts-liberation",
            advice: "Chromium or Google Chrome (or set CHROMIUM to its path): https://www.chromium.org"
                .to_owned(),
        });
    }
    missing
}

fn node_version() -> Option<(u32, u32)> {
    let output = program("node").arg("--version").output().ok()?;
    version(&String::from_utf8_lossy(&output.stdout))
}

/// 20 and 11 of `v20.11.1`.
fn version(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.trim().strip_prefix('v')?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

fn on_path(name: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?)
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())
}

/// Debian or something made from it.
fn is_debian() -> bool {
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    Path::new("/usr/bin/apt-get").is_file() && says_debian(&release)
}

fn says_debian(release: &str) -> bool {
    release
        .lines()
        .filter_map(|line| line.strip_prefix("ID=").or_else(|| line.strip_prefix("ID_LIKE=")))
        .any(|value| value.trim_matches('"').split_whitespace().any(|id| id == "debian"))
}

fn is_root() -> bool {
    program("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_node_are_read() {
        assert_eq!(version("v20.11.1\n"), Some((20, 11)));
        assert_eq!(version("20"), None);
        assert_eq!(version(""), None);
    }

    #[test]
    fn debian_and_what_is_made_from_it() {
        assert!(says_debian("NAME=x\nID=debian\n"));
        assert!(says_debian("ID=ubuntu\nID_LIKE=debian\n"));
        assert!(says_debian("ID=pop\nID_LIKE=\"ubuntu debian\"\n"));
        assert!(!says_debian("ID=fedora\nID_LIKE=\"rhel centos\"\n"));
    }
}
