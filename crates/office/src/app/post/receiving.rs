//! With 自動で保存 receiving goes on while nobody is signed in: by a token of this terminal.

use super::Seat;
use crate::certificate::watch_token;
use crate::refusal::Refusal;
use crate::store::TerminalToken;
use crate::transfer::instant;
use desk::Trouble;

/// A token for receiving without a person lasts so long, in days, and is made anew when so few are left.
const TOKEN_DAYS: u8 = 90;
const TOKEN_PATIENCE: u64 = 8;
const TOKEN_SOON: u64 = 30 * 24 * 3_600;

impl Seat {
    /// Makes the token where it is wanted. That it cannot now is no reason to keep anybody out.
    pub(super) fn keep_receiving(&mut self) {
        if let Err(refusal) = self.receive_by_itself() {
            let text =
                "ログアウトのあいだも受信を続ける用意ができませんでした。次のログインのときに、もう一度行います。";
            // The log is for the one who helps; without it everything goes on.
            let _ = self.note(true, text, refusal.request.as_deref());
        }
    }

    fn receive_by_itself(&mut self) -> Result<(), Refusal> {
        let of_store = |error| Refusal::from(&error);
        let before = self.place.store.terminal_token().map_err(of_store)?;
        let soon = self.place.surroundings.timestamp().plus(TOKEN_SOON);
        let lasts = before.as_ref().and_then(|token| instant(&token.ends)).is_some_and(|end| soon < end);
        if lasts || !self.place.store.preferences().map_err(of_store)?.save_by_itself {
            return Ok(());
        }
        self.wait(TOKEN_PATIENCE, async |place| {
            let client = place.client().await?;
            let made = client.make_terminal_token(&watch_token(TOKEN_DAYS)).await;
            let made = made.map_err(|error| Refusal::from(&error))?;
            let token = TerminalToken { id: made.id, token: made.token, ends: made.expires_at };
            place.store.keep_terminal_token(&token).map_err(of_store)?;
            let Some(before) = before else { return Ok(()) };
            client.revoke_terminal_token(&before.id).await.map_err(|error| Refusal::from(&error))
        })
    }

    /// 自動で保存 was turned off: nothing is received without a person any more.
    pub(super) fn stop_receiving(&mut self) -> Result<(), Trouble> {
        let Some(token) = self.place.store.terminal_token()? else { return Ok(()) };
        self.place.store.forget_terminal_token()?;
        let revoked = self.wait(TOKEN_PATIENCE, async |place| {
            let client = place.client().await?;
            client.revoke_terminal_token(&token.id).await.map_err(|error| Refusal::from(&error))
        });
        // It is gone from this PC; at the hub it ends by itself.
        revoked.or_else(|refusal| {
            self.note(true, "端末の受信用の権限を、連携基盤で取り消せませんでした。", refusal.request.as_deref())
        })
    }
}
