//! Small pieces that lists share: words of a filter, addresses with a filter, words for actions.

use crate::letter::Letter;
use crate::mailbox::{Arrival, ArrivalDetail, CertificateFacts, Dispatch, DocumentLine};
use crate::moment::day_in_list;
use crate::remark::Remark;
use crate::sorting::CheckedFile;
use standard::Action;
use std::hash::{DefaultHasher, Hash, Hasher};

/// A text of a form; `None` when nothing was written.
pub(crate) fn given(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// `?a=b&c=d` of those that are not empty, percent-encoded; empty when none is.
pub(crate) fn address(pairs: &[(&str, &str)]) -> String {
    let mut address = String::new();
    for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        address.push(if address.is_empty() { '?' } else { '&' });
        address += name;
        address.push('=');
        for byte in value.bytes() {
            match byte {
                b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'_' | b'.' => address.push(char::from(byte)),
                _ => address += &format!("%{byte:02X}"),
            }
        }
    }
    address
}

/// 登録, 削除 or 添付.
fn action_title(action: &Action) -> &'static str {
    match action {
        Action::Register => "登録",
        Action::Delete => "削除",
        Action::Attach => "添付",
    }
}

/// Tells whether a message was changed by the person since it was shown: what another window wrote stays.
pub(crate) fn digest(text: &str) -> String {
    let mut hasher = DefaultHasher::new();
    text.replace("\r\n", "\n").hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

fn actions(documents: &[DocumentLine]) -> String {
    let mut once: Vec<&str> = Vec::new();
    for title in documents.iter().map(DocumentLine::action_title) {
        if !once.contains(&title) {
            once.push(title);
        }
    }
    once.join("・")
}

impl DocumentLine {
    /// 登録, 削除 or 添付.
    pub(crate) fn action_title(&self) -> &'static str {
        action_title(&self.action)
    }
}

impl Letter {
    /// The mark of the message as it is shown.
    pub(crate) fn digest(&self) -> String {
        digest(&self.message)
    }
}

impl ArrivalDetail {
    fn all_remarks(&self) -> impl Iterator<Item = &Remark> {
        self.remarks.iter().chain(self.documents.iter().flat_map(|document| &document.remarks))
    }

    /// Something was found in what came.
    pub(crate) fn has_remarks(&self) -> bool {
        self.all_remarks().next().is_some()
    }

    /// Something in it is not as the standard wants it.
    pub(crate) fn has_errors(&self) -> bool {
        self.all_remarks().any(|remark| remark.error)
    }
}

impl CheckedFile {
    /// 登録, 削除 or 添付.
    pub(crate) fn action_title(&self) -> &'static str {
        action_title(&self.action())
    }
}

impl CertificateFacts {
    /// Its last day, as lists write it.
    pub(crate) fn end_in_list(&self) -> String {
        day_in_list(self.end)
    }

    /// How long it can still be used.
    pub(crate) fn left(&self) -> String {
        match self.days_left {
            _ if self.over => "期限切れ".to_owned(),
            ..=0 => "今日まで".to_owned(),
            days => format!("あと{days}日"),
        }
    }

    /// That its end is near, in a sentence.
    pub(crate) fn end_is_near(&self) -> String {
        match self.days_left {
            ..=0 => "電子証明書の期限は、今日です。".to_owned(),
            days => format!("電子証明書の期限まで、あと{days}日です。"),
        }
    }
}

impl Arrival {
    /// How a screen reader names the row.
    pub(crate) fn label(&self) -> String {
        format!("{} {}", self.from_name, self.at.list())
    }

    pub(crate) fn press(&self, verb: &str) -> String {
        format!("{verb}:{}", self.id)
    }

    pub(crate) fn actions(&self) -> String {
        actions(&self.documents)
    }
}

impl Dispatch {
    pub(crate) fn actions(&self) -> String {
        actions(&self.documents)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_encoded_and_short() {
        assert_eq!(address(&[("q", ""), ("page", "")]), "");
        assert_eq!(address(&[("q", "ひ か"), ("month", "202505")]), "?q=%E3%81%B2%20%E3%81%8B&month=202505");
    }
}
