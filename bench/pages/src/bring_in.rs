//! The offices of a country come in by one file; before that the same file with forty wrong lines.

use anchors::measure::result;
use std::time::Instant;
use testkit::operator::Operator;

/// Lines that are wrong in the first file.
const WRONG: usize = 40;

/// The prefecture that has a tenth of all offices.
pub(crate) const LARGE: u8 = 13;

/// Brings so many offices in.
pub(crate) async fn bring_in(chief: &Operator, count: usize) {
    let lines: Vec<String> = (1..=count).map(|number| line(number, count)).collect();
    let mut wrong = lines.clone();
    let every = count / WRONG;
    wrong.iter_mut().step_by(every).take(WRONG).for_each(|line| line.replace_range(0..10, "137"));
    let started = Instant::now();
    let import = chief.put_in(&wrong.concat()).await;
    let page = settled(chief, &import).await;
    result("import_refused_s", started.elapsed().as_secs_f64(), "s");
    assert!(page.contains(&format!("{WRONG}件の誤り")), "the wrong lines are not all named");
    let started = Instant::now();
    let import = chief.put_in(&lines.concat()).await;
    let page = settled(chief, &import).await;
    assert!(page.contains("登録待ち"), "{page}");
    result("import_dry_s", started.elapsed().as_secs_f64(), "s");
    let started = Instant::now();
    chief.done(&import, &[("do", "store")]).await;
    let page = settled(chief, &import).await;
    assert!(page.contains("登録が終わりました"), "{page}");
    result("import_s", started.elapsed().as_secs_f64(), "s");
}

/// A tenth in one prefecture, the others spread over all; with the services of a care office.
fn line(number: usize, count: usize) -> String {
    let office = office(number, count);
    format!("{office},架空事業所{number},カクウジギョウショ,{},43 11\n", &office[..2])
}

/// The number of an office.
pub(crate) fn office(number: usize, count: usize) -> String {
    let prefecture = if number <= count / 10 { usize::from(LARGE) } else { number % 47 + 1 };
    format!("{prefecture:02}7{number:07}")
}

/// An office of Kanagawa, a prefecture like most.
pub(crate) fn an_office(count: usize) -> String {
    (count / 10 + 1..).map(|number| office(number, count)).find(|office| office.starts_with("14")).unwrap()
}

/// The page of an import when nothing works on it any more.
async fn settled(chief: &Operator, import: &str) -> String {
    loop {
        let page = chief.see(import).await;
        if !page.contains("確認中") && !page.contains("登録中") {
            return page;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
}
