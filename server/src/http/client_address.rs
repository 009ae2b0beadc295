//! Who is calling: the address of the client, and the network that it is counted with.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, request::Parts},
};
use ipnet::IpNet;

use crate::site::SiteState;

/// The address that a request came from, as far as it can be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddress {
    pub ip: IpAddr,
    /// Whether the request reached the town over HTTPS, as its trusted proxy says.
    pub https: bool,
}

/// What writes are counted by: the /24 of an IPv4 address, the /48 of an IPv6 address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Network(IpNet);

impl Network {
    pub fn of(ip: IpAddr) -> Self {
        let ip = ip.to_canonical();
        let prefix = if ip.is_ipv4() { 24 } else { 48 };
        Self(IpNet::new_assert(ip, prefix).trunc())
    }
}

impl ClientAddress {
    /// `peer` is the other end of the connection; a call within the process has none and counts as
    /// this machine. `X-Forwarded-For` is read from its right end, where the nearest proxy wrote:
    /// the first address that is no trusted proxy is the client's, and all left of it is hearsay.
    pub fn new(peer: Option<SocketAddr>, headers: &HeaderMap, trusted_proxies: &[IpNet]) -> Self {
        let is_trusted = |ip: IpAddr| trusted_proxies.iter().any(|network| network.contains(&ip));
        let peer = peer.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |peer| {
            peer.ip().to_canonical()
        });
        if !is_trusted(peer) {
            return Self {
                ip: peer,
                https: false,
            };
        }
        let mut ip = peer;
        let forwarded: Vec<&str> = headers
            .get_all("x-forwarded-for")
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .collect();
        for entry in forwarded.into_iter().rev() {
            // What a trusted proxy cannot have written as an address is where belief ends.
            let Some(next) = parse_address(entry) else {
                break;
            };
            ip = next;
            if !is_trusted(next) {
                break;
            }
        }
        let https = headers
            .get_all("x-forwarded-proto")
            .iter()
            .next_back()
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.rsplit(',').next())
            .is_some_and(|scheme| scheme.trim().eq_ignore_ascii_case("https"));
        Self { ip, https }
    }

    pub fn network(self) -> Network {
        Network::of(self.ip)
    }
}

impl FromRequestParts<SiteState> for ClientAddress {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        site: &SiteState,
    ) -> Result<Self, Self::Rejection> {
        let peer = parts
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map(|info| info.0);
        Ok(Self::new(
            peer,
            &parts.headers,
            &site.settings.limits.trusted_proxies,
        ))
    }
}

/// An address, with or without a port: some proxies write one.
fn parse_address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    text.parse::<IpAddr>()
        .ok()
        .or_else(|| text.parse::<SocketAddr>().ok().map(|address| address.ip()))
        .map(|ip| ip.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(peer: &str, forwarded: &[&str]) -> IpAddr {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", value.parse().unwrap());
        }
        let trusted = ["10.0.0.0/8".parse().unwrap()];
        ClientAddress::new(Some(peer.parse().unwrap()), &headers, &trusted).ip
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn forwarded_for_is_ignored_without_a_trusted_proxy() {
        assert_eq!(
            client("203.0.113.9:1", &["198.51.100.1"]),
            ip("203.0.113.9")
        );
    }

    #[test]
    fn the_rightmost_address_that_is_no_trusted_proxy_is_the_client() {
        assert_eq!(
            client("10.0.0.1:1", &["192.0.2.66, 198.51.100.1, 10.0.0.2"]),
            ip("198.51.100.1")
        );
        assert_eq!(
            client("10.0.0.1:1", &["192.0.2.66", "198.51.100.1:443"]),
            ip("198.51.100.1")
        );
        assert_eq!(client("10.0.0.1:1", &["nonsense"]), ip("10.0.0.1"));
        assert_eq!(client("10.0.0.1:1", &[]), ip("10.0.0.1"));
    }

    #[test]
    fn neighbours_share_a_network() {
        assert_eq!(
            Network::of(ip("203.0.113.9")),
            Network::of(ip("::ffff:203.0.113.200"))
        );
        assert_ne!(
            Network::of(ip("203.0.113.9")),
            Network::of(ip("203.0.112.9"))
        );
        assert_eq!(
            Network::of(ip("2001:db8:1::1")),
            Network::of(ip("2001:db8:1:ffff::2"))
        );
    }
}
