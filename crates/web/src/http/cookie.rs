//! The one cookie: the key of a sign-in.

use axum::http::header::{COOKIE, HeaderMap, HeaderValue};

/// Name over https: the prefix makes browsers insist on Secure, this host only, the whole site.
const NAME_HTTPS: &str = "__Host-drypoint";
/// Name over plain http on this machine.
const NAME_HTTP: &str = "drypoint";

fn name(https: bool) -> &'static str {
    if https { NAME_HTTPS } else { NAME_HTTP }
}

/// The token of the request, if it carries one.
pub fn read(headers: &HeaderMap, https: bool) -> Option<&str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name(https))
        .map(|(_, token)| token)
        // A token is 64 hex digits; anything else was not made here and is not looked up.
        .filter(|token| token.len() == 64 && token.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// Sets the cookie. It ends with the browser session; the server ends it earlier if need be.
pub fn set(token: &str, https: bool) -> HeaderValue {
    let secure = if https { "; Secure" } else { "" };
    value(&format!("{}={token}; Path=/; HttpOnly; SameSite=Lax{secure}", name(https)))
}

/// Takes the cookie away.
pub fn clear(https: bool) -> HeaderValue {
    let secure = if https { "; Secure" } else { "" };
    value(&format!("{}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{secure}", name(https)))
}

fn value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_is_found_among_others_and_only_if_it_can_be_ours() {
        let token = "a".repeat(64);
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, HeaderValue::from_str(&format!("x=1; drypoint={token}; y=2")).expect("ascii"));
        assert_eq!(read(&headers, false), Some(token.as_str()));
        assert_eq!(read(&headers, true), None, "over https the name has its prefix");
        headers.insert(COOKIE, HeaderValue::from_static("drypoint=' OR 1=1"));
        assert_eq!(read(&headers, false), None);
    }
}
