//! The check of what travels together: every file and the set, in the words of the pages.

use crate::remark::Remark;
use serde::{Deserialize, Serialize};
use standard::check::{AttachmentCheck, AttachmentReport, DocumentCheck, DocumentReport, Member, Options, SetCheck};
use standard::types::NameReading;
use standard::views::Records;
use standard::{Action, Date, DocumentKind};
use std::collections::BTreeMap;

/// Users of one set that are listed by name.
const MOST_USERS: usize = 200;

/// A file on the shelf, with its bytes for the check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShelvedFile {
    /// Its key on the shelf.
    pub key: u64,
    /// Its name as dropped.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// One checked file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedFile {
    /// Its key on the shelf.
    pub key: u64,
    /// Its name as dropped.
    pub name: String,
    /// The name it is sent under: the standard's form, without what Windows added.
    pub send_as: String,
    /// Its kind by prefix, e.g. `UPPLAN`; none for an attachment.
    pub kind: Option<String>,
    /// Bytes.
    pub size: u64,
    /// Records; 0 for an attachment.
    pub records: u64,
    /// What was found in it.
    pub remarks: Vec<Remark>,
}

impl CheckedFile {
    /// What it is, in words.
    pub fn title(&self) -> &'static str {
        self.document_kind().map_or("添付ファイル", DocumentKind::title)
    }

    /// 登録, 削除 or 添付.
    pub fn action(&self) -> Action {
        self.document_kind().map_or(Action::Attach, DocumentKind::action)
    }

    /// True when something in it stands against sending.
    pub fn is_broken(&self) -> bool {
        self.remarks.iter().any(|remark| remark.error)
    }

    /// Its size as people read it.
    pub fn size_in_words(&self) -> String {
        match self.size {
            0..1_000 => format!("{}バイト", self.size),
            1_000..1_000_000 => format!("{}KB", self.size.div_ceil(1_000)),
            _ => format!("{:.1}MB", self.size as f64 / 1_000_000.0),
        }
    }

    fn document_kind(&self) -> Option<DocumentKind> {
        self.kind.as_deref().and_then(DocumentKind::parse)
    }
}

/// A checked set.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CheckedSet {
    /// The files, in the order of the standard's list.
    pub files: Vec<CheckedFile>,
    /// What was found about the set as a whole.
    pub remarks: Vec<Remark>,
    /// The receiver in the names; `None`: only attachments, or names that do not agree.
    pub receiver: Option<String>,
    /// The serial in the names.
    pub serial: Option<String>,
    /// The service month, `YYYYMM`.
    pub month: Option<String>,
    /// CSVバージョン.
    pub version: Option<String>,
    /// The users: name (may be empty) and insured number.
    pub users: Vec<(String, String)>,
}

impl CheckedSet {
    /// Checks files. `as_of` is the day of the check.
    pub fn check(files: Vec<ShelvedFile>, as_of: Date) -> Self {
        let mut checked: Vec<Judged> = files.into_iter().map(|file| Judged::of(file, as_of)).collect();
        checked.sort_by_cached_key(|judged| (judged.order(), judged.file.name.clone()));
        let members: Vec<Member<'_>> = checked.iter().map(Judged::member).collect();
        let mut set = Self::default();
        if !members.is_empty() {
            set.remarks = SetCheck::check(&members).findings.iter().map(Remark::from).collect();
        }
        set.read_names(&checked);
        set.users = users(&checked);
        set.files = checked.into_iter().map(|judged| judged.file).collect();
        set
    }

    /// Places with an error, in the files and about the set.
    pub fn errors(&self) -> usize {
        self.all_remarks().filter(|remark| remark.error).count()
    }

    /// Places with a warning.
    pub fn warnings(&self) -> usize {
        self.all_remarks().filter(|remark| !remark.error).count()
    }

    /// About the set first, then file by file.
    pub fn all_remarks(&self) -> impl Iterator<Item = &Remark> {
        self.remarks.iter().chain(self.files.iter().flat_map(|file| &file.remarks))
    }

    /// What it is as a whole, in words.
    pub fn what(&self) -> &'static str {
        let has = |kind: DocumentKind| self.files.iter().any(|file| file.document_kind() == Some(kind));
        let known = [
            (DocumentKind::UpYobo, "介護予防サービス・支援計画書"),
            (DocumentKind::UpJsk, "サービス利用票（実績）"),
            (DocumentKind::UpPlan, "サービス利用票（予定）"),
            (DocumentKind::UpSikyu, "サービス利用票（予定）"),
            (DocumentKind::Up1Kyo, "居宅サービス計画書"),
            (DocumentKind::Up2Kyo, "居宅サービス計画書"),
            (DocumentKind::Up3Kyo, "居宅サービス計画書"),
            (DocumentKind::UpKihon, "利用者基本情報"),
            (DocumentKind::DltPlan, "サービス利用票（予定）の削除"),
            (DocumentKind::DltJsk, "サービス利用票（実績）の削除"),
            (DocumentKind::Dlt1Kyo, "居宅サービス計画書の削除"),
            (DocumentKind::DltKihon, "利用者基本情報の削除"),
            (DocumentKind::DltYobo, "介護予防サービス・支援計画書の削除"),
            (DocumentKind::UpHosoku, "利用者補足情報"),
        ];
        known.into_iter().find(|(kind, _)| has(*kind)).map_or("添付ファイル", |(_, words)| words)
    }

    /// Id of the template that speaks of such files.
    pub fn template(&self) -> &'static str {
        match self.what() {
            "サービス利用票（予定）" => "slips",
            "サービス利用票（実績）" => "results",
            _ => "plan",
        }
    }

    /// The month in words; empty when there is none.
    pub fn month_in_words(&self) -> String {
        self.month.as_deref().map(crate::moment::month_in_words).unwrap_or_default()
    }

    fn read_names(&mut self, checked: &[Judged]) {
        let names: Vec<_> = checked.iter().filter_map(|judged| judged.reading().name).collect();
        let Some(first) = names.first() else { return };
        if names.iter().all(|name| name.receiver == first.receiver) {
            self.receiver = Some(first.receiver.to_string());
        }
        if names.iter().all(|name| name.serial == first.serial) {
            self.serial = Some(first.serial.to_string());
        }
        self.month = names.iter().find_map(standard::DocumentName::target_month).as_ref().map(ToString::to_string);
        self.version = Some(first.version().to_string());
    }
}

struct Judged {
    file: CheckedFile,
    report: Report,
    people: Vec<(String, String)>,
}

enum Report {
    Document(Box<DocumentReport>),
    Attachment(Box<AttachmentReport>),
}

impl Judged {
    fn of(file: ShelvedFile, as_of: Date) -> Self {
        let options = Options { as_of };
        let ShelvedFile { key, name, bytes } = file;
        let (report, findings, records) = if AttachmentCheck::is_for(&name) {
            let report = AttachmentCheck::check(&name, &bytes, options);
            let findings: Vec<Remark> = report.findings.iter().map(Remark::from).collect();
            (Report::Attachment(Box::new(report)), findings, 0)
        } else {
            let mut check = DocumentCheck::new(&name, options);
            check.feed(&bytes);
            let report = check.finish();
            let findings = report.findings.iter().map(Remark::from).collect();
            let records = report.records;
            (Report::Document(Box::new(report)), findings, records)
        };
        let people = people(&report, &bytes);
        let reading = match &report {
            Report::Document(report) => &report.reading,
            Report::Attachment(report) => &report.reading,
        };
        let file = CheckedFile {
            key,
            send_as: reading.name.map_or_else(|| name.clone(), |exact| exact.to_string()),
            kind: reading.kind.map(|kind| kind.to_string()),
            size: bytes.len() as u64,
            records,
            remarks: findings,
            name,
        };
        Self { file, report, people }
    }

    fn reading(&self) -> &NameReading {
        self.member().reading()
    }

    fn member(&self) -> Member<'_> {
        match &self.report {
            Report::Document(report) => Member::from(report.as_ref()),
            Report::Attachment(report) => Member::from(report.as_ref()),
        }
    }

    fn order(&self) -> usize {
        let kind = self.file.document_kind();
        kind.and_then(|kind| DocumentKind::ALL.iter().position(|known| *known == kind)).unwrap_or(usize::MAX)
    }
}

/// The users that a document speaks of, as far as its records can be read.
fn people(report: &Report, bytes: &[u8]) -> Vec<(String, String)> {
    let Report::Document(report) = report else { return Vec::new() };
    let Some(layout) = report.layout else { return Vec::new() };
    let mut found: Vec<(String, String)> = Vec::new();
    for record in Records::new(layout, bytes).flatten() {
        let Some(insured) = record.text_of("被保険者番号") else { break };
        if found.last().is_some_and(|(_, last)| *last == insured) {
            continue;
        }
        let name = record.text_of("利用者氏名").map(|name| name.replace('　', " ")).unwrap_or_default();
        found.push((name, insured.into_owned()));
    }
    found
}

fn users(checked: &[Judged]) -> Vec<(String, String)> {
    let mut by_number: BTreeMap<&str, &str> = BTreeMap::new();
    for (name, insured) in checked.iter().flat_map(|judged| &judged.people) {
        let known = by_number.entry(insured).or_default();
        if known.is_empty() {
            *known = name;
        }
    }
    by_number.into_iter().take(MOST_USERS).map(|(insured, name)| (name.to_owned(), insured.to_owned())).collect()
}
