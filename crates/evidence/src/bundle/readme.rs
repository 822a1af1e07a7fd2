//! `READ-ME.txt`: how anyone can check the bundle with `unzip` and `openssl` alone.

use std::fmt::Write;

use super::withdrawal::{SIGNATURE, STATEMENT};
use super::{CONTAINER_ENTRY, ISSUING_ENTRY, ROOTS_ENTRY};
use crate::time::Timestamp;

/// What the commands of the text refer to.
pub(crate) struct Readme<'a> {
    /// For which instant to check.
    pub(crate) at: Timestamp,
    /// Kinds of the receipts with their own times.
    pub(crate) receipts: &'a [(&'static str, Timestamp)],
    /// When the hub stated that the transmission was withdrawn, if it was.
    pub(crate) withdrawn: Option<Timestamp>,
    /// The revocation list that speaks for the sender's certificate.
    pub(crate) list: Option<ListFile>,
    /// SHA-256 of each root in hexadecimal.
    pub(crate) roots: &'a [String],
}

/// A revocation list in the bundle.
#[derive(Debug, Clone)]
pub(crate) struct ListFile {
    pub(crate) name: String,
    /// Whether it is of the time itself; otherwise it is of later.
    pub(crate) of_that_time: bool,
}

/// The text. Commands stand on lines that begin with four spaces.
pub(crate) fn text(readme: &Readme<'_>) -> String {
    let mut out = String::with_capacity(4_096);
    out.push_str(
        "このファイルの使い方\n\n\
         ここには、ケアプランデータを送受信したことを証明するファイルが入っています。\n\
         専用のソフトウェアがなくても、unzip と openssl(3.0以降)で確かめられます。\n\
         内容を読むだけのときは summary.html を開いてください。\n\n\
         1. 封筒を開きます。\n\n",
    );
    let _ = writeln!(out, "    unzip -o {CONTAINER_ENTRY} -d container\n");
    out.push_str("2. 送信者の電子署名を確かめます。「CAdES Verification successful」と出れば正しい署名です。\n");
    out.push_str("\u{3000}次に表示される URI の末尾が、transmission.json の from に書かれた事業所番号と同じことも見てください。\n\n");
    let content = "container/META-INF/ASiCManifest001.xml";
    push_verify(&mut out, "container/META-INF/signature001.p7s", content, readme.at, "sender");
    out.push_str(
        "3. 文書が送信したときのままであることを確かめます。\n\
         \u{3000}表示された値が、container/transmission.json に書かれた sha256 と同じであれば変わっていません。\n\
         \u{3000}transmission.json 自身の値は、ASiCManifest001.xml に base64 で書かれています。\n\n",
    );
    out.push_str("    sha256sum container/documents/*\n");
    out.push_str("    openssl dgst -sha256 -binary container/transmission.json | openssl base64\n\n");
    push_revocation(&mut out, readme);
    for (at, (kind, time)) in readme.receipts.iter().enumerate() {
        push_receipt(&mut out, at + 5, kind, *time);
    }
    let mut number = readme.receipts.len() + 5;
    if let Some(stated_at) = readme.withdrawn {
        push_withdrawal(&mut out, number, stated_at);
        number += 1;
    }
    let _ = writeln!(
        out,
        "{number}. 認証局(ルート)の電子証明書が本物であることを確かめます。\n\
         \u{3000}次の値が、運営者の公表している値と同じであることを確認してください。\n"
    );
    for root in readme.roots {
        let _ = writeln!(out, "\u{3000}SHA-256 {root}");
    }
    let _ = writeln!(out, "\n    openssl x509 -in {ROOTS_ENTRY} -noout -fingerprint -sha256");
    out
}

/// Verifies, keeps the signer's own certificate and shows whom it names and for what it is.
fn push_verify(out: &mut String, signature: &str, content: &str, at: Timestamp, who: &str) {
    let at = at.unix();
    let _ = writeln!(
        out,
        "    openssl cms -verify -cades -purpose any -binary -inform DER -attime {at} -in {signature} -content {content} -CAfile {ROOTS_ENTRY} -signer {who}-signer.pem -out /dev/null\n    \
         openssl x509 -in {who}-signer.pem -noout -ext subjectAltName,extendedKeyUsage\n"
    );
}

fn push_revocation(out: &mut String, readme: &Readme<'_>) {
    match &readme.list {
        None => out.push_str(
            "4. 失効リストがないため、電子証明書が失効していないことは、この中のファイルだけでは確かめられません。\n\n",
        ),
        Some(list) if list.of_that_time => {
            out.push_str("4. 送信者の電子証明書が、その時刻に有効で、失効していなかったことを確かめます。「OK」と出れば有効です。\n\n");
            let _ = writeln!(
                out,
                "    openssl verify -attime {} -crl_check -CAfile {ROOTS_ENTRY} -untrusted {ISSUING_ENTRY} -CRLfile {} sender-signer.pem\n",
                readme.at.unix(),
                list.name
            );
        }
        Some(list) => {
            let _ = writeln!(
                out,
                "4. 送信者の電子証明書が、{}に失効していなかったことを確かめます。\n\
                 \u{3000}後の日時の失効リストが入っています。表示されるシリアル番号が一覧にないか、失効日時がこの日時より後であれば、有効でした。\n\n    \
                 openssl x509 -in sender-signer.pem -noout -serial -dates\n    \
                 openssl crl -in {} -CAfile {ISSUING_ENTRY} -noout -text\n",
                readme.at.in_japanese(),
                list.name
            );
        }
    }
}

fn push_receipt(out: &mut String, number: usize, kind: &str, at: Timestamp) {
    let title = match kind {
        "accepted" => "到達証(連携基盤に届いた証明)",
        "received" => "受領証(送信先が受け取った証明)",
        "imported" => "取込の通知",
        _ => "取込できなかった旨の通知",
    };
    let author = match kind {
        "accepted" => "urn:renkei:hub: で始まり、用途に TLS Web Client Authentication がない",
        _ => "urn:renkei:office: に送信先の事業所番号が続く",
    };
    let _ = writeln!(
        out,
        "{number}. {title}を確かめます。書かれている containerSha256 が、封筒の値と同じことも見てください。\n\
         \u{3000}表示される URI が、{author}ことも見てください。\n"
    );
    push_verify(out, &format!("receipts/{kind}.p7s"), &format!("receipts/{kind}.json"), at, kind);
    let _ = writeln!(out, "    sha256sum {CONTAINER_ENTRY}\n");
}

fn push_withdrawal(out: &mut String, number: usize, stated_at: Timestamp) {
    let _ = writeln!(
        out,
        "{number}. この送信は、送信先が取得する前に、送信元が取り消しました。連携基盤が署名した取消の記録を確かめます。\n\
         \u{3000}書かれている containerSha256 が封筒の値と同じこと、表示される URI が urn:renkei:hub: で始まることも見てください。\n"
    );
    push_verify(out, SIGNATURE, STATEMENT, stated_at, "withdrawn");
    let _ = writeln!(out, "    cat {STATEMENT}\n");
}
