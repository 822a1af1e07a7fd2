//! `Upload`: dropped or chosen files, with the form they came in. A file that is too large is named and left out; the
//! others count.

use super::Press;
use super::proof;
use crate::guard::fetch;
use crate::page::Visit;
use crate::trouble::Trouble;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::header;
use multer::{Field, Multipart};

/// Fields of a form without files are small.
const MOST_OF_A_FIELD: usize = 64 << 10;

/// A form with files.
#[derive(Debug)]
pub struct Upload {
    /// The files, in their order.
    pub files: Vec<UploadedFile>,
    /// Files that were left out.
    pub left_out: Vec<LeftOut>,
    /// The other fields: name and value.
    pub fields: Vec<(String, String)>,
    /// Which button was pressed.
    pub press: Press,
    visit: Visit,
}

/// A file as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UploadedFile {
    /// Its name, as the browser tells it, without folders.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A file that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// Larger than a file may be.
    TooLarge {
        /// Its name.
        name: String,
    },
    /// One more than are taken at once.
    TooMany {
        /// Its name.
        name: String,
    },
}

impl Upload {
    /// The visit that the form belongs to.
    pub fn visit(&self) -> &Visit {
        &self.visit
    }

    /// The value of a field; empty when it is not there.
    pub fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Trouble;

    async fn from_request(request: Request, state: &S) -> Result<Self, Trouble> {
        let (mut parts, body) = request.into_parts();
        let visit = Visit::from_request_parts(&mut parts, state).await?;
        fetch::is_our_form(visit.site(), &parts.headers).then_some(()).ok_or_else(Trouble::forbidden)?;
        let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let boundary = multer::parse_boundary(kind).map_err(|_| Trouble::unreadable())?;
        let mut multipart = Multipart::new(body.into_data_stream(), boundary);
        let mut upload =
            Self { files: Vec::new(), left_out: Vec::new(), fields: Vec::new(), press: Press::default(), visit };
        // The proof comes first, so that nothing of a foreign form is read.
        let first = multipart.next_field().await.map_err(|_| Trouble::unreadable())?.ok_or_else(Trouble::unreadable)?;
        let (name, value) = read_field(first).await?;
        let is_ours = name == "proof" && proof::check(upload.visit.site(), upload.visit.session(), &value).is_some();
        is_ours.then_some(()).ok_or_else(Trouble::forbidden)?;
        upload.read(multipart).await?;
        Ok(upload)
    }
}

impl Upload {
    async fn read(&mut self, mut multipart: Multipart<'_>) -> Result<(), Trouble> {
        let limits = self.visit.site().uploads;
        let mut total = 0_usize;
        while let Some(field) = multipart.next_field().await.map_err(|_| Trouble::unreadable())? {
            let Some(name) = field.file_name().map(base_name) else {
                let (name, value) = read_field(field).await?;
                match name.as_str() {
                    "do" => self.press = Press::new(value),
                    _ => self.fields.push((name, value)),
                }
                continue;
            };
            // A form without a chosen file sends one without name.
            if name.is_empty() {
                continue;
            }
            if self.files.len() >= limits.files {
                self.left_out.push(LeftOut::TooMany { name });
                continue;
            }
            match read_file(field, limits.file).await? {
                Some(bytes) => {
                    total = total.saturating_add(bytes.len());
                    (total <= limits.total).then_some(()).ok_or_else(Trouble::too_large)?;
                    self.files.push(UploadedFile { name, bytes });
                }
                None => self.left_out.push(LeftOut::TooLarge { name }),
            }
        }
        Ok(())
    }
}

/// The bytes of a file, or `None` when it is larger than `most`.
async fn read_file(mut field: Field<'_>, most: usize) -> Result<Option<Vec<u8>>, Trouble> {
    let mut bytes = Vec::new();
    let mut fits = true;
    while let Some(chunk) = field.chunk().await.map_err(|_| Trouble::unreadable())? {
        fits = fits && bytes.len() + chunk.len() <= most;
        if fits {
            bytes.extend_from_slice(&chunk);
        } else {
            bytes = Vec::new();
        }
    }
    Ok(fits.then_some(bytes))
}

async fn read_field(mut field: Field<'_>) -> Result<(String, String), Trouble> {
    let name = field.name().unwrap_or_default().to_owned();
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(|_| Trouble::unreadable())? {
        bytes.extend_from_slice(&chunk);
        (bytes.len() <= MOST_OF_A_FIELD).then_some(()).ok_or_else(Trouble::too_large)?;
    }
    let value = String::from_utf8(bytes).map_err(|_| Trouble::unreadable())?;
    Ok((name, value))
}

/// A name without the folders that some browsers send along.
fn base_name(name: &str) -> String {
    name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned()
}
