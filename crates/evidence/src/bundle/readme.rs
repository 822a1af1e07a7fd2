//! `READ-ME.txt`: how anyone can check the bundle with `unzip` and `openssl` alone.

use std::fmt::Write;

use super::{CONTAINER_ENTRY, ISSUING_ENTRY, ROOTS_ENTRY};
use crate::time::Timestamp;

/// What the commands of the text refer to.
pub(crate) struct Readme<'a> {
    /// For which instant to check.
    pub(crate) at: Timestamp,
    /// Kinds of the receipts, with their own times and the file of the author's certificate.
    pub(crate) receipts: &'a [(&'static str, Timestamp)],
    /// File names of the revocation lists that speak for the sender's certificate.
    pub(crate) lists: &'a [String],
    /// SHA-256 of each root in hexadecimal.
    pub(crate) roots: &'a [String],
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
    out.push_str("2. 送信者の電子署名を確かめます。「CAdES Verification successful」と出れば正しい署名です。\n\n");
    let signature = "container/META-INF/signature001.p7s";
    push_verify(&mut out, signature, "container/META-INF/ASiCManifest001.xml", readme.at);
    out.push_str(
        "3. 文書が送信したときのままであることを確かめます。\n\
         \u{3000}表示された値が、container/transmission.json に書かれた sha256 と同じであれば変わっていません。\n\
         \u{3000}transmission.json 自身の値は、ASiCManifest001.xml に base64 で書かれています。\n\n",
    );
    out.push_str("    sha256sum container/transmission.json container/documents/*\n\n");
    push_revocation(&mut out, readme);
    for (kind, at) in readme.receipts {
        push_receipt(&mut out, kind, *at);
    }
    out.push_str(
        "最後に、認証局(ルート)の電子証明書が本物であることを確かめます。\n\
         \u{3000}次の値が、運営者の公表している値と同じであることを確認してください。\n\n",
    );
    for root in readme.roots {
        let _ = writeln!(out, "\u{3000}SHA-256 {root}");
    }
    out
}

fn push_verify(out: &mut String, signature: &str, content: &str, at: Timestamp) {
    let at = at.unix();
    let _ = writeln!(
        out,
        "    openssl cms -verify -cades -purpose any -binary -inform DER -attime {at} -in {signature} -content {content} -CAfile {ROOTS_ENTRY} -out /dev/null\n"
    );
}

fn push_revocation(out: &mut String, readme: &Readme<'_>) {
    if readme.lists.is_empty() {
        out.push_str(
            "4. 失効リストがないため、電子証明書が失効していないことは、この中のファイルだけでは確かめられません。\n\n",
        );
        return;
    }
    let lists: String = readme.lists.iter().map(|list| format!(" -CRLfile {list}")).collect();
    out.push_str(
        "4. 送信者の電子証明書が、その時刻に有効で、失効していなかったことを確かめます。「OK」と出れば有効です。\n\n",
    );
    let _ = writeln!(
        out,
        "    openssl verify -attime {} -crl_check -CAfile {ROOTS_ENTRY} -untrusted {ISSUING_ENTRY}{lists} certificates/sender.pem\n",
        readme.at.unix()
    );
}

fn push_receipt(out: &mut String, kind: &str, at: Timestamp) {
    let title = match kind {
        "accepted" => "到達証(連携基盤に届いた証明)",
        "received" => "受領証(送信先が受け取った証明)",
        "imported" => "取込の通知",
        _ => "取込できなかった旨の通知",
    };
    let _ = writeln!(
        out,
        "{title}を確かめます。書かれている containerSha256 が、封筒の値と同じであることも見てください。\n"
    );
    push_verify(out, &format!("receipts/{kind}.p7s"), &format!("receipts/{kind}.json"), at);
    let _ = writeln!(out, "    sha256sum {CONTAINER_ENTRY}\n");
}
