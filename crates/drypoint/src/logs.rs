//! What goes to the log: warnings and worse, and more of it when `DRYPOINT_LOG` asks (`info`, `debug`, `web=debug`).
//! Never a patient's name, a note, a body or a token: events are ids and codes.

use std::io::IsTerminal;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// Starts logging to standard error.
pub(crate) fn start() {
    let wanted = std::env::var("DRYPOINT_LOG").unwrap_or_default();
    let targets = wanted.parse::<Targets>().ok().filter(|_| !wanted.is_empty());
    let layer = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    tracing_subscriber::registry()
        .with(layer)
        .with(targets.unwrap_or_else(|| Targets::new().with_default(LevelFilter::WARN)))
        .init();
}
