//! Finds the browser files of others: `$UI_ASSETS_DIR`, else `ui-assets/node_modules` in the target folder.

use crate::embed::Notice;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// A folder laid out like node_modules that holds the versions of package-lock.json.
pub(crate) struct Others {
    folder: PathBuf,
    packages: Vec<(String, String)>,
}

/// Looks for the folder. `Ok(None)` when there is none and none is required.
pub(crate) fn find(here: &Path, out: &Path) -> Result<Option<Others>, Box<dyn Error>> {
    for name in ["UI_ASSETS_DIR", "UI_ASSETS_REQUIRED"] {
        println!("cargo:rerun-if-env-changed={name}");
    }
    let packages = locked(&fs::read_to_string(here.join("package-lock.json"))?);
    let given = env::var_os("UI_ASSETS_DIR").map(PathBuf::from);
    let folders = match given.clone() {
        Some(folder) => vec![folder],
        // <target>/<profile>/build/<package>/out, with the platform between when it was named.
        None => out.ancestors().skip(4).take(2).map(|target| target.join("ui-assets/node_modules")).collect(),
    };
    for folder in folders {
        let others = Others { folder, packages: packages.clone() };
        if others.is_complete() {
            println!("cargo:rerun-if-changed={}", others.folder.display());
            return Ok(Some(others));
        }
    }
    if let Some(folder) = given {
        return Err(
            format!("UI_ASSETS_DIR={} does not hold the versions of package-lock.json", folder.display()).into()
        );
    }
    // Named so that cargo looks again at the next build: a path that is not there is always «changed».
    if let Some(target) = out.ancestors().nth(4) {
        println!("cargo:rerun-if-changed={}", target.join("ui-assets/node_modules").display());
    }
    let reason =
        "the browser files of others are missing: run `cargo xtask assets` (needs Node.js), or set UI_ASSETS_DIR";
    if env::var_os("UI_ASSETS_REQUIRED").is_some() {
        return Err(reason.into());
    }
    println!("cargo:warning={reason}. Building without htmx: pages are plain forms.");
    Ok(None)
}

impl Others {
    /// The text of a file of a package.
    pub(crate) fn text(&self, package: &str, file: &str) -> Result<String, Box<dyn Error>> {
        let path = self.folder.join(package).join(file);
        fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()).into())
    }

    /// The licences of what is embedded.
    pub(crate) fn notices(&self) -> Result<Vec<Notice>, Box<dyn Error>> {
        let notice = |(package, version): &(String, String)| {
            Ok((package.clone(), version.clone(), self.text(package, "LICENSE")?))
        };
        self.packages.iter().map(notice).collect()
    }

    fn is_complete(&self) -> bool {
        let there = |(package, version): &(String, String)| {
            self.text(package, "package.json").is_ok_and(|text| version_in(&text) == Some(version.as_str()))
        };
        self.packages.iter().all(there)
    }
}

/// Name and version of every package of a lock file (form 3) that ships; those for tests alone are left out.
fn locked(text: &str) -> Vec<(String, String)> {
    let parts = text.split("\"node_modules/").skip(1);
    let shipped = parts.filter(|part| !part.contains("\"dev\": true"));
    shipped.filter_map(|part| Some((part.split('"').next()?.to_owned(), version_in(part)?.to_owned()))).collect()
}

fn version_in(text: &str) -> Option<&str> {
    text.split_once("\"version\"")?.1.split('"').nth(1)
}
