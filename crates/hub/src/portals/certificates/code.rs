//! 発行コード: made for who knows 証明書発行用パスワード (S29), shown once.

use super::super::reveal::Shown as Revealed;
use super::super::unanswered;
use super::{CODE, Input, Portal, list};
use crate::certificate_words;
use exchange::Instant;
use exchange::certificate::CertificateKind;
use exchange::id::EnrolCodeId;
use exchange::secret::Password;
use exchange::usecases::certificate::make_code::{MakeCodeError, make_code};
use exchange::usecases::certificate::password::prove_password;
use exchange::usecases::portal::{PasswordRefused, PortalCaller};
use protocol::EnrolCode;
use web::{Done, FieldErrors, Flash, Form, JapanTime, Outcome, SessionToken, Shown, Trouble};
use zeroize::Zeroizing;

/// What is said of a wrong password.
const WRONG: &str = "証明書発行用パスワードが違うか、続けて5回違ったため、しばらく受け付けていません。15分ほど待つか、下で発行しなおしてください。新しいパスワードは、すぐに使えます。";

pub(super) async fn hand_out(portal: Portal, caller: PortalCaller, form: Form<Input>) -> Shown {
    let mut errors = FieldErrors::none();
    let kind = CertificateKind::parse(&form.input.kind);
    if kind.is_none() {
        errors.add("kind", "電子証明書の種類を選んでください。");
    }
    if form.input.password.is_empty() {
        errors.add("password", "証明書発行用パスワードを入力してください。");
    }
    if let Some(kind) = kind.filter(|_| errors.is_empty()) {
        let (hub, password) = (&portal.hub, Password::new(form.input.password.trim().to_owned()));
        let context = hub.context(hub.now());
        match prove_password(context, &hub.portal_hasher, caller.actor(), caller.office, &password).await {
            Ok(()) => {
                let session = form.visit().session().clone();
                return form.once(async move { make(&portal, &session, &caller, kind).await }).await;
            }
            Err(PasswordRefused::Refused | PasswordRefused::FirstOver(_)) => errors.add("password", WRONG),
            Err(PasswordRefused::Busy(_)) => return Err(Trouble::busy()),
            Err(PasswordRefused::Store(error)) => return Err(unanswered(error)),
        }
    }
    list(&portal, form.visit(), &caller, form.input.kind.clone(), errors).await
}

/// A code that was given out and not used, as the list shows it: never the code itself.
pub(super) struct Open {
    pub(super) kind: &'static str,
    pub(super) made: String,
    pub(super) until: String,
    /// What the button that takes it back says.
    pub(super) press: String,
}

/// What the office has given out and nobody has used.
pub(super) async fn open(portal: &Portal, caller: &PortalCaller) -> Result<Vec<Open>, Trouble> {
    let at = portal.hub.now();
    let codes = portal.hub.store.open_enrol_codes(caller.office, at).await.map_err(unanswered)?;
    let list = |at: Instant| JapanTime::from_unix_ms(at.millis()).list();
    let open = codes.into_iter().filter(|code| code.is_open(at)).map(|code| Open {
        kind: certificate_words::kind(code.kind),
        made: list(code.made_at),
        until: list(code.until()),
        press: format!("drop-code:{}", code.id),
    });
    Ok(open.collect())
}

/// Takes a code back; one that was used in the meantime shows as a certificate.
pub(super) async fn drop(portal: Portal, caller: PortalCaller, form: Form<Input>) -> Shown {
    let id = EnrolCodeId::parse(form.press.id()).map_err(|_| Trouble::not_found())?;
    form.once(async move {
        let hub = &portal.hub;
        let act = hub.context(hub.now()).act(caller.actor());
        let say = match hub.store.drop_enrol_code(id, caller.office, act).await.map_err(unanswered)? {
            true => Flash::done("発行コードを使えなくしました。"),
            false => Flash::todo(
                "この発行コードは、すでに使われたか、使えなくなっています。電子証明書の一覧を確かめてください。",
            ),
        };
        Ok(Done::to("/certificates").say(say).into())
    })
    .await
}

async fn make(
    portal: &Portal,
    session: &SessionToken,
    caller: &PortalCaller,
    kind: CertificateKind,
) -> Result<Outcome, Trouble> {
    let hub = &portal.hub;
    let made = make_code(hub.context(hub.now()), caller.actor(), caller.office, kind).await;
    let (code, secret) = made.map_err(|error| match error {
        MakeCodeError::Store(error) => unanswered(error),
        MakeCodeError::NoOffice => {
            Trouble::not_allowed("この事業所は、いま利用できません。", "運営者にお問い合わせください。")
        }
    })?;
    let fingerprint = hub.trust.authority().root().fingerprint();
    let root = fingerprint.0.first_chunk::<10>().copied().unwrap_or_default();
    let text = EnrolCode { secret: *secret.expose(), root }.to_string();
    let until = JapanTime::from_unix_ms(code.until().millis()).sentence();
    portal.reveal.keep(session, CODE, Revealed { lines: vec![("発行コード", Zeroizing::new(text))], until });
    Ok(Done::to(CODE).into())
}
