//! Passphrases from a file or the environment; never from the command line, where others could read them.

use super::failure::Failure;
use std::path::Path;

/// The passphrase of a key.
#[allow(clippy::disallowed_methods, reason = "the one place that reads passphrases from the environment")]
pub(super) fn read(file: Option<&Path>, variable: &str, what: &str) -> Result<String, Failure> {
    let text = match file {
        Some(file) => std::fs::read_to_string(file)
            .map_err(|error| Failure::says(vec![format!("{} を読めません。({error})", file.display())]))?,
        None => std::env::var(variable).map_err(|_| {
            Failure::says(vec![format!(
                "{what}の合言葉がありません。環境変数 {variable} に入れるか、合言葉を書いたファイルを指定してください。"
            )])
        })?,
    };
    let text = text.trim_end_matches(['\r', '\n']).to_owned();
    if text.chars().count() < 12 {
        return Err(Failure::says(vec![format!("{what}の合言葉が短すぎます。12文字以上にしてください。")]));
    }
    Ok(text)
}
