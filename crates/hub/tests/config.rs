//! The configuration.

use hub::config::{AccountKind, Config, ConfigError, Limits, MailSecurity, SAMPLE, TransferFee};

#[test]
fn the_sample_is_true() {
    let sample = Config::parse(SAMPLE).unwrap();
    assert_eq!(sample.limits, Limits::default());
    assert_eq!(sample.limits.stream_check_seconds, 30, "a session that has ended is not heard for longer");
}

#[test]
fn r24_health_stays_on_this_machine() {
    let text = SAMPLE.replace("127.0.0.1:8442", "0.0.0.0:8442");
    assert!(matches!(Config::parse(&text), Err(ConfigError::HealthOutside(_))));
}

#[test]
fn unknown_values_are_refused() {
    let text = SAMPLE.replace("network =", "netwrok =");
    assert!(matches!(Config::parse(&text), Err(ConfigError::Read { .. })));
}

#[test]
fn mails_leave_only_as_they_should() {
    let with = |lines: &str| Config::parse(&format!("{SAMPLE}\n[mail]\nport = 465\n{lines}"));
    assert_eq!(Config::parse(SAMPLE).unwrap().mail, None, "off unless it is configured");
    let good = with("server = \"smtp.example.jp\"\nfrom = \"noreply@example.jp\"").unwrap().mail.unwrap();
    assert_eq!(good.security, MailSecurity::Tls);
    for wrong in [
        "server = \"smtp.example.jp\"\nfrom = \"noreply@example.jp\"\nsecurity = \"none\"",
        "server = \"smtp.example.jp\"\nfrom = \"noreply@example.jp\"\nuser = \"renkei\"",
        "server = \"smtp.example.jp\"\nfrom = \"noreply\"",
    ] {
        assert!(matches!(with(wrong), Err(ConfigError::Mail(_))), "{wrong}");
    }
    assert!(with("server = \"localhost\"\nfrom = \"noreply@example.jp\"\nsecurity = \"none\"").is_ok());
}

#[test]
fn s71_an_origin_of_the_pages_is_exact() {
    let with = |origin: &str| {
        Config::parse(&SAMPLE.replace("[public]\nlisten", &format!("[public]\norigins = [\"{origin}\"]\nlisten")))
    };
    for right in ["https://hub.example.jp", "https://hub.example.jp:9443", "https://192.0.2.1:8440"] {
        assert_eq!(with(right).unwrap().public.origins, [right]);
    }
    for wrong in [
        "http://hub.example.jp",
        "hub.example.jp",
        "https://",
        "https://hub.example.jp/",
        "https://Hub.example.jp",
        "https://hub.example.jp:0",
        "https://hub.example.jp:port",
        "https://user@hub.example.jp",
    ] {
        assert!(matches!(with(wrong), Err(ConfigError::Origin(_))), "{wrong}");
    }
}

#[test]
fn invoices_say_who_is_paid_and_where_or_there_are_none() {
    assert_eq!(Config::parse(SAMPLE).unwrap().invoice, None, "off unless it is configured");
    // The commented section of the sample is right as it stands.
    let begin = SAMPLE.find("# [invoice]").unwrap();
    let (before, rest) = SAMPLE.split_at(begin);
    let (section, after) = rest.split_at(rest.find("[passwords]").unwrap());
    let open = |line: &str| line.strip_prefix("# ").unwrap_or(line).to_owned() + "\n";
    let section: String = section.lines().map(open).collect();
    let with = |section: &str| Config::parse(&format!("{before}{section}{after}"));
    let known = with(&section).unwrap().invoice.unwrap();
    assert_eq!((known.days, known.transfer_fee), (30, TransferFee::Payer));
    assert_eq!((known.bank.number.as_str(), known.bank.kind), ("0000000", AccountKind::Ordinary));
    for (right, wrong) in [
        ("T9000000000000", "T8000000000000"),
        ("T9000000000000", "9000000000000"),
        ("days = 30", "days = 0"),
        ("days = 30", "days = 181"),
        ("\"0000000\"", "\"000000\""),
        ("カクウケンコクミンケンコウホケンダンタイレンゴウカイ", "架空県国保"),
        ("架空県国民健康保険団体連合会", " "),
        ("会計係", "会計係\\n"),
    ] {
        let changed = section.replace(right, wrong);
        assert_ne!(changed, section, "{wrong}");
        assert!(matches!(with(&changed), Err(ConfigError::Invoice(_))), "{wrong}");
    }
    assert!(with(&section.replace("number =", "nummer =")).is_err(), "a part that is missing");
    assert!(with(&section.replace("registration = \"T9000000000000\"", "")).unwrap().invoice.is_some());
}
