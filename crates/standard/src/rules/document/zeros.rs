//! C0114: zeros where text should be: the file was not written to the end.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0114",
    slug: "file-zeros",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("ファイルが最後まで書き込まれていません", "The file was not written to the end"),
    message: Text::new(
        "「{file}」に、文字の代わりにゼロ（何も書かれていない値）だけの部分があります。",
        "“{file}” holds zeros where text should be.",
    ),
    why: Text::new(
        "保存の途中でUSBメモリーを抜いたり、電源が切れたりすると起こります。後ろのデータは失われています。",
        "It happens when a USB stick is pulled or the power fails while saving; the data after that is lost.",
    ),
    cure: Text::new(
        "保存先の空き容量を確かめて、介護ソフトからもう一度出力してください。",
        "Check that there is room where it is saved, and export again from the care software.",
    ),
    source: "記載なし",
    ambiguities: &[],
};
