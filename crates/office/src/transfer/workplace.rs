//! Everything that sending and receiving need of one office on one terminal.

use crate::Surroundings;
use crate::home::{Home, Identity, IdentityError, Settings};
use crate::refusal::{Refusal, in_its_words};
use crate::store::Store;
use evidence::cms::SigningIdentity;
use evidence::{OfficeNumber, SoftwareKey};
use std::sync::Arc;

/// One office on one terminal.
#[derive(Debug)]
pub struct Workplace {
    /// The data folder.
    pub home: Home,
    /// The hub and the office.
    pub settings: Settings,
    /// Key and certificate.
    pub identity: Identity,
    /// The store.
    pub store: Store,
    /// Clock and randomness.
    pub surroundings: Surroundings,
    /// Tells whether another process has renewed the certificate.
    mark: Vec<u8>,
}

impl Workplace {
    /// Opens the data folder of a terminal that has enrolled.
    ///
    /// # Errors
    /// What a person is to do when it cannot be opened.
    pub fn open(home: Home, surroundings: &Surroundings) -> Result<Self, Refusal> {
        let settings = Settings::read(&home).map_err(|error| Refusal::from(&error))?;
        // Read before the identity: a renewal in between is then seen at the next look.
        let mark = Identity::mark(&home).map_err(|error| Refusal::from(&IdentityError::from(error)))?;
        let identity = Identity::read(&home).map_err(|error| Refusal::from(&error))?;
        let store = Store::open(&home, surroundings).map_err(|error| Refusal::from(&error))?;
        Ok(Self { home, settings, identity, store, surroundings: surroundings.clone(), mark })
    }

    /// Takes up a certificate that another process has renewed; says whether there was one. For what runs for long.
    ///
    /// # Errors
    /// When the data folder cannot be read.
    pub fn follow_renewal(&mut self) -> Result<bool, Refusal> {
        let mark = Identity::mark(&self.home).map_err(|error| Refusal::from(&IdentityError::from(error)))?;
        if mark == self.mark {
            return Ok(false);
        }
        self.identity = Identity::read(&self.home).map_err(|error| Refusal::from(&error))?;
        self.mark = mark;
        Ok(true)
    }

    /// This process has renewed the certificate.
    pub(crate) fn use_identity(&mut self, identity: Identity) {
        self.identity = identity;
        self.mark = Identity::mark(&self.home).unwrap_or_default();
    }

    /// This office.
    pub(crate) fn office(&self) -> Result<OfficeNumber, Refusal> {
        OfficeNumber::parse(&self.settings.office).ok_or_else(|| unusable("設定の事業所番号を読み取れません。"))
    }

    /// Key and certificate, ready to sign.
    pub(crate) fn signing(&self) -> Result<SigningIdentity, Refusal> {
        let identity = &self.identity;
        let key = SoftwareKey::from_pkcs8(&identity.key.to_pkcs8()).map_err(|error| unusable(&in_its_words(&error)))?;
        SigningIdentity::new(Arc::new(key), identity.certificate.clone(), &identity.issuing)
            .map_err(|error| unusable(&in_its_words(&error)))
    }
}

fn unusable(why: &str) -> Refusal {
    let cure = "renkei doctor で状態を確かめてください。";
    Refusal::new("この端末の鍵か電子証明書が使えません。", why, cure, "")
}
