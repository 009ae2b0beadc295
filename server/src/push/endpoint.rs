//! Addresses that the portal may be made to call: those of push services, and nothing in its own network.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use reqwest::Url;

const LONGEST: usize = 2048;
/// Names that only mean something in the network of the machine.
const LOCAL_NAMES: [&str; 7] = [
    "localhost",
    "local",
    "localdomain",
    "internal",
    "intranet",
    "lan",
    "home.arpa",
];

/// Domains of the browsers' makers, in which all their push services are and nobody else's servers.
pub const MAKERS_DOMAINS: [&str; 5] = [
    "apple.com",
    "google.com",
    "googleapis.com",
    "mozilla.com",
    "windows.com",
];

/// The name of the push service at the address `text`: HTTPS at its usual port, by a public name. None when it
/// can be no push service's.
pub fn push_host(text: &str) -> Option<String> {
    let url = Url::parse(text).ok()?;
    let is_usual = text.len() <= LONGEST
        && url.scheme() == "https"
        && url.port().is_none()
        && url.username().is_empty()
        && url.password().is_none()
        && url.fragment().is_none();
    let name = url
        .domain()
        .filter(|name| is_usual && is_public_name(name))?;
    Some(name.to_owned())
}

fn is_public_name(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    let is_below = |local: &str| {
        name.strip_suffix(local)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    name.contains('.') && !LOCAL_NAMES.iter().any(|local| is_below(local))
}

/// Whether `address` is somewhere on the internet, and not in the network of the machine.
pub fn is_public_address(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [first, second, third, _] = address.octets();
    let is_shared = first == 100 && (64..128).contains(&second);
    let is_for_protocols = (first, second, third) == (192, 0, 0);
    let is_for_benchmarks = first == 198 && (18..20).contains(&second);
    !(first == 0
        || first >= 240
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation()
        || is_shared
        || is_for_protocols
        || is_for_benchmarks)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    if let Some(inner) = address.to_ipv4_mapped() {
        return is_public_v4(inner);
    }
    let segments = address.segments();
    let v4 = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match segments {
        // An IPv4 address behind a translator, or behind 6to4.
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => {
            is_public_v4(v4(high, low))
        }
        // Teredo and other protocols; documentation.
        [0x2001, 0..0x200, ..] | [0x2001, 0xdb8, ..] | [0x3fff, 0..0x1000, ..] => false,
        [first, ..] => (0x2000..0x4000).contains(&first),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_https_is_taken() {
        for good in [
            "https://fcm.googleapis.com/fcm/send/abc:def",
            "https://updates.push.services.mozilla.com/wpush/v2/abc",
            "https://web.push.apple.com/abc",
            "https://sin.notify.windows.com/w/?token=abc",
        ] {
            let host = push_host(good);
            assert!(host.is_some_and(|host| good.contains(&host)), "{good}");
        }
        let long = format!("https://push.example/{}", "a".repeat(LONGEST));
        for bad in [
            "",
            "push.example",
            "http://push.example/a",
            "https://push.example:8443/a",
            "https://a:b@push.example/a",
            "https://push.example/a#b",
            "https://localhost/a",
            "https://db.internal/a",
            "https://router.local./a",
            "https://intranet/a",
            "https://127.0.0.1/a",
            "https://0x7f.1/a",
            "https://2130706433/a",
            "https://[::1]/a",
            "https://[::ffff:10.0.0.1]/a",
            "file:///etc/passwd",
            &long,
        ] {
            assert_eq!(push_host(bad), None, "{bad}");
        }
    }

    #[test]
    fn addresses_of_the_own_network_are_told_from_public_ones() {
        for public in [
            "8.8.8.8",
            "172.32.0.1",
            "2404:6800:4003::1",
            "64:ff9b::808:808",
        ] {
            assert!(is_public_address(public.parse().unwrap()), "{public}");
        }
        for private in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "192.0.0.8",
            "192.168.1.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "fe80::1",
            "fd00::1",
            "ff02::1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "2001::1",
            "fec0::1",
        ] {
            assert!(!is_public_address(private.parse().unwrap()), "{private}");
        }
    }
}
