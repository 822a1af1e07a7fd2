//! A letter that is being written: recipient, message, files with what was found in them.

use crate::mailbox::{Partner, PartnerState};
use crate::sorting::{CheckedSet, Content, OfferedFile, Refused, Shelf, ShelvedFile};
use crate::trouble::{Trouble, TroubleKind};
use serde::{Deserialize, Serialize};
use standard::Date;

/// Most characters of a message.
pub const MAX_MESSAGE: usize = 2_000;
/// Most files of a letter.
const MAX_FILES: usize = 20;
/// Most bytes of a letter.
const MAX_BYTES: u64 = 50_000_000;

/// A draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Its id.
    pub id: String,
    /// Grows with every change; what is confirmed is one revision.
    pub revision: u64,
    /// The recipient.
    pub to: Option<Partner>,
    /// The number of a first-time recipient was typed by a person.
    pub number_confirmed: bool,
    /// The message.
    pub message: String,
    /// The message before a template, another window or 元に戻す replaced it.
    pub replaced: Option<String>,
    /// The files.
    pub set: CheckedSet,
    /// Files of the last drop that were not taken.
    pub refused: Vec<Refused>,
}

/// A change of a letter: what was typed since, and what was pressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterChange {
    /// The message as it stands in the form; `None`: not part of the form.
    pub message: Option<String>,
    /// What was pressed.
    pub action: LetterAction,
}

/// What was pressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LetterAction {
    /// Nothing: keep what was typed.
    Keep,
    /// A recipient was chosen.
    To(Partner),
    /// The recipient was taken off.
    NoRecipient,
    /// The number of a first-time recipient, as typed.
    ConfirmNumber(String),
    /// Files were dropped.
    Add(Vec<OfferedFile>),
    /// A file was taken off, by its key.
    Remove(u64),
    /// A message from a template, filled.
    Message(String),
    /// The message before the template.
    Undo,
}

impl Letter {
    /// An empty letter.
    pub fn new(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            revision: 0,
            to: None,
            number_confirmed: false,
            message: String::new(),
            replaced: None,
            set: CheckedSet::default(),
            refused: Vec::new(),
        }
    }

    /// Changes it. The bytes of dropped files go to the shelf; `as_of` is the day of the check.
    ///
    /// # Errors
    /// The shelf failed, or what was typed cannot be used; what was typed in the message is kept all the same.
    pub fn apply(&mut self, change: LetterChange, shelf: &mut dyn Shelf, as_of: Date) -> Result<(), Trouble> {
        if let Some(message) = change.message.map(|text| text.replace("\r\n", "\n")) {
            self.revision += u64::from(message != self.message);
            self.message = message;
        }
        self.revision += u64::from(change.action != LetterAction::Keep);
        match change.action {
            LetterAction::Keep => {}
            LetterAction::To(partner) => {
                self.number_confirmed &= self.to.as_ref().is_some_and(|to| to.number == partner.number);
                self.to = Some(partner);
            }
            LetterAction::NoRecipient => (self.to, self.number_confirmed) = (None, false),
            LetterAction::ConfirmNumber(typed) => return self.confirm_number(&typed),
            LetterAction::Add(files) => return self.add(files, shelf, as_of),
            LetterAction::Remove(key) => {
                self.recheck(|file| file.key != key, Vec::new(), shelf, as_of)?;
                shelf.remove(key);
            }
            LetterAction::Message(text) => {
                self.replaced = Some(std::mem::replace(&mut self.message, text.replace("\r\n", "\n")));
            }
            LetterAction::Undo => {
                if let Some(before) = self.replaced.take() {
                    self.replaced = Some(std::mem::replace(&mut self.message, before));
                }
            }
        }
        Ok(())
    }

    /// The receiver that the files name, when no recipient is chosen yet.
    pub fn wanted(&self) -> Option<&str> {
        if self.to.is_none() { self.set.receiver.as_deref() } else { None }
    }

    /// What stands against sending; `None` when it is ready but for the confirmation.
    pub fn hindrance(&self) -> Option<Trouble> {
        let input = |field, title: &str, cure: &str| Some(Trouble::input(field, title, cure));
        let Some(to) = &self.to else {
            return input("to", "宛先がまだ選ばれていません。", "「宛先」で事業所を選んでください。");
        };
        if let Some(closed) = to.closed.as_ref().filter(|closed| closed.has_come) {
            return input("to", "選んだ事業所は廃止されているため、送れません。", &closed.cure());
        }
        if to.state != PartnerState::Active {
            return input("to", "この事業所には、いま送れません。", "相手の事業所に利用状況を確かめてください。");
        }
        if let Some(receiver) = self.set.receiver.as_deref().filter(|receiver| *receiver != to.number) {
            let mut trouble = Trouble::input(
                "to",
                "選んだ宛先と、ファイルの中の宛先が違います。",
                "宛先を選び直すか、ファイルを外してください。",
            );
            trouble.why = format!("選んだ宛先は {}（{}）、ファイルの宛先は {receiver} です。", to.name, to.number);
            return Some(trouble.with_manual("send#recipient"));
        }
        if self.set.files.is_empty() {
            return input(
                "files",
                "送るファイルがまだありません。",
                "介護ソフトから出力したファイルを置いてください。",
            );
        }
        if self.set.errors() > 0 {
            return input(
                "files",
                "このままでは送れないファイルがあります。",
                "ファイルの下の「すること」を見て、介護ソフトで直して出力し直してください。",
            );
        }
        if self.message.chars().count() > MAX_MESSAGE {
            return input("message", "メッセージが長すぎます。", "2,000文字までにしてください。");
        }
        None
    }

    /// True when the number of the recipient has to be typed before sending.
    pub fn needs_number(&self) -> bool {
        !self.number_confirmed && self.to.as_ref().is_some_and(|to| to.first_time)
    }

    fn confirm_number(&mut self, typed: &str) -> Result<(), Trouble> {
        let typed: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').map(half_width).collect();
        let fits = self.to.as_ref().is_some_and(|to| to.number == typed.to_uppercase());
        self.number_confirmed |= fits;
        if fits {
            return Ok(());
        }
        let mut trouble = Trouble::input(
            "number",
            "入力した事業所番号が、宛先の番号と違います。",
            "相手の事業所の名刺や書類で番号を確かめて、もう一度入力してください。宛先が違うときは「もどる」を押してください。",
        );
        trouble.undone = "まだ何も送っていません。".to_owned();
        Err(trouble)
    }

    fn add(&mut self, files: Vec<OfferedFile>, shelf: &mut dyn Shelf, as_of: Date) -> Result<(), Trouble> {
        self.refused.clear();
        let mut taken: Vec<ShelvedFile> = Vec::new();
        let mut bytes_so_far: u64 = self.set.files.iter().map(|file| file.size).sum();
        for file in files {
            let (why, cure) = match file.content {
                Content::Bytes(bytes) => {
                    let count = self.set.files.len() + taken.len();
                    bytes_so_far += bytes.len() as u64;
                    if count < MAX_FILES && bytes_so_far <= MAX_BYTES {
                        taken.push(ShelvedFile { key: 0, name: file.name, bytes });
                        continue;
                    }
                    ("一度に送れるのは20個、50MBまでです。", "宛先ごとに分けるときは「一括送信」を使ってください。")
                }
                Content::TooLarge => ("10MBより大きいファイルです。", "小さくしてから置いてください。"),
                Content::Overflow => {
                    ("一度に置いたファイルが多すぎます。", "残りのファイルを、もう一度置いてください。")
                }
            };
            self.refused.push(Refused { name: file.name, why: why.to_owned(), cure: cure.to_owned() });
        }
        for file in &mut taken {
            file.key = shelf.put(&file.name, file.bytes.clone())?;
        }
        // A file of the same name replaces the one before: the care software was used again.
        let replaced: Vec<u64> = self
            .set
            .files
            .iter()
            .filter(|known| taken.iter().any(|new| new.name == known.name))
            .map(|known| known.key)
            .collect();
        self.recheck(|file| !replaced.contains(&file.key), taken, shelf, as_of)?;
        replaced.into_iter().for_each(|key| shelf.remove(key));
        Ok(())
    }

    fn recheck(
        &mut self,
        stays: impl Fn(&crate::sorting::CheckedFile) -> bool,
        mut new: Vec<ShelvedFile>,
        shelf: &dyn Shelf,
        as_of: Date,
    ) -> Result<(), Trouble> {
        for file in self.set.files.iter().filter(|file| stays(file)) {
            new.push(ShelvedFile { key: file.key, name: file.name.clone(), bytes: shelf.get(file.key)? });
        }
        self.set = CheckedSet::check(new, as_of);
        Ok(())
    }
}

/// What a template becomes: `{宛先}` and the like replaced by what is known.
pub fn fill(template: &str, to: &str, office: &str, month: &str, person: &str) -> String {
    let template = without_person(template, person);
    let known = [("{宛先}", to), ("{事業所}", office), ("{対象月}", month), ("{担当者}", person)];
    known.iter().fold(template, |text, (mark, value)| text.replace(mark, value))
}

/// A template without the place for who writes, and without the gap before it, when nobody is named.
pub(crate) fn without_person(template: &str, person: &str) -> String {
    if !person.trim().is_empty() {
        return template.to_owned();
    }
    let lines = template.split('\n').filter_map(|line| match line.split_once("{担当者}") {
        None => Some(line.to_owned()),
        Some((before, after)) => {
            let rest = format!("{}{after}", before.trim_end());
            (!rest.trim().is_empty()).then_some(rest)
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Numbers typed with a Japanese keyboard are often full-width.
fn half_width(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// What is told when a letter was changed in another window since it was confirmed.
pub fn changed_since() -> Trouble {
    Trouble::new(
        TroubleKind::Changed,
        "確認したあとで、下書きが変わりました。",
        "ほかの画面で宛先、メッセージ、ファイルのどれかが変えられています。",
        "もう一度内容を確かめて、送信してください。",
    )
    .leaving("まだ送っていません。下書きは残っています。")
}
