//! What the jobs tell offices, in their words.

use crate::api::timestamp;
use crate::authority::to_hex;
use exchange::instant::Day;
use exchange::notice::{Ending, Reminder};
use exchange::usecases::notice::remind::Words;

/// Something ends soon.
pub(super) fn ends(reminder: &Reminder) -> Words {
    match &reminder.ending {
        Ending::Certificate { key, end } => {
            let serial: Vec<u8> = key.serial.iter().copied().skip_while(|byte| *byte == 0).collect();
            let (end, serial) = (timestamp(*end).in_japanese(), to_hex(&serial));
            Words {
                title: format!("電子証明書の期限まで、あと{}日以内です", reminder.days),
                body: format!(
                    "この事業所の端末の電子証明書が、{end}に期限を迎えます。期限を過ぎると、その端末では送信も受信もできなくなります。その端末で電子証明書を更新してください。更新できないときは、利用申請サイトの「電子証明書」で新しい発行コードを発行し、登録し直してください。（証明書の番号 {serial}）"
                ),
            }
        }
        Ending::Licence { last, .. } => Words {
            title: format!("ライセンスの期限まで、あと{}日以内です", reminder.days),
            body: format!(
                "この事業所のライセンスは{}までです。期限を過ぎると、送ることも、ほかの事業所から受け取ることもできなくなります。受け取ったものは、その後も見られます。続けて使うには、利用申請サイトの「利用申請/更新」で更新してください。自動更新を使っているときは、期限の30日前に更新されます。",
                japanese(*last)
            ),
        },
    }
}

/// A licence has ended.
pub(super) fn ended(last: Day) -> Words {
    Words {
        title: "ライセンスの期限が終わりました".to_owned(),
        body: format!(
            "この事業所のライセンスは{}で終わりました。いまは、送ることも、ほかの事業所から受け取ることもできません。受け取ったものは、これまでどおり見られます。もう一度使うには、利用申請サイトの「利用申請/更新」で申請してください。申請すると、すぐに使えます。",
            japanese(last)
        ),
    }
}

fn japanese(day: Day) -> String {
    let (year, month, day) = day.date();
    format!("{year}年{month}月{day}日")
}
