//! The templates of messages that the app brings along.

use super::Template;

impl Template {
    /// Those of the app; they cannot be changed.
    pub fn of_the_app() -> Vec<Self> {
        TEXTS
            .iter()
            .map(|(id, name, text)| Self {
                id: (*id).to_owned(),
                name: (*name).to_owned(),
                text: (*text).to_owned(),
                own: false,
            })
            .collect()
    }
}

/// Id, name and text.
const TEXTS: [(&str, &str, &str); 4] = [
    (
        "plan",
        "送付状・サービス計画書",
        "{宛先} 御中\nいつもお世話になっております。サービス計画書をお送りします。\nご確認のほど、よろしくお願いいたします。\n{事業所} {担当者}",
    ),
    (
        "slips",
        "送付状・サービス利用票（予定）",
        "{宛先} 御中\nいつもお世話になっております。{対象月}のサービス利用票（予定）をお送りします。\nご確認のほど、よろしくお願いいたします。\n{事業所} {担当者}",
    ),
    (
        "results",
        "送付状・実績",
        "{宛先} 御中\nいつもお世話になっております。{対象月}の実績をお送りします。\n{事業所} {担当者}",
    ),
    (
        "changed",
        "変更のお知らせ",
        "{宛先} 御中\n先日お送りした{対象月}の内容に変更がありました。直したものをお送りします。\nお手数ですが、差し替えをお願いいたします。\n{事業所} {担当者}",
    ),
];
