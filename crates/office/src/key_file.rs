//! Key and certificate in one encrypted file (PKCS#12, RFC 7292), because the office asks for it.

use crate::Surroundings;
use crate::home::Identity;
use crate::refusal::{Refusal, in_its_words};
use evidence::certificate::{Pkcs12Random, export_pkcs12};
use std::io;

/// Shortest password, in characters.
pub const SHORTEST: usize = 12;

const UNDONE: &str = "ファイルは書き出していません。";

/// The file of this terminal's key, certificate and authorities under a password.
///
/// # Errors
/// A password that is too short or has characters that the format cannot hold, and when there are no random bytes.
pub fn key_file(
    identity: &Identity,
    office: &str,
    password: &str,
    surroundings: &Surroundings,
) -> Result<Vec<u8>, Refusal> {
    if password.chars().count() < SHORTEST {
        let cure = format!("{SHORTEST}文字以上にしてください。");
        return Err(Refusal::new("パスワードが短すぎます。", "このファイルには秘密の鍵が入ります。", cure, UNDONE));
    }
    let random = random(surroundings)
        .map_err(|_| Refusal::new("ファイルを作れません。", "", "もう一度お試しください。", UNDONE))?;
    let authorities = [&identity.issuing, &identity.root];
    let name = format!("Renkei {office}");
    export_pkcs12(&identity.key.to_pkcs8(), &identity.certificate, &authorities, &name, password, &random).map_err(
        |error| {
            let cure = "ふつうの文字だけのパスワードにしてください。";
            Refusal::new("ファイルを作れません。", in_its_words(&error), cure, UNDONE)
        },
    )
}

fn random(surroundings: &Surroundings) -> io::Result<Pkcs12Random> {
    let pair = || Ok::<_, io::Error>((surroundings.random::<16>()?, surroundings.random::<16>()?));
    Ok(Pkcs12Random { key: pair()?, certificates: pair()?, mac: surroundings.random::<16>()? })
}
