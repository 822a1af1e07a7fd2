//! 状態の診断: the examination of this terminal, and the folders, in the words of the pages.

use super::seat::Heard;
use super::{Seat, folders};
use crate::examination::{Examined, Found, examine};
use desk::mailbox::{Check, CheckState};
use desk::{Trouble, TroubleKind};

/// So long the whole may take, in seconds.
const PATIENCE: u64 = 30;

impl Seat {
    pub(super) fn doctor(&mut self) -> Result<Vec<Check>, Trouble> {
        let is_good = |examined: &Examined| !matches!(examined.found, Found::Bad(_));
        let hear = |all: &Vec<Examined>| if all.iter().all(is_good) { Heard::Answer } else { Heard::Public };
        let examined = self.wait_hearing(PATIENCE, async |place| examine(place).await, hear)?;
        for Examined { found, .. } in &examined {
            if let Found::Bad(refusal) = found {
                self.shared.heard::<()>(&Err(refusal.clone()));
            }
        }
        let mut checks: Vec<Check> =
            examined.into_iter().map(|examined| shown(examined.subject, &examined.found)).collect();
        checks.push(self.folders()?);
        Ok(checks)
    }

    fn folders(&self) -> Result<Check, Trouble> {
        let preferences = self.place.store.preferences()?;
        let title = "フォルダー".to_owned();
        Ok(match folders::check(&preferences, ["", ""]) {
            Ok(()) => {
                let text = format!("使えます（{}）。", preferences.save_folder);
                Check { title, state: CheckState::Good, text, cure: String::new() }
            }
            Err(trouble) => {
                let text = format!("{}{}", trouble.title, trouble.why);
                Check { title, state: CheckState::Bad, text, cure: trouble.cure.clone() }
            }
        })
    }
}

fn shown(subject: &str, found: &Found) -> Check {
    let title = crate::refusal::in_the_window(subject);
    let (state, refusal) = match found {
        Found::Good(text) => {
            return Check { title, state: CheckState::Good, text: text.clone(), cure: String::new() };
        }
        Found::Soon(refusal) => (CheckState::Soon, refusal),
        Found::Bad(refusal) => (CheckState::Bad, refusal),
    };
    let trouble = refusal.trouble(TroubleKind::Failed);
    let text = [trouble.title.as_str(), &trouble.why, &trouble.undone].concat();
    Check { title, state, text, cure: trouble.cure.clone() }
}
