//! A refusal as the pages show it.

use super::Refusal;
use desk::remark::Remark;
use desk::{Trouble, TroubleKind};
use protocol::{FindingBody, SeverityBody};

impl Refusal {
    /// As the pages show it.
    pub fn trouble(&self, kind: TroubleKind) -> Trouble {
        let mut trouble = Trouble::new(kind, &*self.what, &*self.why, &*self.cure).leaving(&*self.undone);
        trouble.number = self.request.as_deref().map(str::to_owned);
        trouble.remarks = self.findings.iter().map(remark).collect();
        trouble
    }
}

/// A finding of the hub or of the other office, as the pages show it.
pub fn remark(finding: &FindingBody) -> Remark {
    let field = finding.place.field.as_ref();
    Remark {
        error: finding.severity == SeverityBody::Error,
        rule: finding.rule.clone(),
        title: finding.title.clone(),
        message: finding.message.clone(),
        why: finding.why.clone(),
        cure: finding.cure.clone(),
        file: finding.place.file.clone(),
        line: finding.place.line,
        field: field.map(|field| format!("項目{}「{}」", field.no, field.name)),
        value: finding.value.clone(),
        count: finding.count,
    }
}
