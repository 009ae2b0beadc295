//! The way to the push services, injected so that tests can be one.

use std::{
    net::SocketAddr,
    sync::{Arc, OnceLock},
    time::Duration,
};

use futures::future::BoxFuture;
use reqwest::{
    Client, Url,
    dns::{Addrs, Name, Resolve, Resolving},
    header::{HeaderMap, RETRY_AFTER},
    redirect,
};
use time::{OffsetDateTime, format_description::well_known::Rfc2822};

use super::endpoint::is_public_address;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// Far below the time for which a message is claimed.
const TIMEOUT: Duration = Duration::from_secs(20);
/// By which programs of a machine are told to go out through a proxy.
const PROXY_VARIABLES: [&str; 4] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];

/// A message for the push service at `url`.
#[derive(Clone, Debug)]
pub struct PushRequest {
    pub url: String,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PushOutcome {
    Answered {
        status: u16,
        /// `Retry-After`, counted from now.
        retry_after_seconds: Option<i64>,
    },
    /// No answer came; why is for the log.
    Unreachable(String),
}

/// Takes messages to push services.
pub trait PushService: Send + Sync {
    fn post<'a>(&'a self, request: PushRequest, now: i64) -> BoxFuture<'a, PushOutcome>;
}

/// The internet: HTTPS only, to public addresses only, without following redirects or reading answers.
#[derive(Default)]
pub struct WebPushService(OnceLock<Result<Client, String>>);

/// Looks names up, and refuses those that lead into the own network.
struct PublicNames {
    /// The machine's own way out may well be there.
    proxies: Vec<String>,
}

impl PushService for WebPushService {
    fn post<'a>(&'a self, request: PushRequest, now: i64) -> BoxFuture<'a, PushOutcome> {
        Box::pin(async move {
            // Made at the first message: commands that send none need no certificates.
            let client = match self.0.get_or_init(client) {
                Ok(client) => client,
                Err(error) => return PushOutcome::Unreachable(error.clone()),
            };
            let mut post = client.post(&request.url).body(request.body);
            for (name, value) in request.headers {
                post = post.header(name, value);
            }
            match post.send().await {
                Ok(response) => PushOutcome::Answered {
                    status: response.status().as_u16(),
                    retry_after_seconds: retry_after(response.headers(), now),
                },
                // An endpoint is its browser's secret.
                Err(error) => PushOutcome::Unreachable(chain(&error.without_url())),
            }
        })
    }
}

fn client() -> Result<Client, String> {
    // Another part of the process may have chosen already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let proxies = PROXY_VARIABLES
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .filter_map(|proxy| Some(Url::parse(&proxy).ok()?.host_str()?.to_owned()))
        .collect();
    Client::builder()
        .https_only(true)
        .redirect(redirect::Policy::none())
        .referer(false)
        .connect_timeout(CONNECT_TIMEOUT)
        .timeout(TIMEOUT)
        .dns_resolver(Arc::new(PublicNames { proxies }))
        .build()
        .map_err(|error| chain(&error))
}

impl Resolve for PublicNames {
    fn resolve(&self, name: Name) -> Resolving {
        let is_proxy = self.proxies.iter().any(|proxy| proxy == name.as_str());
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let found: Vec<SocketAddr> = found
                .filter(|address| is_proxy || is_public_address(address.ip()))
                .collect();
            if found.is_empty() {
                return Err("the name leads to no public address".into());
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

/// Seconds, or a date (RFC 9110, 10.2.3).
fn retry_after(headers: &HeaderMap, now: i64) -> Option<i64> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse::<u32>() {
        return Some(seconds.into());
    }
    let date = OffsetDateTime::parse(&text.replace("GMT", "+0000"), &Rfc2822).ok()?;
    Some(date.unix_timestamp() - now)
}

/// An error with its causes.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_read_in_both_forms() {
        let after = |text: &str| {
            let headers = [(RETRY_AFTER, text.parse().unwrap())].into_iter().collect();
            retry_after(&headers, 784_111_700)
        };
        assert_eq!(after("120"), Some(120));
        assert_eq!(after("Sun, 06 Nov 1994 08:49:37 GMT"), Some(77));
        assert_eq!(after("soon"), None);
        assert_eq!(after("-1"), None);
    }

    #[tokio::test]
    async fn a_name_of_the_own_network_is_not_called() {
        let names = PublicNames {
            proxies: vec!["localhost".to_owned()],
        };
        let is_found = async |name: &str| names.resolve(name.parse().unwrap()).await.is_ok();
        assert!(is_found("localhost").await);
        assert!(!is_found("localhost.").await);
        assert!(!is_found("ip6-localhost").await);
    }
}
