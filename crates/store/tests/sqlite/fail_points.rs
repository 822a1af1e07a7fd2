//! The list of fail points is what stands in the source (R3).

use std::path::Path;

/// The names in the source below a folder, in order.
fn named(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            named(&path, found);
        } else {
            let text = std::fs::read_to_string(&path).unwrap();
            let uses = text.split("fail_point!(\"").skip(1);
            found.extend(uses.map(|rest| rest.split('"').next().unwrap().to_owned()));
        }
    }
    found.sort();
}

#[test]
fn r3_the_list_of_fail_points_is_what_stands_in_the_source() {
    let mut found = Vec::new();
    named(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    assert_eq!(found, store::FAIL_POINTS, "each once, in order");
    assert!(found.len() > 30);
}
