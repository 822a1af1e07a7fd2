//! What the command line says: help, mistakes on the command line, explanations, summaries, colour.

use crate::run::{renkei, renkei_on, samples};
use office::{Exit, Screen};
use standard::rules;

#[test]
fn help_teaches() {
    let ran = renkei(&["check", "--help"]);
    assert_eq!(ran.exit, Exit::Clean);
    insta::assert_snapshot!("help", ran.output);
    insta::assert_snapshot!("help-en", renkei(&["check", "--lang", "en", "--help"]).output);
    for help in [ran.output, renkei(&["check", "--help", "--lang=en"]).output] {
        for option in
            ["--format", "--as-of", "--name", "--explain", "--list-rules", "--lang", "--color", "--quiet", "--help"]
        {
            assert!(help.contains(option), "{option}");
        }
        assert!(help.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= 80));
    }
}

#[test]
fn every_command_teaches() {
    let commands = [
        "enroll", "login", "logout", "send", "inbox", "sent", "fetch", "watch", "withdraw", "evidence", "office",
        "password", "pkcs12", "doctor", "app",
    ];
    for command in commands {
        let ran = renkei(&[command, "--help"]);
        assert_eq!(ran.exit, Exit::Clean);
        assert!(ran.output.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= 80), "{}", ran.output);
        insta::assert_snapshot!(format!("help-{command}"), ran.output);
    }
}

#[test]
fn mistakes_with_commands_about_the_hub() {
    let cases: [&[&str]; 7] = [
        &["fetch"],
        &["fetch", "--all", "x", "--into", "y"],
        &["send", "--too"],
        &["enroll", "--hub", "a b"],
        &["login", "--terminal-token", "91"],
        &["inbox", "--state", "x"],
        &["evidence"],
    ];
    let said = cases.iter().map(|args| {
        let ran = renkei(args);
        assert_eq!((ran.exit, ran.output.as_str()), (Exit::Unusable, ""), "{args:?}");
        format!("$ renkei {}\n{}", args.join(" "), ran.errors)
    });
    insta::assert_snapshot!("mistakes-hub", said.collect::<Vec<_>>().join("\n"));
}

#[test]
fn before_enrolment_every_command_says_what_to_do() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path().to_str().unwrap();
    for args in [&["login"][..], &["send", "x"], &["inbox"], &["sent"], &["fetch", "--into", "x"], &["logout"]] {
        let ran = renkei(&[args, &["--home", home]].concat());
        assert_eq!(ran.exit, Exit::Unusable, "{args:?}");
        assert!(ran.errors.contains("renkei enroll"), "{}", ran.errors);
    }
}

#[test]
fn without_words_the_short_help() {
    let none: [&str; 0] = [];
    let ran = renkei(&none);
    assert_eq!((ran.exit, ran.output.as_str()), (Exit::Unusable, ""));
    assert_eq!(ran.errors, renkei(&["--help"]).output);
    insta::assert_snapshot!("overview", ran.errors);
}

#[test]
fn mistakes_on_the_command_line() {
    let cases: [&[&str]; 15] = [
        &["chek"],
        &["check"],
        &["check", "--fromat", "json", "x"],
        &["check", "-x"],
        &["check", "--format", "xml", "x"],
        &["check", "--format"],
        &["check", "--explain"],
        &["check", "--as-of", "2025-02-30", "x"],
        &["check", "--as-of", "昨日", "x"],
        &["check", "--color=red", "x"],
        &["check", "--quiet=1", "x"],
        &["check", "-q", "-q", "x"],
        &["check", "-"],
        &["check", "-", "-", "--name", "x"],
        &["check", "--lang", "en"],
    ];
    let said = cases.iter().map(|args| {
        let ran = renkei(args);
        assert_eq!((ran.exit, ran.output.as_str()), (Exit::Unusable, ""), "{args:?}");
        format!("$ renkei {}\n{}", args.join(" "), ran.errors)
    });
    insta::assert_snapshot!("mistakes", said.collect::<Vec<_>>().join("\n"));
}

#[test]
fn every_rule_is_explained() {
    for rule in rules::all() {
        for lang in ["ja", "en"] {
            let ran = renkei(&["check", "--lang", lang, "--explain", rule.id]);
            assert_eq!(ran.exit, Exit::Clean);
            assert!(ran.output.contains(rule.id) && ran.output.contains(rule.slug));
            assert!(!ran.output.contains(['{', '}']), "{}", ran.output);
            for number in rule.ambiguities {
                assert!(ran.output.contains(&format!("A{number:03}")), "{} A{number:03}", rule.id);
            }
            // The title stands in one line, however long.
            assert!(
                ran.output.lines().skip(1).all(|line| unicode_width::UnicodeWidthStr::width(line) <= 80),
                "{}",
                ran.output
            );
        }
        assert_eq!(renkei(&["check", "--explain", rule.slug]).exit, Exit::Clean);
    }
    insta::assert_snapshot!("explain", renkei(&["check", "--explain", "c0401"]).output);
    insta::assert_snapshot!("explain-en", renkei(&["check", "--lang", "en", "--explain", "required-empty"]).output);
}

#[test]
fn the_nearest_rules_are_named() {
    for (asked, near) in [("C0400", "C0401"), ("c9999", "C0"), ("byte-order", "C0116"), ("gaijy", "  C0")] {
        let ran = renkei(&["check", "--explain", asked]);
        assert_eq!((ran.exit, ran.output.as_str()), (Exit::Unusable, ""));
        assert!(
            ran.errors.starts_with(&format!("renkei: 「{asked}」という指摘の番号はありません。")),
            "{}",
            ran.errors
        );
        assert!(ran.errors.contains(near) && ran.errors.lines().count() == 4, "{}", ran.errors);
    }
}

#[test]
fn every_rule_is_listed() {
    for lang in ["ja", "en"] {
        let ran = renkei(&["check", "--list-rules", "--lang", lang]);
        let listed: Vec<&str> = ran.output.lines().map_while(|line| line.split_whitespace().next()).collect();
        let known: Vec<&str> = rules::all().map(|rule| rule.id).collect();
        assert_eq!(listed, known);
    }
}

#[test]
fn colour_only_where_it_is_wanted() {
    let path = samples().join("202407/K5");
    let path = path.to_str().unwrap();
    let on =
        |colour, args: &[&str]| renkei_on(Screen { columns: Some(100), colour }, b"", args).output.contains('\x1b');
    assert!(on(true, &["check", path]));
    assert!(!on(false, &["check", path]));
    assert!(!on(true, &["check", "--color", "never", path]));
    assert!(on(false, &["check", "--color", "always", path]));
    for format in ["json", "sarif"] {
        assert!(!on(true, &["check", "--color", "always", "--format", format, path]));
    }
}

#[test]
fn repeated_findings_are_shown_three_times() {
    let name = "UPPLAN_202505_1370000001_43_1370000002_11_20250425102000.CSV";
    let bytes = std::fs::read(samples().join("202407/K2").join(name)).unwrap();
    let text = bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    let spoilt: Vec<u8> = text.flat_map(|line| [&line[..14], &line[24..], b"\n"].concat()).collect();
    let ran = renkei_on(Screen::FILE, &spoilt, &["check", "-", "--name", name]);
    let lines: Vec<&str> = ran.output.lines().filter(|line| line.contains("[C0401]")).collect();
    assert_eq!(lines[..3], ["誤り[C0401] 必ず入れる項目が空です"; 3]);
    assert_eq!(lines[3], "誤り[C0401] 同じ指摘がほか 27 か所（4, 5, 6, 7, 8, 9, 10, 11, 12, 13, …行目）");
    assert_eq!(ran.output.matches("なぜ: 標準仕様で必須").count(), 1);
}

#[test]
fn a_narrow_screen_is_enough() {
    let name = "UPPLAN_202505_1370000001_43_1370000002_11_20250425102000.CSV";
    let mut bytes = std::fs::read(samples().join("202407/K2").join(name)).unwrap();
    bytes[14..24].copy_from_slice(b"          ");
    for columns in [1, 40, 60, 132] {
        let screen = Screen { columns: Some(columns), colour: false };
        let ran = renkei_on(screen, &bytes, &["check", "-", "--name", name]);
        let excerpt: Vec<&str> = ran.output.lines().skip_while(|line| !line.starts_with(" 1 |")).take(2).collect();
        assert!(unicode_width::UnicodeWidthStr::width_cjk(excerpt[0]) <= columns.max(40), "{excerpt:?}");
        assert!(excerpt[1].contains("^^^^"), "{excerpt:?}");
    }
}
