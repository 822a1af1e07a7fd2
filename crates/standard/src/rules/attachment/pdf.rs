//! Looks through a PDF for what it does when it is opened (C0830 to C0834).
//!
//! Every name in the file counts, also one in a comment or a string: a reader may be led there by an offset. Names of two
//! letters are looked for outside of streams only, where chance does not make them. What is compressed in object streams
//! stays unseen; whoever needs to know that too must inflate it within limits.

use super::{is_clean, pdf_active, pdf_broken, pdf_embedded, pdf_encrypted, pdf_tail};
use crate::check::AttachmentKind;
use crate::finding::{Finding, Rule, Sink};
use memchr::memmem;

/// Longest name that is read; those looked for are shorter.
const LONGEST_NAME: usize = 64;
/// How far the value of a name is looked for.
const NEAR: usize = 4_096;
/// Most opening actions that are looked at; a document has one, and one more for each time it was saved.
const MOST_OPENINGS: usize = 64;

/// What a PDF does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    Script,
    Launch,
    Submit,
    Import,
    Form,
    Open,
    Additional,
    File,
    Media,
    Encrypted,
}

/// Judges a PDF.
pub(super) fn check(bytes: &[u8], out: &mut Sink, say: impl Fn(&'static Rule) -> Finding) -> Option<AttachmentKind> {
    let mut findings: Vec<Finding> = structure(bytes, &say).into_iter().collect();
    let acts = acts(bytes);
    let has = |act: Act| acts.contains(&act);
    if has(Act::Encrypted) {
        findings.push(say(&pdf_encrypted::RULE));
    }
    let named = |wanted: &[Act]| wanted.iter().copied().filter(|act| has(*act)).map(words).collect::<Vec<_>>();
    let active = [Act::Script, Act::Launch, Act::Submit, Act::Import, Act::Form, Act::Open, Act::Additional];
    for (rule, wanted) in [(&pdf_active::RULE, &active[..]), (&pdf_embedded::RULE, &[Act::File, Act::Media])] {
        let named = named(wanted);
        if !named.is_empty() {
            let (ja, en): (Vec<&str>, Vec<&str>) = named.into_iter().unzip();
            findings.push(say(rule).fact("what", ja.join("、")).fact("what_en", en.join(", ")));
        }
    }
    let clean = is_clean(&findings);
    findings.into_iter().for_each(|finding| out.push(finding));
    clean.then_some(AttachmentKind::Pdf)
}

/// The head names a version, and nothing but line ends stands behind the last end mark.
fn structure(bytes: &[u8], say: &impl Fn(&'static Rule) -> Finding) -> Option<Finding> {
    let broken = |what: &'static str, what_en: &'static str| {
        Some(say(&pdf_broken::RULE).fact("what", what).fact("what_en", what_en))
    };
    if !matches!(bytes.get(5..8), Some([b'1' | b'2', b'.', b'0'..=b'9'])) {
        return broken("先頭がPDFの形をしていません", "it does not begin like a PDF");
    }
    let Some(end) = memmem::rfind(bytes, b"%%EOF") else {
        return broken("最後の印（%%EOF）がなく、途中で終わっています", "it has no end mark (%%EOF)");
    };
    let tail = bytes.get(end + 5..).unwrap_or_default();
    let harmless = tail.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0);
    (!harmless).then(|| say(&pdf_tail::RULE).fact("tail", tail.len().to_string()))
}

fn words(act: Act) -> (&'static str, &'static str) {
    match act {
        Act::Script => ("JavaScript（小さなプログラム）", "JavaScript"),
        Act::Launch => ("別のプログラムを起動する動作", "the start of another program"),
        Act::Submit => ("入力した内容を外へ送る動作", "a form that sends what is entered"),
        Act::Import => ("外のデータを取り込む動作", "the import of data"),
        Act::Form => ("XFAという動くフォーム", "an XFA form"),
        Act::Open => ("開いたときに起きる動作", "an action when it is opened"),
        Act::Additional => ("ページや入力欄で起きる動作", "actions of pages or fields"),
        Act::File => ("添付ファイル", "attached files"),
        Act::Media => ("動画などの埋め込み", "embedded media"),
        Act::Encrypted => ("暗号化", "encryption"),
    }
}

/// All that the names of the file say it does. What has been found is not looked for again, so that a file made of nothing but
/// such names costs no more than any other.
fn acts(bytes: &[u8]) -> Vec<Act> {
    let mut found = Vec::new();
    let (mut stream_end, mut openings) = (0, 0);
    for at in memchr::memchr_iter(b'/', bytes) {
        let (name, end) = name_at(bytes, at + 1);
        let Some(act) = act_of(&name).filter(|act| !found.contains(act)) else { continue };
        let happens = match (act, name.len()) {
            (Act::Open, _) => {
                openings += 1;
                openings > MOST_OPENINGS || acts_on_opening(bytes, end)
            }
            (Act::Encrypted, _) | (_, 2) => {
                if at >= stream_end {
                    stream_end = end_of_stream_around(bytes, at);
                }
                at >= stream_end
            }
            _ => true,
        };
        found.extend(happens.then_some(act));
    }
    found
}

fn act_of(name: &[u8]) -> Option<Act> {
    Some(match name {
        b"JavaScript" | b"JS" => Act::Script,
        b"Launch" => Act::Launch,
        b"SubmitForm" => Act::Submit,
        b"ImportData" => Act::Import,
        b"XFA" => Act::Form,
        b"OpenAction" => Act::Open,
        b"AA" => Act::Additional,
        b"EmbeddedFile" | b"EmbeddedFiles" => Act::File,
        b"RichMedia" => Act::Media,
        b"Encrypt" => Act::Encrypted,
        _ => return None,
    })
}

/// The name after a slash, `#xx` made the character it stands for, and where it ends.
fn name_at(bytes: &[u8], start: usize) -> (Vec<u8>, usize) {
    let mut name = Vec::new();
    let mut at = start;
    while let Some(&byte) = bytes.get(at).filter(|_| name.len() < LONGEST_NAME) {
        let escaped = (byte == b'#').then(|| Some((hex(*bytes.get(at + 1)?)?, hex(*bytes.get(at + 2)?)?))).flatten();
        match (byte, escaped) {
            (_, Some((high, low))) => {
                name.push(high << 4 | low);
                at += 3;
            }
            (b'\0' | b'\t' | b'\n' | 0x0c | b'\r' | b' ', _) => break,
            (b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%', _) => break,
            _ => {
                name.push(byte);
                at += 1;
            }
        }
    }
    (name, at)
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// If a place lies in a stream, the end of that stream; else 0. A stream begins after `stream` and a line end.
fn end_of_stream_around(bytes: &[u8], at: usize) -> usize {
    let before = bytes.get(..at).unwrap_or_default();
    let begin = memmem::rfind(before, b"stream").filter(|begin| {
        let is_end = begin.checked_sub(3).and_then(|start| bytes.get(start..*begin)) == Some(b"end");
        !is_end && matches!(bytes.get(begin + 6), Some(b'\r' | b'\n'))
    });
    let Some(_) = begin else { return 0 };
    let end = bytes.get(at..).and_then(|rest| memmem::find(rest, b"endstream"));
    end.map_or(0, |end| at + end)
}

/// True unless the file only opens at a page: a destination, or an action that goes to one. A value that cannot be found, for
/// instance in an object stream, is taken for a destination; what it may do has a name of its own.
fn acts_on_opening(bytes: &[u8], end: usize) -> bool {
    let value = bytes.get(end..).unwrap_or_default();
    let value = value.get(..NEAR).unwrap_or(value).trim_ascii_start();
    match value {
        [b'<', b'<', rest @ ..] => does_more_than_go(rest),
        [b'0'..=b'9', ..] => {
            let number: Vec<u8> = value.iter().copied().take_while(u8::is_ascii_digit).collect();
            let object = object(bytes, &number);
            object.and_then(|object| object.trim_ascii_start().strip_prefix(b"<<")).is_some_and(does_more_than_go)
        }
        _ => false,
    }
}

/// The beginning of the last object with a number; a later one replaces an earlier one.
fn object<'b>(bytes: &'b [u8], number: &[u8]) -> Option<&'b [u8]> {
    let mark = [number, b" 0 obj"].concat();
    let begins = |at: usize| at == 0 || bytes.get(at - 1).is_some_and(|byte| !byte.is_ascii_digit());
    let at = memmem::find_iter(bytes, &mark).filter(|at| begins(*at)).last()?;
    let rest = bytes.get(at + mark.len()..)?;
    Some(rest.get(..NEAR).unwrap_or(rest))
}

/// True when an action dictionary has another kind than GoTo, or goes on to a next action.
fn does_more_than_go(dictionary: &[u8]) -> bool {
    let end = memmem::find(dictionary, b"endobj").unwrap_or(dictionary.len());
    let dictionary = dictionary.get(..end).unwrap_or_default();
    let mut kind = None;
    for at in memchr::memchr_iter(b'/', dictionary) {
        let (name, end) = name_at(dictionary, at + 1);
        if name == b"Next" {
            return true;
        }
        if name == b"S" && kind.is_none() {
            let rest = dictionary.get(end..).unwrap_or_default().trim_ascii_start();
            kind = rest.starts_with(b"/").then(|| name_at(rest, 1).0);
        }
    }
    kind.is_some_and(|kind| kind != b"GoTo")
}
