//! Passwords by argon2id with a pepper, in a short queue (S21, S24).

use super::desk::Desk;
use crate::surroundings::Surroundings;
use argon2::{Algorithm, Argon2, Block, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use exchange::Password;
use exchange::ports::{HasherBusy, PasswordHash, PasswordHasher, PortFuture, Verdict};
use std::sync::Arc;
use zeroize::Zeroizing;

/// Memory in KiB, passes, lanes: 19 MiB and 2, since the certificate is the second factor.
const COST: (u32, u32, u32) = (19 << 10, 2, 1);
/// The floor: hashes below it are never believed.
const FLOOR: (u32, u32) = (19 << 10, 2);
/// Passwords that may wait behind the one that is computed.
const WAITING: usize = 2;

/// The hasher.
pub struct Argon2Hasher {
    pepper: Arc<Zeroizing<Vec<u8>>>,
    surroundings: Surroundings,
    desk: Desk,
}

impl std::fmt::Debug for Argon2Hasher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Argon2Hasher(…)")
    }
}

impl Argon2Hasher {
    /// With the pepper of the key file.
    ///
    /// # Errors
    /// When the thread that computes cannot be started.
    pub fn new(pepper: Vec<u8>, surroundings: Surroundings) -> std::io::Result<Self> {
        Ok(Self { pepper: Arc::new(Zeroizing::new(pepper)), surroundings, desk: Desk::new(WAITING)? })
    }

    /// The same hasher with a thread and a queue of its own.
    ///
    /// # Errors
    /// When the thread that computes cannot be started.
    pub fn with_own_queue(&self) -> std::io::Result<Self> {
        let (pepper, surroundings) = (Arc::clone(&self.pepper), self.surroundings.clone());
        Ok(Self { pepper, surroundings, desk: Desk::new(WAITING)? })
    }
}

impl PasswordHasher for Argon2Hasher {
    fn verify<'a>(
        &'a self,
        password: &'a Password,
        stored: Option<&'a PasswordHash>,
    ) -> PortFuture<'a, Result<Verdict, HasherBusy>> {
        let (pepper, text) = (Arc::clone(&self.pepper), Zeroizing::new(password.expose().to_owned()));
        // Without a stored hash the same work is done on a made-up one (S23).
        let known = stored.and_then(|hash| Stored::parse(&hash.0));
        Box::pin(async move {
            let asked = known.unwrap_or_else(Stored::nobody);
            let exists = asked.hash.is_some();
            let parameters = parameters(asked.cost).ok_or(HasherBusy)?;
            let blocks = parameters.block_count();
            let work = move |memory: &mut [Block]| {
                let computed = compute(&pepper, &text, &asked.salt, parameters, memory);
                let same = match (&computed, &asked.hash) {
                    (Some(one), Some(other)) => {
                        aws_lc_rs::constant_time::verify_slices_are_equal(one.as_slice(), other).is_ok()
                    }
                    _ => false,
                };
                (same, asked.cost != COST)
            };
            match self.desk.run(blocks, work).await.map_err(|_| HasherBusy)? {
                (true, rehash) if exists => Ok(Verdict::Right { rehash }),
                _ => Ok(Verdict::Wrong),
            }
        })
    }

    fn hash<'a>(&'a self, password: &'a str) -> PortFuture<'a, Result<PasswordHash, HasherBusy>> {
        let (pepper, text) = (Arc::clone(&self.pepper), Zeroizing::new(password.to_owned()));
        let salt: [u8; 16] = self.surroundings.random();
        Box::pin(async move {
            let parameters = parameters(COST).ok_or(HasherBusy)?;
            let blocks = parameters.block_count();
            let work = move |memory: &mut [Block]| compute(&pepper, &text, &salt, parameters, memory);
            let hash = self.desk.run(blocks, work).await.map_err(|_| HasherBusy)?.ok_or(HasherBusy)?;
            let (memory, passes, lanes) = COST;
            let (salt, hash) = (STANDARD_NO_PAD.encode(salt), STANDARD_NO_PAD.encode(hash.as_slice()));
            Ok(PasswordHash(format!("$argon2id$v=19$m={memory},t={passes},p={lanes}${salt}${hash}")))
        })
    }
}

/// A stored hash in PHC form, read.
struct Stored {
    cost: (u32, u32, u32),
    salt: Vec<u8>,
    hash: Option<Vec<u8>>,
}

impl Stored {
    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.strip_prefix("$argon2id$v=19$")?.split('$');
        let mut numbers = parts.next()?.split(',').zip(["m=", "t=", "p="]);
        let mut number = || numbers.next().and_then(|(part, name)| part.strip_prefix(name)?.parse::<u32>().ok());
        let cost = (number()?, number()?, number()?);
        if cost.0 < FLOOR.0 || cost.1 < FLOOR.1 {
            return None;
        }
        let salt = STANDARD_NO_PAD.decode(parts.next()?).ok()?;
        let hash = STANDARD_NO_PAD.decode(parts.next()?).ok()?;
        Some(Self { cost, salt, hash: Some(hash) })
    }

    fn nobody() -> Self {
        Self { cost: COST, salt: vec![0; 16], hash: None }
    }
}

fn parameters((memory, passes, lanes): (u32, u32, u32)) -> Option<Params> {
    Params::new(memory, passes, lanes, Some(32)).ok()
}

fn compute(
    pepper: &[u8],
    text: &str,
    salt: &[u8],
    parameters: Params,
    memory: &mut [Block],
) -> Option<Zeroizing<[u8; 32]>> {
    let argon2 = Argon2::new_with_secret(pepper, Algorithm::Argon2id, Version::V0x13, parameters).ok()?;
    let mut hash = Zeroizing::new([0; 32]);
    argon2.hash_password_into_with_memory(text.as_bytes(), salt, hash.as_mut_slice(), memory).ok()?;
    Some(hash)
}
