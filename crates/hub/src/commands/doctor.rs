//! `renkei-hub doctor`: looks at files, certificates, revocation list and database, and says what to do.

use super::failure::Failure;
use super::say::say;
use crate::admin::{AdminQuestion, ask};
use crate::authority::OwnCertificate;
use crate::config::Config;
use crate::data_folder::DataFolder;
use crate::rotation::is_under_way;
use crate::serve::Opened;
use crate::surroundings::Surroundings;
use evidence::Timestamp;
use evidence::certificate::profile::LEAF_YEARS;
use evidence::certificate::{Certificate, RevocationList, UnverifiedList};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// Certificates that end within this are named. The running hub renews its own a month before that.
const SOON: u64 = 60 * 86_400;

/// The issuing one a year before: what it issues cannot last longer than it does.
const YEAR: u64 = 365 * 86_400;

/// What to do when the automatic renewal did not happen.
const OWN: &str = "renkei-hub ca serve と renkei-hub serve を動かし、renkei-hub certificate renew-own を行ってください";

/// What to do before the issuing certificate ends: there is no command for the next one yet.
const NEXT_ISSUING: &str = "発行の証明書が切れると、どの電子証明書も使えなくなります。作り直す機能は、この版にはまだありません。期限の前に、その機能のある版に更新してください";

/// Seconds by which the clock may go back, as time services do.
const CLOCK: u64 = 60;

struct Findings {
    wrong: usize,
}

impl Findings {
    fn good(&self, text: &str) {
        say!("  よい    {text}");
    }

    fn wrong(&mut self, text: &str, cure: &str) {
        self.wrong += 1;
        say!("  要対応  {text}\n          → {cure}");
    }
}

pub(super) async fn run(config: &Path, surroundings: &Surroundings) -> Result<(), Failure> {
    say!("連携基盤を調べます。");
    let config = Config::read(config).map_err(Failure::of)?;
    let (folder, mut findings) = (DataFolder::new(&config.data), Findings { wrong: 0 });
    findings.good("設定ファイルを読めました");
    files(&folder, &mut findings);
    certificates(&folder, surroundings.now(), &mut findings);
    crl(&folder, surroundings.now(), &mut findings);
    clock(surroundings.now(), &mut findings);
    room(&config, surroundings, &mut findings);
    if !folder.authority_socket().exists() {
        findings.wrong("認証局が動いていません", "別の窓で renkei-hub ca serve を行ってください");
    }
    database(&folder, surroundings, &mut findings).await;
    match findings.wrong {
        0 => {
            say!("問題は見つかりませんでした。");
            Ok(())
        }
        count => Err(Failure::says(vec![format!("{count}件の対応が必要です。上の「→」に従ってください。")])),
    }
}

fn files(folder: &DataFolder, findings: &mut Findings) {
    let secret = [folder.master_key(), folder.pepper(), folder.server_key(), folder.receipt_key()];
    let open = [folder.root(), folder.issuing(), folder.server_certificate(), folder.receipt_certificate()];
    for file in secret.iter().chain(&open) {
        match std::fs::metadata(file) {
            Err(_) => findings.wrong(
                &format!("{} がありません", file.display()),
                "控えから戻すか、はじめてなら renkei-hub init を行ってください",
            ),
            Ok(found) if secret.contains(file) && found.permissions().mode() & 0o077 != 0 => findings.wrong(
                &format!("{} をほかの利用者も読めます", file.display()),
                &format!("chmod 600 {} を行ってください", file.display()),
            ),
            Ok(_) => {}
        }
    }
    if folder.authority().join("root.key.pem").exists() {
        findings.wrong(
            "ルート鍵がこのコンピューターに置かれたままです",
            "authority/root.key.pem を外の安全な場所へ移してください",
        );
    }
    if findings.wrong == 0 {
        findings.good("鍵と証明書のファイルがそろっています");
    }
    if is_under_way(folder) {
        findings.wrong(
            "鍵の交換が途中です",
            "renkei-hub serve を動かすか、renkei-hub key rotate を行うと、続きが行われます",
        );
    }
}

fn certificates(folder: &DataFolder, now: Timestamp, findings: &mut Findings) {
    let named = [
        (Some(OwnCertificate::Server), folder.server_certificate()),
        (Some(OwnCertificate::Receipts), folder.receipt_certificate()),
        (None, folder.issuing()),
    ];
    for (own, file) in named {
        let (name, soon, cure) = match own {
            Some(own) => (own.japanese(), SOON, OWN),
            None => ("発行の証明書", YEAR, NEXT_ISSUING),
        };
        let read = std::fs::read_to_string(&file).ok().and_then(|text| Certificate::all_from_pem(&text).ok());
        let Some(certificate) = read.and_then(|all| all.into_iter().next()) else {
            findings.wrong(&format!("{name}を読めません"), "控えから戻してください");
            continue;
        };
        let end = certificate.not_after().in_japanese();
        let shortens = own.is_none() && now.plus_years(LEAF_YEARS) > certificate.not_after();
        if now >= certificate.not_after() {
            findings.wrong(&format!("{name}は{end}で切れています"), cure);
        } else if now.plus(soon) >= certificate.not_after() {
            findings.wrong(&format!("{name}は{end}で切れます"), cure);
        } else if shortens {
            findings
                .good(&format!("{name}は{end}まで有効です。これから発行する電子証明書の期限も、この日までになります"));
        } else {
            findings.good(&format!("{name}は{end}まで有効です"));
        }
    }
}

fn crl(folder: &DataFolder, now: Timestamp, findings: &mut Findings) {
    let issuing = std::fs::read_to_string(folder.issuing()).ok().and_then(|text| Certificate::from_pem(&text).ok());
    let der = std::fs::read(folder.crl()).ok();
    let list = issuing.zip(der).and_then(|(issuing, der)| UnverifiedList::from_der(&der).ok()?.verify(&issuing).ok());
    let cure = "renkei-hub ca serve を動かし、renkei-hub ca crl を行ってください";
    match list {
        None => findings.wrong("失効リストを読めません", cure),
        Some(list) if now >= list.next_update() => {
            findings.wrong(&format!("失効リストの期限が{}で切れています", list.next_update().in_japanese()), cure);
        }
        Some(list) if now.plus(CLOCK) < list.this_update() => findings.wrong(
            &format!("時計が、失効リストを作った{}より戻っています", list.this_update().in_japanese()),
            "コンピューターの時刻を合わせてください",
        ),
        Some(list) if age(&list, now) * 2 >= age(&list, list.next_update()) => {
            findings.wrong(
                &format!("失効リストは{}に作ったもので、更新されていません", list.this_update().in_japanese()),
                cure,
            );
        }
        Some(list) => findings.good(&format!("失効リストは{}まで有効です", list.next_update().in_japanese())),
    }
}

/// Seconds from when the list was made.
fn age(list: &RevocationList, at: Timestamp) -> u64 {
    at.unix().saturating_sub(list.this_update().unix())
}

fn room(config: &Config, surroundings: &Surroundings, findings: &mut Findings) {
    let least = config.limits.free_bytes;
    match surroundings.room(&config.data) {
        Some(free) if free < least => findings.wrong(
            &format!("ディスクの空きが{}MBしかありません。新しい送信は断られます", free >> 20),
            &format!("{}MB以上の空きを作ってください（設定 limits.free_bytes）", least >> 20),
        ),
        Some(free) => findings.good(&format!("ディスクの空きは{}MBです", free >> 20)),
        None => findings.wrong("ディスクの空きを調べられません", "データフォルダーがあるか確かめてください"),
    }
}

/// Nothing here is older than the program itself.
fn clock(now: Timestamp, findings: &mut Findings) {
    let built = Timestamp::parse("2025-01-01T00:00:00Z").unwrap_or(Timestamp::LAST);
    if now < built {
        findings.wrong(&format!("時計が{}を指しています", now.in_japanese()), "コンピューターの時刻を合わせてください");
    } else {
        findings.good(&format!("時計は{}です。違うときは合わせてください", now.in_japanese()));
    }
}

async fn database(folder: &DataFolder, surroundings: &Surroundings, findings: &mut Findings) {
    let question = AdminQuestion::PutOffices { offices: Vec::new(), dry: true };
    if let Some(answer) = ask(folder, &question).await {
        match answer {
            Ok(_) => findings.good("連携基盤は動いていて、応答します"),
            Err(_) => findings.wrong("連携基盤が応答しません", "renkei-hub serve を止めて、もう一度始めてください"),
        }
        return;
    }
    // Opening examines the database and asks for the right master key.
    match Opened::open(folder, surroundings) {
        Err(error) => findings.wrong(&error.to_string(), "控えから戻す前に、運用手順書を確かめてください"),
        Ok(opened) => match opened.store.ready().await {
            Ok(()) => findings.good("データベースを開けて、書き込めます（連携基盤は止まっています）"),
            Err(_) => findings.wrong("データベースに書き込めません", "ディスクの空きと権限を確かめてください"),
        },
    }
}
