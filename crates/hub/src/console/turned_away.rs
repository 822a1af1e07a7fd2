//! The one page for whose certificate lets nobody in: a stranger's, a stopped operator's, a replaced or expired one.

use super::{Console, unanswered, words};
use exchange::Sha256;
use web::Trouble;

/// What somebody is told whose certificate is no operator's.
pub(super) fn stranger() -> Trouble {
    Trouble::not_allowed(
        "このブラウザーの電子証明書では、運営コンソールを開けません。期限が切れたか、使えなくなったか、運営者の証明書ではありません。",
        "運営者の証明書を選んで開き直してください。ないときは、管理者に新しい証明書を依頼してください。",
    )
}

/// What the holder of a certificate is told that was an operator's: who shows it has its key.
pub(super) async fn turned_away(console: &Console, thumbprint: Sha256) -> Trouble {
    let door = match console.hub.store.operator_door(thumbprint).await {
        Ok(Some(door)) => door,
        Ok(None) => return stranger(),
        Err(error) => return unanswered(error),
    };
    let (id, certificate) = (door.operator.id.as_str(), door.certificate);
    let renew = "管理者に新しい証明書を依頼してください。";
    if !door.operator.is_active {
        let when = certificate.revoked_at.map_or_else(String::new, |at| format!("{}に、", words::in_words(at)));
        return Trouble::not_allowed(
            format!("{when}このID（{id}）は管理者によって停止されたため、運営コンソールを使えません。"),
            "入力の途中だった内容は、保存されていません。心あたりがないときは、管理者に問い合わせてください。",
        );
    }
    if let Some(at) = certificate.revoked_at {
        return Trouble::not_allowed(
            format!("この電子証明書は、{}に新しいものに替わったため、使えなくなりました。", words::in_words(at)),
            format!("受け取った新しい証明書をブラウザーに入れ、それを選んで開き直してください。ないときは、{renew}"),
        );
    }
    if certificate.not_after < console.hub.now() {
        return Trouble::not_allowed(
            format!("この電子証明書は、{}に期限が切れました。", words::in_words(certificate.not_after)),
            format!("{renew}管理者は、連携基盤のコンピューターで renkei-hub operator renew を使って作ります。"),
        );
    }
    stranger()
}
