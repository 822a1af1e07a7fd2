//! Has a question answered: by the hub that runs, else directly in the store.

use super::failure::Failure;
use super::say::say;
use crate::admin::{AdminAnswer, AdminQuestion, Desk, ask};
use crate::config::Config;
use crate::data_folder::DataFolder;
use crate::serve::Opened;
use crate::surroundings::Surroundings;

/// Asks and prints the answer.
pub(super) async fn run(config: &Config, surroundings: &Surroundings, question: AdminQuestion) -> Result<(), Failure> {
    for line in answer(config, surroundings, &question).await? {
        say!("{line}");
    }
    Ok(())
}

/// Asks.
pub(super) async fn answer(
    config: &Config,
    surroundings: &Surroundings,
    question: &AdminQuestion,
) -> Result<Vec<String>, Failure> {
    let folder = DataFolder::new(&config.data);
    let answer = match ask(&folder, question).await {
        Some(answer) => answer.map_err(Failure::of)?,
        None => {
            let opened = Opened::open(&folder, surroundings).map_err(Failure::of)?;
            Desk::direct(&opened, surroundings).answer(question).await
        }
    };
    match answer {
        AdminAnswer::Done(lines) => Ok(lines),
        AdminAnswer::Refused(lines) => Err(Failure::says(lines)),
    }
}
