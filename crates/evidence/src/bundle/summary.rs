//! `summary.html`: the evidence on one page that a person can print. No script, nothing loaded from elsewhere.

use std::fmt::Write;

use super::explain;
use super::html::escape;
use super::report::Report;
use crate::container::{Container, Transmission};
use crate::identifiers::OfficeAddress;
use crate::time::Timestamp;

const STYLE: &str = "body{font-family:'Hiragino Sans','Yu Gothic UI',Meiryo,sans-serif;color:#1a1a1a;max-width:50rem;\
margin:2rem auto;padding:0 1rem;line-height:1.6}h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}\
table{border-collapse:collapse;width:100%}th,td{border:1px solid #767676;padding:.35rem .6rem;text-align:left;\
vertical-align:top;overflow-wrap:anywhere}th{background:#f2f2f2;font-weight:600}.n{white-space:nowrap}\
.m{white-space:pre-wrap}.h{font-family:monospace;font-size:.8rem}@media print{body{margin:0;max-width:none}\
tr{break-inside:avoid}}";

/// The page for an examined container.
pub(crate) fn page(container: &Container, report: &Report, made_at: Timestamp) -> String {
    let transmission = container.transmission();
    let mut out = String::with_capacity(8_192);
    out.push_str("<!doctype html>\n<html lang=\"ja\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.push_str("<meta name=\"viewport\" content=\"width=device-width\">\n");
    let _ = writeln!(out, "<title>送受信の証明 {}</title>\n<style>{STYLE}</style>\n</head>\n<body>", transmission.id);
    let _ = writeln!(out, "<h1>ケアプランデータ送受信の証明</h1>\n<p>作成日時 {}</p>", made_at.in_japanese());
    push_transmission(&mut out, container, transmission);
    push_documents(&mut out, transmission);
    push_steps(&mut out, report);
    out.push_str(
        "<p>この証明は、同じ場所にあるREAD-ME.txtの手順で、専用のソフトウェアを使わずに確かめられます。</p>\n",
    );
    out.push_str("</body>\n</html>\n");
    out
}

fn row(out: &mut String, title: &str, value: &str, class: &str) {
    let _ = writeln!(
        out,
        "<tr><th scope=\"row\" class=\"n\">{title}</th><td class=\"{class}\">{}</td></tr>",
        escape(value)
    );
}

fn address(address: &OfficeAddress) -> String {
    match &address.network {
        Some(network) => format!("{}({network})", address.office),
        None => address.office.to_string(),
    }
}

fn push_transmission(out: &mut String, container: &Container, transmission: &Transmission) {
    out.push_str("<h2>送信の内容</h2>\n<table>\n");
    row(out, "送信元の事業所番号", &address(&transmission.from), "");
    row(out, "送信先の事業所番号", &address(&transmission.to), "");
    row(out, "作成日時", &transmission.created_at.in_japanese(), "");
    row(out, "連番", transmission.serial.as_ref().map_or("なし", |serial| serial.as_str()), "");
    row(out, "メッセージ", &transmission.message, "m");
    row(out, "作成したソフトウェア", &format!("{} {}", transmission.software.name, transmission.software.version), "");
    row(out, "送信の番号", transmission.id.as_str(), "h");
    row(out, "封筒のSHA-256", &container.sha256().to_string(), "h");
    out.push_str("</table>\n");
}

fn push_documents(out: &mut String, transmission: &Transmission) {
    out.push_str("<h2>文書</h2>\n<table>\n<tr><th scope=\"col\">ファイル名</th><th scope=\"col\">大きさ</th>");
    out.push_str("<th scope=\"col\">SHA-256</th></tr>\n");
    for document in &transmission.documents {
        let _ = writeln!(
            out,
            "<tr><td>{}</td><td class=\"n\">{}バイト</td><td class=\"h\">{}</td></tr>",
            escape(document.name.as_str()),
            document.size,
            document.sha256
        );
    }
    out.push_str("</table>\n");
}

fn push_steps(out: &mut String, report: &Report) {
    out.push_str("<h2>確認の結果</h2>\n");
    if let Some(time) = report.time {
        let _ = writeln!(out, "<p>電子証明書は、{}で確認しています。</p>", escape(&explain::time(time)));
    }
    out.push_str(
        "<table>\n<tr><th scope=\"col\">項目</th><th scope=\"col\">結果</th><th scope=\"col\">説明</th></tr>\n",
    );
    for step in &report.steps {
        let _ = writeln!(
            out,
            "<tr><th scope=\"row\" class=\"n\">{}</th><td class=\"n\">{}</td><td>{}</td></tr>",
            step.subject.title(),
            step.outcome.mark(),
            escape(&step.text)
        );
    }
    out.push_str("</table>\n");
}
