//! Every reason for which a signature is refused: one deviation, one reason.

use crate::asn1::DerError;
use crate::certificate::{CertificateError, PathError, PublicKeyError, RevocationError, SignatureMismatch};

/// A signed attribute of the profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attribute {
    /// content-type.
    ContentType,
    /// message-digest.
    MessageDigest,
    /// signing-time.
    SigningTime,
    /// signing-certificate-v2.
    SigningCertificate,
}

/// Why a signature is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// Above [`super::MAX_SIGNATURE_BYTES`].
    #[error("the signature file has {0} bytes, which is too many")]
    TooLarge(usize),
    /// Not DER, or not the structure of a signature; BER is refused here too.
    #[error("the signature file is not the DER of a signature")]
    Der(#[from] DerError),
    /// Another CMS content than signed data.
    #[error("the file is no signed data")]
    NotSignedData,
    /// The content signed is not of type id-data.
    #[error("the signed content is not of type data")]
    ContentKind,
    /// The content is inside the file.
    #[error("the signature file carries the content itself")]
    Attached,
    /// A version number that does not fit what follows.
    #[error("version {found} stands where {expected} fits")]
    Version {
        /// What fits.
        expected: u64,
        /// What is there.
        found: u64,
    },
    /// The list of digest algorithms is not exactly the signer's.
    #[error("the list of digest algorithms is not that of the signer")]
    DigestList,
    /// SHA-1 or MD5.
    #[error("the digest algorithm is too weak")]
    WeakDigest,
    /// A digest algorithm that is not known.
    #[error("the digest algorithm is not known")]
    UnknownDigest,
    /// Digest and signature algorithm do not belong together.
    #[error("digest and signature algorithm do not belong together")]
    DigestAndScheme,
    /// A signature algorithm, or parameters of it, outside the profile.
    #[error("the signature algorithm is not accepted")]
    Scheme,
    /// RSASSA-PSS with other parameters than SHA-256, MGF1 with SHA-256, salt of 32 bytes.
    #[error("the parameters of RSASSA-PSS are not accepted")]
    PssParameters,
    /// Not exactly the signer's certificate and that of its issuing authority.
    #[error("the file holds {found} certificates; the signer's and its issuer's are expected")]
    Certificates {
        /// How many are there.
        found: usize,
    },
    /// A certificate in another form than X.509.
    #[error("the file holds a certificate of another form")]
    CertificateForm,
    /// Revocation lists inside.
    #[error("the file holds revocation lists")]
    RevocationLists,
    /// No signer.
    #[error("nobody signed")]
    NoSigner,
    /// More than one signer.
    #[error("more than one signed")]
    SeveralSigners,
    /// No signed attributes.
    #[error("there are no signed attributes")]
    NoSignedAttributes,
    /// Unsigned attributes.
    #[error("there are unsigned attributes")]
    UnsignedAttributes,
    /// A signed attribute outside the profile; its object identifier in hexadecimal.
    #[error("the signed attribute {0} does not belong to the profile")]
    UnknownAttribute(String),
    /// A signed attribute stands twice.
    #[error("the signed attribute {0:?} is repeated")]
    RepeatedAttribute(Attribute),
    /// A signed attribute is missing.
    #[error("the signed attribute {0:?} is missing")]
    MissingAttribute(Attribute),
    /// A signed attribute has no value, several values, or a value of another type.
    #[error("the signed attribute {0:?} does not have exactly one value of its type")]
    AttributeValue(Attribute),
    /// The content-type attribute names another type than id-data.
    #[error("the signed content type is not data")]
    AttributeContentKind,
    /// signing-certificate-v2 names no certificate of the file.
    #[error("the signing certificate that is named is not in the file")]
    SigningCertificate,
    /// signing-certificate-v2 names issuer and serial number of another certificate.
    #[error("issuer and serial number named in the signed attributes are another certificate's")]
    SigningCertificateIssuer,
    /// The signer identifier is another certificate's.
    #[error("the signer identifier belongs to another certificate")]
    SignerIdentifier,
    /// Writing what was read gives other bytes.
    #[error("the signature file is not in the one form that the profile has")]
    Form,
    /// The content has another digest.
    #[error("the content is not what was signed")]
    MessageDigest,
    /// The signer's certificate cannot be read.
    #[error("the signer's certificate is refused")]
    Certificate(#[source] CertificateError),
    /// The certificate is not the account's.
    #[error("the signature was made with another certificate than the one shown")]
    OtherAccount,
    /// The signer's public key is refused.
    #[error("the signer's public key is refused")]
    PublicKey(#[source] PublicKeyError),
    /// No path to a root we trust.
    #[error("the signer's certificate is not trusted")]
    Path(#[source] PathError),
    /// Revoked, or unknown.
    #[error("the signer's certificate is revoked, or nothing says that it is not")]
    Revocation(#[source] RevocationError),
    /// The signature does not hold.
    #[error("the signature does not hold")]
    Signature(#[source] SignatureMismatch),
}
