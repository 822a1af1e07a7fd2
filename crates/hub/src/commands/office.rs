//! `renkei-hub office`: adding one, importing many, looking at them.

use super::admin;
use super::failure::Failure;
use crate::admin::{AdminQuestion, NewOfficeLine, fields};
use crate::config::Config;
use crate::surroundings::Surroundings;
use clap::Subcommand;
use std::path::{Path, PathBuf};

/// Offices in one question.
const PART: usize = 5_000;

#[derive(Debug, Subcommand)]
pub(super) enum Office {
    /// 事業所を一つ登録する、または内容を変える
    Add {
        /// 事業所番号（10文字）
        number: String,
        /// 名称
        #[arg(long)]
        name: String,
        /// 名称のカナ
        #[arg(long)]
        kana: String,
        /// 都道府県コード（01から47）
        #[arg(long)]
        prefecture: String,
        /// サービス種類コード（何度でも書ける。例 --service 43）
        #[arg(long = "service", required = true)]
        services: Vec<String>,
    },
    /// 登録されている事業所の一覧
    List {
        /// 名称かカナの一部
        #[arg(long)]
        name: Option<String>,
        /// 都道府県コード（01から47）
        #[arg(long)]
        prefecture: Option<String>,
    },
    /// 事業所を一つ見る。ID、ライセンス、電子証明書も表示する
    Show {
        /// 事業所番号（10文字）
        number: String,
    },
    /// CSVファイルからまとめて登録する。はじめに全部の行を調べ、誤りがあれば何も登録しない
    ///
    /// 一行に一事業所を「事業所番号,名称,カナ,都道府県コード,サービス種類コード（空白区切り）」で書きます。
    /// 文字コードはUTF-8です。同じファイルを何度行っても結果は同じです。
    #[command(verbatim_doc_comment)]
    Import {
        /// CSVファイル
        file: PathBuf,
        /// 調べるだけで登録しない
        #[arg(long)]
        dry_run: bool,
    },
}

impl Office {
    pub(super) async fn run(self, config: &Config, surroundings: &Surroundings) -> Result<(), Failure> {
        match self {
            Self::Add { number, name, kana, prefecture, services } => {
                let office = NewOfficeLine { line: 1, number, name, kana, prefecture, services };
                let question = AdminQuestion::PutOffices { offices: vec![office], dry: false };
                admin::run(config, surroundings, question).await
            }
            Self::List { name, prefecture } => {
                admin::run(config, surroundings, AdminQuestion::ListOffices { name, prefecture }).await
            }
            Self::Show { number } => {
                admin::run(config, surroundings, AdminQuestion::ShowOffice { office: number }).await
            }
            Self::Import { file, dry_run } => import(config, surroundings, &file, dry_run).await,
        }
    }
}

async fn import(config: &Config, surroundings: &Surroundings, file: &Path, dry_run: bool) -> Result<(), Failure> {
    let text = std::fs::read_to_string(file).map_err(|error| {
        Failure::says(vec![format!("{} を読めません。UTF-8のCSVファイルか確かめてください。({error})", file.display())])
    })?;
    let offices = read(&text)?;
    for dry in [true, false].into_iter().filter(|dry| *dry || !dry_run) {
        for part in offices.chunks(PART) {
            admin::run(config, surroundings, AdminQuestion::PutOffices { offices: part.to_vec(), dry }).await?;
        }
    }
    Ok(())
}

fn read(text: &str) -> Result<Vec<NewOfficeLine>, Failure> {
    let (mut offices, mut wrong) = (Vec::new(), Vec::new());
    for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        match <[String; 5]>::try_from(fields(line)) {
            Ok([number, name, kana, prefecture, services]) => offices.push(NewOfficeLine {
                line: at + 1,
                number,
                name,
                kana,
                prefecture,
                services: services.split_whitespace().map(str::to_owned).collect(),
            }),
            Err(found) => wrong.push(format!("{}行目: 項目が{}個あります。5個で書いてください。", at + 1, found.len())),
        }
    }
    if wrong.is_empty() { Ok(offices) } else { Err(Failure::says(wrong)) }
}

#[cfg(test)]
mod tests {
    use super::{fields, read};

    #[test]
    fn a_line_is_split_at_its_commas() {
        assert_eq!(
            fields("1370000001,\"架空, センター\",カクウ,13,43 11"),
            ["1370000001", "架空, センター", "カクウ", "13", "43 11"]
        );
        assert!(read("1370000001,名称\n").is_err());
        assert_eq!(read("\u{feff}1370000001,名称,カナ,13,43\n\n").unwrap().len(), 1);
    }
}
