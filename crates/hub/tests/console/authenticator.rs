//! An authenticator without a browser: makes passkeys and answers questions, rightly or in any way that is wrong.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use evidence::{Curve, Signer as _, SoftwareKey};
use exchange::Sha256;
use hub::authority::new_key;
use serde_json::{Value, json};
use testkit::TestHub;

/// The person is present.
const PRESENT: u8 = 1;
/// The authenticator has verified the person.
const VERIFIED: u8 = 4;
/// A key comes with it.
const WITH_KEY: u8 = 64;

/// A passkey in an authenticator.
pub(super) struct Authenticator {
    id: [u8; 32],
    key: SoftwareKey,
}

/// How a question is answered; everything right at first.
#[derive(Clone, Debug)]
pub(super) struct Manner {
    pub(super) kind: &'static str,
    pub(super) origin: String,
    pub(super) challenge: String,
    pub(super) name: &'static str,
    pub(super) count: u32,
    pub(super) is_verified: bool,
}

impl Manner {
    /// The right answer to what a page asks (`data-options`).
    pub(super) fn right(base: &str, page: &str) -> Self {
        let options = options(page);
        let challenge = options["challenge"].as_str().unwrap().to_owned();
        let kind = if options.get("rpId").is_some() { "webauthn.get" } else { "webauthn.create" };
        Self { kind, origin: base.to_owned(), challenge, name: "localhost", count: 1, is_verified: true }
    }

    fn client_data(&self) -> Vec<u8> {
        let data = json!({
            "type": self.kind, "challenge": self.challenge, "origin": self.origin, "crossOrigin": false
        });
        data.to_string().into_bytes()
    }

    fn data(&self, more: u8) -> Vec<u8> {
        let flags = PRESENT | more | if self.is_verified { VERIFIED } else { 0 };
        [Sha256::of(self.name.as_bytes()).0.as_slice(), &[flags], &self.count.to_be_bytes()].concat()
    }
}

impl Authenticator {
    pub(super) fn new(hub: &TestHub) -> Self {
        Self { id: hub.surroundings.random(), key: new_key(Curve::P256, &hub.surroundings).unwrap() }
    }

    /// The answer to a question for a new passkey, as a form carries it.
    pub(super) fn register(&self, manner: &Manner) -> String {
        let point = self.key.public_key();
        let (x, y) = point[point.len() - 64..].split_at(32);
        let length = u16::try_from(self.id.len()).unwrap().to_be_bytes();
        // {1: 2, 3: -7, -1: 1, -2: x, -3: y} (RFC 9052): an elliptic curve key, ES256, P-256.
        let key = [&[0xA5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32], x, &[0x22, 0x58, 32], y].concat();
        let data = [manner.data(WITH_KEY), vec![0; 16], length.to_vec(), self.id.to_vec(), key].concat();
        let size = u8::try_from(data.len()).unwrap();
        // {"fmt": "none", "attStmt": {}, "authData": data}
        let object = [b"\xA3\x63fmt\x64none\x67attStmt\xA0\x68authData\x58".as_slice(), &[size], &data].concat();
        self.credential(&json!({
            "attestationObject": URL_SAFE_NO_PAD.encode(object),
            "clientDataJSON": URL_SAFE_NO_PAD.encode(manner.client_data()),
        }))
    }

    /// The answer to a question for this passkey, as a form carries it.
    pub(super) fn answer(&self, manner: &Manner) -> String {
        let (data, client) = (manner.data(0), manner.client_data());
        let signed = [data.as_slice(), Sha256::of(&client).0.as_slice()].concat();
        self.credential(&json!({
            "authenticatorData": URL_SAFE_NO_PAD.encode(data),
            "clientDataJSON": URL_SAFE_NO_PAD.encode(client),
            "signature": URL_SAFE_NO_PAD.encode(self.key.sign(&signed).unwrap()),
            "userHandle": null,
        }))
    }

    fn credential(&self, response: &Value) -> String {
        let id = URL_SAFE_NO_PAD.encode(self.id);
        json!({
            "id": id, "rawId": id, "type": "public-key", "response": response, "clientExtensionResults": {}
        })
        .to_string()
    }
}

/// What a page asks of the browser.
fn options(page: &str) -> Value {
    let (_, rest) = page.split_once("data-options=\"").expect("a question");
    let text = rest.split('"').next().unwrap();
    serde_json::from_str(&text.replace("&#34;", "\"").replace("&quot;", "\"").replace("&#38;", "&")).unwrap()
}
