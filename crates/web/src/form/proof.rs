//! The hidden field that proves that a form is ours: 128 random bits, and their HMAC with the session's token.
//!
//! The random part is new in every form, so that a compressed page does not give the proof away, and so that each form
//! can be told from every other (`once`).

use crate::session::SessionToken;
use crate::site::Site;
use aws_lc_rs::{constant_time, hmac};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// What tells one form that was shown from every other.
pub(crate) type FormId = [u8; 16];

/// The value of the field `proof` (not `form`: that name would hide the form from scripts).
pub(crate) fn make(site: &Site, session: &SessionToken) -> String {
    let id: FormId = site.random.bytes();
    let mut whole = id.to_vec();
    whole.extend_from_slice(&mac(site, session, &id));
    URL_SAFE_NO_PAD.encode(whole)
}

/// The form's id, if the value was made by this site for this session.
pub(crate) fn check(site: &Site, session: &SessionToken, value: &str) -> Option<FormId> {
    let whole = URL_SAFE_NO_PAD.decode(value).ok()?;
    let (id, given) = whole.split_first_chunk::<16>()?;
    constant_time::verify_slices_are_equal(given, &mac(site, session, id)).ok()?;
    Some(*id)
}

fn mac(site: &Site, session: &SessionToken, id: &FormId) -> Vec<u8> {
    let mut context = hmac::Context::with_key(&site.key);
    context.update(b"form");
    context.update(id);
    context.update(session.expose());
    context.sign().as_ref().to_vec()
}
