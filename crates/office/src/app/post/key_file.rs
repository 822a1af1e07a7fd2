//! Key and certificate in one encrypted file: made under a password, and taken once.

use super::Seat;
use super::memory::KeyFile;
use crate::key_file::key_file;
use desk::mailbox::{Download, Secret};
use desk::{Trouble, TroubleKind};

/// So long a file waits for the one who made it, in milliseconds.
const WAITS: i64 = 10 * 60_000;

impl Seat {
    pub(super) fn make_key_file(&mut self, password: &Secret) -> Result<(), Trouble> {
        self.must_be_manager()?;
        let (identity, office) = (&self.place.identity, &self.place.settings.office);
        let bytes = key_file(identity, office, password.expose(), &self.place.surroundings).map_err(|refusal| {
            let mut trouble = refusal.trouble(TroubleKind::Input);
            trouble.field = Some("password".to_owned());
            trouble
        })?;
        let name = format!("renkei-{office}.p12");
        let file = Download { name, media_type: "application/pkcs12".to_owned(), bytes };
        let (maker, at) = (self.person_id(), self.shared.now());
        self.shared.memory().key_file = Some(KeyFile { file, maker, at });
        Ok(())
    }

    pub(super) fn key_file_name(&self) -> Option<String> {
        let (person, now) = (self.person_id(), self.shared.now());
        let mut memory = self.shared.memory();
        memory.key_file.take_if(|waits| now.0.saturating_sub(waits.at.0) >= WAITS);
        memory.key_file.as_ref().filter(|waits| waits.maker == person).map(|waits| waits.file.name.clone())
    }

    pub(super) fn take_key_file(&mut self) -> Result<Option<Download>, Trouble> {
        self.must_be_manager()?;
        if self.key_file_name().is_none() {
            return Ok(None);
        }
        let Some(taken) = self.shared.memory().key_file.take() else { return Ok(None) };
        self.did("鍵と電子証明書のファイルを書き出しました。")?;
        Ok(Some(taken.file))
    }

    fn person_id(&self) -> Option<String> {
        self.shared.memory().person.as_ref().map(|person| person.id.clone())
    }
}
