//! `drypoint journal`.

use crate::DataFolder;
use anyhow::Result;
use clinic::open::JOURNAL_FILE;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// Prove the chain: every event is as it was recorded, and none is missing between the first and the last
    #[command(after_help = "Exit code 0: sound. 1: damaged; the first bad event is named.")]
    Verify {
        #[command(flatten)]
        folder: DataFolder,
    },
    /// Copy the journal to a file, also while it is served, and verify the copy
    Backup {
        #[command(flatten)]
        folder: DataFolder,
        /// The copy; must not exist
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
    },
    /// Make the rows that pages list again from the events; the clinic must not be served meanwhile
    Rebuild {
        #[command(flatten)]
        folder: DataFolder,
    },
}

pub(crate) fn run(command: &Command) -> Result<ExitCode> {
    match command {
        Command::Verify { folder } => {
            let report = journal::verify(folder.data.join(JOURNAL_FILE))?;
            println!("{report}");
            Ok(if report.is_sound() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
        Command::Backup { folder, to } => {
            let report = journal::backup(folder.data.join(JOURNAL_FILE), to)?;
            println!("{report}");
            println!(
                "The copy is in {}. Passwords are not in it: they are set anew where it is restored.",
                to.display()
            );
            Ok(ExitCode::SUCCESS)
        }
        Command::Rebuild { folder } => {
            let rebuilt = clinic::open::rebuild(&folder.data, |_, _| {})?;
            println!("{} events of {} commands were replayed.", rebuilt.events, rebuilt.commands);
            Ok(ExitCode::SUCCESS)
        }
    }
}
