//! Letters as files in a folder.

use super::{Letter, Outbox, OutboxError, message};
use crate::link::LINK_DAYS;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use uuid::Uuid;

/// Files that a folder makes: letters, letters being written, and the empty marks of letters that a mail server took.
const OURS: [&str; 3] = ["eml", "writing", "sent"];

/// Carries letters as files: `outbox/<id>.eml`. A file holds a link, and goes when the link has ended.
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// Letters go into this folder; it is made with the first.
    pub fn new(path: &Path) -> Self {
        Self { path: path.to_owned() }
    }

    /// Deletes what is older than the life of the link in it. Only files that this program makes.
    pub fn sweep(&self, now: SystemTime) {
        let life = Duration::from_secs(LINK_DAYS as u64 * 86_400);
        let files = std::fs::read_dir(&self.path).into_iter().flatten().flatten();
        for file in files.map(|file| file.path()) {
            let named =
                file.file_stem().and_then(|stem| stem.to_str()).and_then(|stem| stem.parse::<Uuid>().ok());
            let kind = file.extension().and_then(|kind| kind.to_str()).unwrap_or_default();
            let written = file.metadata().and_then(|about| about.modified());
            let old = written.is_ok_and(|at| now.duration_since(at).is_ok_and(|age| age > life));
            if named.is_some() && OURS.contains(&kind) && old {
                let gone = std::fs::remove_file(&file);
                let _ =
                    gone.inspect_err(|error| tracing::error!(%error, "an old letter could not be deleted"));
            }
        }
    }

    /// Whether a letter of this id is there already, as a file of this kind.
    pub(super) fn has(&self, id: Uuid, kind: &str) -> bool {
        self.path.join(format!("{id}.{kind}")).exists()
    }

    /// Keeps `text` under the id: whole, private, and there after a power cut.
    pub(super) fn keep(&self, id: Uuid, kind: &str, text: &str) -> Result<(), OutboxError> {
        crate::open::make_private(&self.path)?;
        self.sweep(SystemTime::now());
        // Under another name until it is whole: a pick-up folder never sees half a letter.
        let writing = self.path.join(format!("{id}.writing"));
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        let mut file = options.open(&writing)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        std::fs::rename(&writing, self.path.join(format!("{id}.{kind}")))?;
        // The name is on the disk once the folder is. (Windows does not open folders; there the name goes with the file.)
        #[cfg(unix)]
        File::open(&self.path)?.sync_all()?;
        Ok(())
    }
}

impl Outbox for Folder {
    fn send(&self, id: Uuid, letter: &Letter) -> Result<(), OutboxError> {
        if self.has(id, "eml") {
            return Ok(());
        }
        self.keep(id, "eml", &message(letter, id, None))
    }

    fn waits(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outbox::Address;
    use chart::Instant;

    fn letter(text: &str) -> Letter {
        Letter {
            to: Address::parse("hana@example.org").expect("an address"),
            subject: "Grüße".into(),
            text: text.into(),
            language: "de".into(),
            at: Instant(1_795_348_800_000_000),
        }
    }

    fn names(path: &Path) -> Vec<String> {
        let files = std::fs::read_dir(path).expect("is there").flatten();
        let mut names: Vec<String> =
            files.map(|file| file.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_letter_becomes_one_whole_file_that_a_mail_program_reads_also_when_it_is_sent_twice() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let path = dir.path().join("outbox");
        let folder = Folder::new(&path);
        let id = Uuid::from_u128(7);
        folder.send(id, &letter("Öffnen Sie diese Seite:\nhttps://example.org/d/x")).expect("is written");
        folder.send(id, &letter("again")).expect("is there already");
        assert_eq!(names(&path), [format!("{id}.eml")]);
        let text = std::fs::read_to_string(path.join(format!("{id}.eml"))).expect("is text");
        assert!(
            text.starts_with(
                "Date: Sun, 22 Nov 2026 12:00:00 +0000\r\nX-Unsent: 1\r\nTo: <hana@example.org>\r\n"
            ),
            "{text}"
        );
        assert!(text.contains("Subject: =?UTF-8?B?R3LDvMOfZQ==?="), "{text}");
        assert!(
            text.contains("w5ZmZm5lbiBTaWUgZGllc2UgU2VpdGU6DQpodHRwczovL2V4YW1wbGUub3JnL2QveA=="),
            "{text}"
        );
    }

    #[test]
    fn a_letter_goes_when_its_link_has_ended_and_nothing_else_goes() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let folder = Folder::new(dir.path());
        let (old, new) = (Uuid::from_u128(1), Uuid::from_u128(2));
        folder.send(old, &letter("old")).expect("is written");
        std::fs::write(dir.path().join("kept by hand.eml"), "").expect("is written");
        let past = SystemTime::now() - Duration::from_secs((LINK_DAYS as u64 * 24 + 1) * 3_600);
        for file in names(dir.path()) {
            let file = File::options().write(true).open(dir.path().join(file)).expect("opens");
            file.set_modified(past).expect("is made older");
        }
        folder.send(new, &letter("new")).expect("is written");
        assert_eq!(names(dir.path()), [format!("{new}.eml"), "kept by hand.eml".to_owned()]);
    }
}
