//! Who signs in: both ids and both passwords, asked for where they were not given.

use crate::commands::context::{Done, ask, secret};
use crate::store::{ACCOUNT_ID, SYSTEM_ID};
use crate::transfer::Workplace;
use crate::{Surroundings, Terminal};
use clap::Args;
use protocol::SignIn;
use std::io::Write;

/// Who signs in.
#[derive(Debug, Args)]
pub(in crate::commands) struct Who {
    /// The `c…` id.
    #[arg(long)]
    system_id: Option<String>,
    /// The `KJ…` id.
    #[arg(long)]
    account_id: Option<String>,
    /// Both passwords come as lines of standard input.
    #[arg(long)]
    password_stdin: bool,
}

impl Who {
    /// Ids and passwords.
    pub(in crate::commands) fn ask(
        &self,
        workplace: &Workplace,
        surroundings: &Surroundings,
        terminal: &mut Terminal<'_>,
    ) -> Done<SignIn> {
        let system_id =
            known(self.system_id.as_deref(), SYSTEM_ID, "連携クライアントのユーザID（c…）", workplace, terminal)?;
        let system_password =
            secret("連携クライアントのユーザIDのパスワード", self.password_stdin, surroundings, terminal)?;
        let account_id = known(self.account_id.as_deref(), ACCOUNT_ID, "事業所のユーザID（KJ…）", workplace, terminal)?;
        let account_password = secret("事業所のユーザIDのパスワード", self.password_stdin, surroundings, terminal)?;
        Ok(SignIn {
            system_id,
            system_password: system_password.to_string(),
            account_id: desk::typed_account(&account_id),
            account_password: account_password.to_string(),
        })
    }
}

/// Remembers the ids of a sign-in that succeeded, and what the lock of the window is opened with.
pub(in crate::commands) fn remember(sign_in: &SignIn, workplace: &Workplace) -> Done<()> {
    workplace.store.keep_office_password(&sign_in.account_password)?;
    workplace.store.set_fact(SYSTEM_ID, &sign_in.system_id)?;
    Ok(workplace.store.set_fact(ACCOUNT_ID, &sign_in.account_id)?)
}

/// As given, else as last time, else as answered.
fn known(
    given: Option<&str>,
    fact: &str,
    question: &str,
    workplace: &Workplace,
    terminal: &mut Terminal<'_>,
) -> Done<String> {
    if let Some(given) = given {
        return Ok(given.to_owned());
    }
    match workplace.store.fact(fact)? {
        Some(kept) => {
            writeln!(terminal.errors, "{question}: {kept}")?;
            Ok(kept)
        }
        None => ask(question, terminal),
    }
}
