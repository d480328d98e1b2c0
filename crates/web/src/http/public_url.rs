//! Where patients reach this server: the beginning of links and codes.

use crate::app::Settings;
use axum::http::{HeaderMap, header};
use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

/// Scheme and host, perhaps a port: `https://clinic.example`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PublicUrl(String);

impl PublicUrl {
    /// As the settings say; else as the browser that asks reaches it. The proxy's word for that counts only where a proxy was
    /// announced (`--https`): anybody else could have made it up.
    pub(crate) fn of(settings: &Settings, headers: &HeaderMap) -> Self {
        if let Some(set) = &settings.public_url {
            return set.clone();
        }
        let said = |name: &str| headers.get(name)?.to_str().ok()?.split(',').next().map(str::trim);
        let forwarded = said("x-forwarded-host").filter(|_| settings.https);
        let host = forwarded.or_else(|| said(header::HOST.as_str())).filter(|host| is_host(host));
        let scheme = if settings.https { "https" } else { "http" };
        Self(format!("{scheme}://{}", host.unwrap_or("localhost")))
    }

    /// Whether it leads nowhere but to the machine it is read on: of no use to a telephone.
    pub fn is_this_machine(&self) -> bool {
        let host = self.0.split_once("://").map_or("", |(_, host)| host);
        let name = match host.strip_prefix('[') {
            Some(rest) => rest.split(']').next().unwrap_or_default(),
            None => host.split(':').next().unwrap_or_default(),
        };
        let address = name.parse::<IpAddr>();
        name == "localhost"
            || name.ends_with(".localhost")
            || address.is_ok_and(|ip| ip.is_loopback() || ip.is_unspecified())
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for PublicUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim().trim_end_matches('/');
        match text.split_once("://") {
            Some(("http" | "https", host)) if is_host(host) => Ok(Self(text.to_owned())),
            _ => Err("an address like https://clinic.example, without a path"),
        }
    }
}

fn is_host(host: &str) -> bool {
    !host.is_empty() && host.chars().all(|c| c.is_ascii_alphanumeric() || ".-:[]".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(settings: &Settings, headers: &[(&'static str, &'static str)]) -> String {
        let headers = headers.iter().map(|(k, v)| (k.parse().expect("a name"), v.parse().expect("a value")));
        PublicUrl::of(settings, &headers.collect()).to_string()
    }

    #[test]
    fn a_proxy_is_believed_only_where_one_was_announced() {
        let asked = [("host", "127.0.0.1:7373"), ("x-forwarded-host", "clinic.example, inner")];
        let behind = Settings { https: true, public_url: None };
        assert_eq!(of(&behind, &asked), "https://clinic.example");
        assert_eq!(of(&Settings::default(), &asked), "http://127.0.0.1:7373");
        assert_eq!(of(&Settings::default(), &[("host", "evil/\"><b>")]), "http://localhost");
        let set = Settings { https: true, public_url: "https://set.example/".parse().ok() };
        assert_eq!(of(&set, &asked), "https://set.example");
    }

    #[test]
    fn an_address_of_this_machine_is_known_as_one() {
        let here = |url: &str| url.parse::<PublicUrl>().expect("an address").is_this_machine();
        for url in ["http://localhost:7373", "http://127.0.0.2", "http://[::1]:80", "http://0.0.0.0:1"] {
            assert!(here(url), "{url}");
        }
        for url in ["https://clinic.example", "http://192.168.1.7:7373", "http://127.example"] {
            assert!(!here(url), "{url}");
        }
        for url in ["clinic.example", "ftp://x", "https://x/y", "https://", "https://a b"] {
            assert!(url.parse::<PublicUrl>().is_err(), "{url}");
        }
    }
}
