//! Evidence bundles: complete, readable without us, true years later (S17).

use evidence::bundle::{
    Bundle, BundleError, Evidence, Outcome, ProofFile, Report, Subject, Verdict, Withdrawal, examine, write,
};
use evidence::certificate::*;
use evidence::container::{Limits, seal};
use evidence::receipt::{ReceiptKind, SignedReceipt};
use evidence::zip::{self, DosTime, Method, ZipWriter};
use evidence::*;

use crate::process::{folder, ok, run};
use crate::vector::zip_limits;
use crate::world::{World, at, now, transmission, world};

struct Case {
    container: Vec<u8>,
    receipts: Vec<SignedReceipt>,
}

fn case() -> Case {
    let container = world().container();
    let accepted = world().receipt(ReceiptKind::Accepted, now().plus(2), &container);
    let received = world().receipt(ReceiptKind::Received, now().plus(600), &container);
    Case { container, receipts: vec![accepted, received] }
}

impl Case {
    fn evidence(&self) -> Evidence<'_> {
        Evidence { container: &self.container, receipts: &self.receipts, at: None }
    }

    fn examine(&self, trust: &TrustStore) -> Report {
        examine(&self.evidence(), trust, &Limits::default())
    }

    fn write(&self) -> Vec<u8> {
        write(&self.evidence(), &[], &world().trust(), now().plus(3_600), &Limits::default()).unwrap()
    }
}

/// Only the root: what an auditor has pinned.
fn root_only(world: &World) -> TrustStore {
    let mut trust = TrustStore::new();
    trust.add_authority(Authority::new(world.root.clone(), vec![], Naming::Profile).unwrap());
    trust
}

fn offline(bundle: &[u8], trust: &TrustStore) -> Report {
    let limits = Limits::default();
    Bundle::read(bundle, &limits).unwrap().examine(trust, None, &limits).unwrap()
}

#[test]
fn s17_evidence_verifies_four_years_later_with_the_signer_revoked_since() {
    let world = world();
    let case = case();
    let bundle = case.write();
    // Four years on: all certificates have ended, the sender's was revoked two days after the sending. Whoever
    // verifies knows that list too. No clock is asked, so that the years change nothing by themselves.
    let mut trust = root_only(world);
    trust.add_issuing(&world.issuing).unwrap();
    let since = now().plus(2 * 86_400);
    let revoked = Revocation::new(world.a.serial, since, RevocationReason::KeyCompromise);
    trust.add_crl(world.crl(900, at("2028-12-01T00:00:00Z"), &[revoked]).der()).unwrap();
    let report = offline(&bundle, &trust);
    assert_eq!(report.verdict(), Verdict::Proven, "{report:#?}");
    assert_eq!(report.time, Some(VerificationTime::Accepted(now().plus(2))));
    assert_eq!(report.receipts.len(), 2);
    assert_eq!(report.container.unwrap().sha256(), Sha256::of(&case.container));

    // A person who asks for a time after the revocation sees it.
    let limits = Limits::default();
    let asked =
        Bundle::read(&bundle, &limits).unwrap().examine(&trust, Some(at("2027-01-01T00:00:00Z")), &limits).unwrap();
    assert_eq!(asked.outcome(Subject::Revocation), Some(Outcome::Fails));
    let asked =
        Bundle::read(&bundle, &limits).unwrap().examine(&trust, Some(at("2030-11-21T00:00:00Z")), &limits).unwrap();
    assert_eq!(asked.outcome(Subject::Certificate), Some(Outcome::Fails));
    assert_eq!(asked.verdict(), Verdict::Broken);
}

#[test]
fn s17_a_signer_revoked_before_the_acceptance_is_refused() {
    let world = world();
    let case = case();
    let mut trust = root_only(world);
    trust.add_issuing(&world.issuing).unwrap();
    let revoked = Revocation::new(world.a.serial, now().plus(1), RevocationReason::KeyCompromise);
    trust.add_crl(world.crl(900, now().plus(3), &[revoked]).der()).unwrap();
    let report = offline(&case.write(), &trust);
    assert_eq!(report.outcome(Subject::Revocation), Some(Outcome::Fails));
    assert_eq!(report.verdict(), Verdict::Broken);
    assert!(report.container.is_none());
    let step = report.steps.iter().find(|step| step.subject == Subject::Revocation).unwrap();
    assert_eq!(step.text, "電子証明書は2026年11月21日 12:00に失効しています。");
}

#[test]
fn s17_roots_inside_a_bundle_are_never_trusted() {
    let foreign = World::new(99);
    let report = offline(&case().write(), &root_only(&foreign));
    assert_eq!(report.outcome(Subject::Content), Some(Outcome::Holds));
    assert_eq!(report.outcome(Subject::Certificate), Some(Outcome::Fails));
    assert_eq!(report.outcome(Subject::Accepted), Some(Outcome::Fails));
    let nobody = offline(&case().write(), &TrustStore::new());
    assert_eq!(nobody.verdict(), Verdict::Broken);
}

/// Runs every command that READ-ME.txt names, in the bundle's folder.
#[test]
fn s15_the_commands_of_the_readme_hold() {
    let folder = folder();
    let path = folder.path();
    std::fs::write(path.join("evidence.zip"), case().write()).unwrap();
    ok(path, "unzip", &["-q", "evidence.zip"]);
    let readme = std::fs::read_to_string(path.join("READ-ME.txt")).unwrap();
    assert_eq!(commands(&readme).len(), 13, "{readme}");
    let said: String = commands(&readme).into_iter().map(|command| ok(path, "sh", &["-c", command])).collect();
    assert_eq!(said.matches("CAdES Verification successful").count(), 3, "{said}");
    assert!(said.contains("sender-signer.pem: OK"), "{said}");
    for text in
        ["URI:urn:renkei:office:1370000001", "URI:urn:renkei:hub:renkei.example", "URI:urn:renkei:office:1370000002"]
    {
        assert!(said.contains(text), "{text}: {said}");
    }
    let receipt = std::fs::read_to_string(path.join("receipts/accepted.json")).unwrap();
    let sum = said.lines().find(|line| line.ends_with("  container.asice") && line.len() > 64).unwrap();
    assert!(receipt.contains(sum.split(' ').next().unwrap()));
    assert!(readme.contains(&world().root.fingerprint().to_string()));
    // Control: a changed document is noticed by the same commands.
    std::fs::write(path.join("receipts/accepted.json"), receipt.replace("1370000001", "1370000009")).unwrap();
    let command = readme.lines().find(|line| line.contains("receipts/accepted.p7s")).unwrap().trim();
    assert!(!run(path, "sh", &["-c", command]).status.success());
}

fn commands(readme: &str) -> Vec<&str> {
    readme.lines().filter_map(|line| line.strip_prefix("    ")).collect()
}

/// Where only a later list is at hand, or none, the text says so and its commands still hold.
#[test]
fn s17_the_readme_fits_the_list_at_hand() {
    let world = world();
    let case = case();
    let mut trust = world.trust_without_lists();
    let readme_of = |trust: &TrustStore| {
        let folder = folder();
        let bundle = write(&case.evidence(), &[], trust, now(), &Limits::default()).unwrap();
        std::fs::write(folder.path().join("evidence.zip"), &bundle).unwrap();
        ok(folder.path(), "unzip", &["-q", "evidence.zip"]);
        let readme = std::fs::read_to_string(folder.path().join("READ-ME.txt")).unwrap();
        let said: String = commands(&readme).into_iter().map(|line| ok(folder.path(), "sh", &["-c", line])).collect();
        (offline(&bundle, &root_only(world)).verdict(), readme, said)
    };
    let (verdict, readme, _) = readme_of(&trust);
    assert_eq!(verdict, Verdict::Partly);
    assert!(readme.contains("失効リストがない") && !readme.contains("crl/"));
    trust.add_crl(world.crl(5, now().plus(86_400), &[]).der()).unwrap();
    let (verdict, readme, said) = readme_of(&trust);
    assert_eq!(verdict, Verdict::Proven);
    assert!(readme.contains("後の日時の失効リスト") && said.contains("verify OK"), "{said}");
}

#[test]
fn the_bundle_has_the_files_of_its_page() {
    let case = case();
    let proof = ProofFile { name: "receipts/accepted.inclusion".to_owned(), content: b"leaf 7".to_vec() };
    let trust = world().trust();
    let limits = Limits::default();
    let proofs = std::slice::from_ref(&proof);
    let bundle = write(&case.evidence(), proofs, &trust, now(), &limits).unwrap();
    let entries = zip::read(&bundle, &zip_limits()).unwrap().entries;
    let names: Vec<&str> = entries.iter().map(|entry| entry.name).collect();
    let expected = [
        "container.asice",
        "receipts/accepted.json",
        "receipts/accepted.p7s",
        "receipts/received.json",
        "receipts/received.p7s",
        "receipts/accepted.inclusion",
        "certificates/roots.pem",
        "certificates/issuing.pem",
        "certificates/sender.pem",
        "certificates/hub.pem",
        "certificates/recipient.pem",
        "crl/1.pem",
        "READ-ME.txt",
        "summary.html",
    ];
    assert_eq!(names, expected);
    let read = Bundle::read(&bundle, &limits).unwrap();
    assert_eq!((read.container(), read.receipts(), read.proofs()), (&case.container[..], &case.receipts[..], proofs));
    assert_eq!(read.certificates().len(), 5);
    assert_eq!(bundle, write(&case.evidence(), proofs, &trust, now(), &limits).unwrap());
}

#[test]
fn s57_the_summary_escapes_what_the_sender_wrote() {
    let bundle = case().write();
    let entries = zip::read(&bundle, &zip_limits()).unwrap().entries;
    let page =
        String::from_utf8(entries.iter().find(|one| one.name == "summary.html").unwrap().content.to_vec()).unwrap();
    assert!(page.contains("&lt;b&gt;&amp;&quot;&#39;&lt;/b&gt;"));
    assert!(!page.contains("<b>") && !page.contains("<script") && !page.contains("http"));
    for text in [
        "1370000001",
        "1370000002",
        "表 1.pdf",
        "到達証",
        "2026年11月21日 12:00に連携基盤に届きました。",
        "lang=\"ja\"",
    ] {
        assert!(page.contains(text), "{text}");
    }
    assert!(!page.contains("確認できません</td>"), "nothing fails");
}

fn outcomes(report: &Report) -> Vec<(Subject, Outcome)> {
    report.steps.iter().map(|step| (step.subject, step.outcome)).collect()
}

#[test]
fn a_report_says_step_by_step_what_holds() {
    use Outcome::{Fails, Holds, Missing, NotChecked};
    use Subject::{Accepted, Certificate, Content, Received, Revocation, Sender, Signature};
    let world = world();
    let trust = world.trust();
    let mut case = case();
    let report = case.examine(&trust);
    let all = [Content, Certificate, Revocation, Signature, Sender, Accepted, Received].map(|subject| (subject, Holds));
    assert_eq!(outcomes(&report), all);

    // Without receipts: nothing fails, and the time is the sender's own word.
    let receipts = std::mem::take(&mut case.receipts);
    let report = case.examine(&trust);
    assert_eq!(report.verdict(), Verdict::Partly);
    assert_eq!(report.time, Some(VerificationTime::Claimed(now())));
    assert_eq!(report.outcome(Accepted), Some(Missing));

    // Without a revocation list.
    case.receipts = receipts;
    let report = case.examine(&world.trust_without_lists());
    assert_eq!((report.verdict(), report.outcome(Revocation)), (Verdict::Partly, Some(NotChecked)));
    assert_eq!((report.outcome(Accepted), report.outcome(Received)), (Some(NotChecked), Some(NotChecked)));

    // A damaged container.
    case.container[100] ^= 1;
    let report = case.examine(&trust);
    assert_eq!(outcomes(&report), [(Content, Fails)]);
    assert_eq!(report.verdict(), Verdict::Broken);
}

#[test]
fn receipts_of_another_container_fail_and_give_no_time() {
    let world = world();
    let mut case = case();
    case.container = world.container();
    let report = case.examine(&world.trust());
    assert_eq!(report.outcome(Subject::Accepted), Some(Outcome::Fails));
    assert_eq!(report.outcome(Subject::Received), Some(Outcome::Fails));
    assert_eq!(report.time, Some(VerificationTime::Claimed(now())));
    assert_eq!(report.verdict(), Verdict::Broken);
    let refused = write(&case.evidence(), &[], &world.trust(), now(), &Limits::default());
    assert!(matches!(refused, Err(BundleError::Broken(_))));
}

#[test]
fn s12_a_container_in_anothers_name_fails_at_the_sender() {
    use Outcome::{Fails, NotChecked};
    let world = world();
    let container = seal(&transmission(), &world.identity_b(), now(), &Limits::default()).unwrap();
    let case = Case { container, receipts: vec![] };
    let report = case.examine(&world.trust());
    assert_eq!(report.outcome(Subject::Sender), Some(Fails));
    assert_eq!(report.outcome(Subject::Signature), Some(NotChecked));
    let text = &report.steps.iter().find(|step| step.subject == Subject::Sender).unwrap().text;
    assert!(text.contains("1370000001") && text.contains("1370000002"), "{text}");
}

#[test]
fn s17_rejections_are_part_of_the_evidence() {
    let world = world();
    let mut case = case();
    let finding = json::Value::Object(vec![("rule".to_owned(), json::Value::String("C0001".to_owned()))]);
    let kind = ReceiptKind::Rejected { findings: vec![finding] };
    case.receipts.push(world.receipt(kind, now().plus(700), &case.container));
    let report = offline(&case.write(), &root_only(world));
    assert_eq!(report.outcome(Subject::Rejected), Some(Outcome::Holds));
    assert_eq!(report.verdict(), Verdict::Proven);
    // The same kind twice cannot be in one bundle.
    case.receipts.push(world.receipt(ReceiptKind::Received, now().plus(900), &case.container));
    let refused = write(&case.evidence(), &[], &world.trust(), now(), &Limits::default());
    assert!(matches!(refused, Err(BundleError::Name(name)) if name == "receipts/received.json"));
}

/// A bundle with its files changed.
fn changed(change: impl FnOnce(&mut Vec<(String, Vec<u8>)>)) -> Result<Bundle, BundleError> {
    let bundle = case().write();
    let entries = zip::read(&bundle, &zip_limits()).unwrap().entries;
    let mut files: Vec<(String, Vec<u8>)> =
        entries.into_iter().map(|entry| (entry.name.to_owned(), entry.content.into_owned())).collect();
    change(&mut files);
    let mut zip = ZipWriter::new(DosTime::new(now()));
    for (name, content) in files {
        zip.add(&name, &content, Method::Stored);
    }
    Bundle::read(&zip.finish(), &Limits::default())
}

#[test]
fn bundles_of_another_shape_are_refused() {
    assert!(changed(|_| ()).is_ok());
    let without = |name: &'static str| changed(|files| files.retain(|(one, _)| one != name)).unwrap_err();
    for name in ["container.asice", "receipts/accepted.json", "receipts/received.p7s", "READ-ME.txt", "summary.html"] {
        let refusal = without(name);
        assert!(matches!(&refusal, BundleError::MissingFile(missing) if missing == name), "{refusal:?}");
    }
    for name in
        ["setup.exe", "receipts/lost.json", "certificates/../x.pem", "crl/1.der", "receipts/accepted.js.on", "crl/.pem"]
    {
        let refusal = changed(|files| files.push((name.to_owned(), b"x".to_vec()))).unwrap_err();
        assert!(matches!(&refusal, BundleError::UnknownFile(unknown) if unknown == name), "{refusal:?}");
    }
    let put = |name: &'static str, content: &'static [u8]| {
        changed(|files| files.iter_mut().filter(|(one, _)| one == name).for_each(|(_, old)| *old = content.to_vec()))
    };
    assert!(matches!(put("certificates/hub.pem", b"\xff"), Err(BundleError::NotText(_))));
    assert!(matches!(put("certificates/hub.pem", b"x"), Err(BundleError::Certificate(_))));
    // A forged list: of our authority by name, signed by another key.
    let forged = World::new(99).crl(1, now(), &[]).to_pem();
    let bundle = changed(|files| {
        let list = files.iter_mut().find(|(name, _)| name == "crl/1.pem").unwrap();
        list.1 = forged.into_bytes();
    });
    let refusal = bundle.unwrap().examine(&root_only(world()), None, &Limits::default()).unwrap_err();
    assert!(matches!(refusal, BundleError::Crl(CrlError::Signature(_))), "{refusal:?}");
    for name in [
        "receipts/accepted.json",
        "accepted.inclusion",
        "receipts/accepted.",
        "receipts/x.inclusion",
        "receipts/accepted.A",
    ] {
        let proof = ProofFile { name: name.to_owned(), content: vec![] };
        let refused = write(&case().evidence(), &[proof], &world().trust(), now(), &Limits::default());
        assert!(matches!(refused, Err(BundleError::Name(_))), "{name}");
    }
}

#[test]
fn the_public_vector_is_examined_with_its_root_alone() {
    let mut trust = TrustStore::new();
    let root = Certificate::from_pem(include_str!("vector/root.pem")).unwrap();
    trust.add_authority(Authority::new(root, vec![], Naming::Profile).unwrap());
    let evidence = Evidence { container: crate::vector::VALID, receipts: &[], at: None };
    let report = examine(&evidence, &trust, &Limits::default());
    assert_eq!(report.verdict(), Verdict::Partly);
    assert!(report.container.is_some());
    assert_eq!(report.outcome(Subject::Revocation), Some(Outcome::NotChecked));
}

/// The hub's statement that the set was withdrawn a minute after it came, made a day later.
fn withdrawn(container: &[u8], identity: &cms::SigningIdentity) -> [ProofFile; 2] {
    let opened = crate::world::open(container);
    let stated = opened.transmission();
    let withdrawal = Withdrawal {
        transmission: stated.id.clone(),
        container_sha256: opened.sha256(),
        from: stated.from.clone(),
        to: stated.to.clone(),
        at: now().plus(60),
        stated_at: now().plus(24 * 3_600),
        by: NetworkName::parse("renkei.example").unwrap(),
    };
    withdrawal.sign(identity).unwrap()
}

fn withdrawn_case() -> Case {
    let mut case = case();
    case.receipts.truncate(1);
    case
}

#[test]
fn s17_a_bundle_says_that_the_set_was_withdrawn_and_who_says_so() {
    let (world, case, limits) = (world(), withdrawn_case(), Limits::default());
    let proofs = withdrawn(&case.container, &world.identity_hub());
    let bundle = write(&case.evidence(), &proofs, &world.trust(), now().plus(24 * 3_600), &limits).unwrap();
    let report = offline(&bundle, &root_only(world));
    let step = report.steps.iter().find(|step| step.subject == Subject::Withdrawn).unwrap();
    assert!(
        step.text.contains("送信元が取り消しました") && step.text.contains("連携基盤が署名した記録"),
        "{}",
        step.text
    );
    assert_ne!(report.verdict(), Verdict::Broken);
    // By the commands of the page alone, and on the page for people.
    let folder = folder();
    let path = folder.path();
    std::fs::write(path.join("bundle.zip"), &bundle).unwrap();
    ok(path, "unzip", &["-q", "bundle.zip"]);
    let readme = std::fs::read_to_string(path.join("READ-ME.txt")).unwrap();
    let said: String = commands(&readme).into_iter().map(|command| ok(path, "sh", &["-c", command])).collect();
    assert!(said.contains("renkei-withdrawal/1") && said.contains("urn:renkei:hub:renkei.example"), "{said}");
    assert!(std::fs::read_to_string(path.join("summary.html")).unwrap().contains("送信元が取り消しました"));
    // The control: without the statement nothing says so.
    assert!(offline(&case.write(), &root_only(world)).steps.iter().all(|step| step.subject != Subject::Withdrawn));
}

#[test]
fn a_withdrawal_that_the_hub_did_not_state_is_refused() {
    let (case, limits) = (withdrawn_case(), Limits::default());
    let good = withdrawn(&case.container, &world().identity_hub());
    let by_sender = withdrawn(&case.container, &world().identity_a());
    let mut changed = good.clone();
    let text = String::from_utf8(changed[0].content.clone()).unwrap();
    changed[0].content = text.replace("statedAt\":\"2", "statedAt\":\"1").into_bytes();
    let lone = |at: usize| vec![good[at].clone()];
    for proofs in [by_sender.to_vec(), changed.to_vec(), lone(0), lone(1)] {
        let refused = write(&case.evidence(), &proofs, &world().trust(), now().plus(24 * 3_600), &limits);
        let Err(BundleError::Broken(report)) = refused else { panic!("{proofs:?}") };
        assert_eq!(report.outcome(Subject::Withdrawn), Some(Outcome::Fails));
    }
    // Of another set.
    let mut other = transmission();
    other.message = "another".to_owned();
    let other = seal(&other, &world().identity_a(), now(), &limits).unwrap();
    let proofs = withdrawn(&other, &world().identity_hub());
    assert!(write(&case.evidence(), &proofs, &world().trust(), now().plus(24 * 3_600), &limits).is_err());
}
