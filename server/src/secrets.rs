//! The site's secret: made at first start, kept in the data folder, readable by its owner only.

use std::{
    fs::{self, OpenOptions},
    io::{self, Read, Write},
    path::Path,
};

use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::entropy::{Entropy, random_bytes};

const FILE_NAME: &str = "secret.key";
const LENGTH: usize = 32;

/// One key, from which a key of its own is derived for each purpose.
#[derive(Clone)]
pub struct Secrets([u8; LENGTH]);

/// What a derived key is for. A key of one purpose proves nothing for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    CaptchaId,
    CaptchaCode,
    CaptchaProofOfWork,
    VisitorCookie,
    VisitorOfKey,
    VisitDigest,
}

impl Secrets {
    /// # Errors
    /// When the file cannot be read or made, or does not hold 32 bytes.
    pub fn load_or_create(data_folder: &Path, entropy: &dyn Entropy) -> io::Result<Self> {
        load_or_create(data_folder, FILE_NAME, || random_bytes(entropy)).map(Self)
    }

    /// The keyed digest of `message` for `purpose`.
    pub fn digest(&self, purpose: Purpose, message: &[u8]) -> [u8; 32] {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes a key of any length");
        mac.update(format!("{purpose:?}\0").as_bytes());
        mac.update(message);
        mac.finalize().into_bytes().into()
    }
}

/// The key in the file `name`, which holds `make`'s from the first time on and only its owner may read.
///
/// # Errors
/// When the file cannot be read or made, or does not hold 32 bytes.
pub fn load_or_create(
    data_folder: &Path,
    name: &str,
    make: impl FnOnce() -> [u8; LENGTH],
) -> io::Result<[u8; LENGTH]> {
    let path = data_folder.join(name);
    match load(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        result => return result,
    }
    // Written whole under another name first: neither a crash nor a second process that starts
    // at the same moment can leave half a key. `hard_link` fails where the key is there already.
    let temporary = tempfile::Builder::new()
        .prefix(name)
        .tempfile_in(data_folder)?;
    owner_only(temporary.path())?;
    temporary.as_file().write_all(&make())?;
    temporary.as_file().sync_all()?;
    match fs::hard_link(temporary.path(), &path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => load(&path),
    }
}

fn load(path: &Path) -> io::Result<[u8; LENGTH]> {
    let mut key = [0; LENGTH];
    let mut file = OpenOptions::new().read(true).open(path)?;
    file.read_exact(&mut key)?;
    Ok(key)
}

#[cfg(unix)]
fn owner_only(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o600))
}

#[cfg(not(unix))]
fn owner_only(_path: &Path) -> io::Result<()> {
    Ok(())
}
