//! 発行コード: made for who knows 証明書発行用パスワード (S29), shown once.

use super::super::reveal::Shown as Revealed;
use super::super::unanswered;
use super::{CODE, Input, Portal, list};
use exchange::certificate::CertificateKind;
use exchange::secret::Password;
use exchange::usecases::certificate::make_code::{MakeCodeError, make_code};
use exchange::usecases::certificate::password::prove_password;
use exchange::usecases::portal::{PasswordRefused, PortalCaller};
use protocol::EnrolCode;
use web::{Done, FieldErrors, Form, JapanTime, Outcome, SessionToken, Shown, Trouble};
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
