//! The visitor's cookie: a random name, signed, set at the first write only.

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, request::Parts},
};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use hmac::{Hmac, Mac};

use super::client_address::ClientAddress;
use crate::{
    entropy::{Entropy, random_bytes},
    secrets::{Purpose, Secrets},
    site::{Site, SiteState},
};

const COOKIE_NAME: &str = "conglang_visitor";
/// In a frame of another site. Browsers keep it apart for each of those, so it tells nobody where else one reads.
const FRAMED_COOKIE_NAME: &str = "conglang_framed_visitor";
/// The longest that browsers keep a cookie.
const MAXIMUM_AGE: time::Duration = time::Duration::days(400);

/// A browser that has written here: 32 hexadecimal digits that say nothing of the person.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Visitor(String);

/// What a request says of its visitor.
#[derive(Clone, Debug)]
pub struct VisitorCookie {
    /// `None` when the cookie is missing or not signed by us.
    pub visitor: Option<Visitor>,
    /// Whether the cookie may be marked `Secure`.
    pub secure: bool,
}

/// The visitor of a write, and the `Set-Cookie` that a new one needs.
#[derive(Clone, Debug)]
pub struct WritingVisitor {
    pub visitor: Visitor,
    pub set_cookie: Option<HeaderValue>,
}

impl Visitor {
    pub fn new(entropy: &dyn Entropy) -> Self {
        Self(hex::encode(random_bytes::<16>(entropy)))
    }

    /// The visitor of a first vote that was sent with an `Idempotency-Key`: when its answer, and with it the
    /// cookie, was lost, the same vote comes again as theirs.
    fn of_key(key: &str, secrets: &Secrets) -> Self {
        let digest = secrets.digest(Purpose::VisitorOfKey, key.as_bytes());
        Self(hex::encode(&digest[..16]))
    }

    /// Reads the cookie; `None` unless our signature is on it.
    pub fn from_headers(headers: &HeaderMap, secrets: &Secrets) -> Option<Self> {
        let jar = CookieJar::from_headers(headers);
        // On the portal itself both may come; who has written there is known by that.
        [COOKIE_NAME, FRAMED_COOKIE_NAME]
            .into_iter()
            .filter_map(|name| jar.get(name))
            .find_map(|cookie| Self::from_signed(cookie.value(), secrets))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The `Set-Cookie` header that makes a browser this visitor.
    pub fn set_cookie(&self, secrets: &Secrets, secure: bool) -> HeaderValue {
        let mut cookie = self.cookie(COOKIE_NAME, secrets);
        cookie.set_same_site(SameSite::Lax);
        cookie.set_secure(secure);
        header(&cookie)
    }

    /// [`Self::set_cookie`] in a frame of another site, where browsers take it only over HTTPS or from this machine.
    fn set_framed_cookie(&self, secrets: &Secrets) -> HeaderValue {
        let mut cookie = self.cookie(FRAMED_COOKIE_NAME, secrets);
        cookie.set_same_site(SameSite::None);
        cookie.set_secure(true);
        cookie.set_partitioned(true);
        header(&cookie)
    }

    fn cookie(&self, name: &'static str, secrets: &Secrets) -> Cookie<'static> {
        let signature = hex::encode(secrets.digest(Purpose::VisitorCookie, self.0.as_bytes()));
        Cookie::build((name, format!("{}.{signature}", self.0)))
            .path("/")
            .http_only(true)
            .max_age(MAXIMUM_AGE)
            .build()
    }

    fn from_signed(value: &str, secrets: &Secrets) -> Option<Self> {
        let (name, signature) = value.split_once('.')?;
        let expected = secrets.digest(Purpose::VisitorCookie, name.as_bytes());
        let signature = hex::decode(signature).ok()?;
        same_bytes(&expected, &signature).then(|| Self(name.to_owned()))
    }
}

fn header(cookie: &Cookie<'_>) -> HeaderValue {
    HeaderValue::from_str(&cookie.to_string())
        .expect("a cookie of hexadecimal digits is a header value")
}

impl VisitorCookie {
    /// The visitor that writes; a new one where there was none.
    pub fn for_write(self, site: &Site) -> WritingVisitor {
        self.for_keyed_write(site, None)
    }

    /// [`Self::for_write`], where the same `key` makes the same new visitor.
    pub fn for_keyed_write(self, site: &Site, key: Option<&str>) -> WritingVisitor {
        let secure = self.secure;
        let set_cookie = |visitor: &Visitor| visitor.set_cookie(&site.secrets, secure);
        self.or_new(site, key, set_cookie)
    }

    /// [`Self::for_write`] in a frame of another site.
    pub fn for_framed_write(self, site: &Site) -> WritingVisitor {
        self.or_new(site, None, |visitor| {
            visitor.set_framed_cookie(&site.secrets)
        })
    }

    fn or_new(
        self,
        site: &Site,
        key: Option<&str>,
        set_cookie: impl FnOnce(&Visitor) -> HeaderValue,
    ) -> WritingVisitor {
        if let Some(visitor) = self.visitor {
            return WritingVisitor {
                visitor,
                set_cookie: None,
            };
        }
        let visitor = key.map_or_else(
            || Visitor::new(site.entropy.as_ref()),
            |key| Visitor::of_key(key, &site.secrets),
        );
        let set_cookie = Some(set_cookie(&visitor));
        WritingVisitor {
            visitor,
            set_cookie,
        }
    }
}

impl FromRequestParts<SiteState> for VisitorCookie {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        site: &SiteState,
    ) -> Result<Self, Self::Rejection> {
        let client = ClientAddress::from_request_parts(parts, site).await?;
        Ok(Self {
            visitor: Visitor::from_headers(&parts.headers, &site.secrets),
            // On plain HTTP, as on an editor's own machine, a browser would drop a secure cookie.
            secure: client.https && site.settings.host.starts_with("https://"),
        })
    }
}

/// Compares in a time that does not depend on where they differ.
pub(crate) fn same_bytes(expected: &[u8], given: &[u8]) -> bool {
    // Digests of both under one key are compared by the HMAC crate's constant-time comparison.
    let digest = |bytes: &[u8]| {
        let mut mac = Hmac::<sha2::Sha256>::new_from_slice(b"compare")
            .expect("HMAC takes a key of any length");
        mac.update(bytes);
        mac
    };
    digest(given)
        .verify_slice(&digest(expected).finalize().into_bytes())
        .is_ok()
}
