//! What is sent: a form or a JSON object, as one list of fields; too much, or something else, is refused with a code.

use crate::form::Form;
use crate::http::trouble::Trouble;
use axum::body::{Bytes, to_bytes};
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use serde_json::Value;
use uuid::Uuid;

/// Largest body: a drawing of all cells with room for a long note.
pub const BODY_BYTES_MAX: usize = 256 * 1024;
/// Most fields of one body: all cells of the map, and a form around them.
pub const FIELDS_MAX: usize = 1_000;

/// A form as it was sent.
pub struct Sent(pub Form);

impl Sent {
    /// The id that was minted when the form was rendered, so that sending it twice happens once.
    pub fn command_id(&self) -> Result<Uuid, Trouble> {
        Uuid::parse_str(self.0.value("command_id")).map_err(|_| Trouble::Bad("form.command_id"))
    }
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Trouble;

    async fn from_request(request: Request, _state: &S) -> Result<Self, Trouble> {
        let kind =
            request.headers().get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
        let bytes = bytes(request).await?;
        parse(&kind, &bytes).map(Self)
    }
}

/// The body, up to its limit.
pub async fn bytes(request: Request) -> Result<Bytes, Trouble> {
    to_bytes(request.into_body(), BODY_BYTES_MAX).await.map_err(|_| Trouble::TooLarge)
}

/// Reads a body of a content type into fields.
pub fn parse(content_type: &str, bytes: &[u8]) -> Result<Form, Trouble> {
    let fields = match content_type.split(';').next().map(str::trim) {
        Some("application/json") => json_fields(bytes)?,
        Some("application/x-www-form-urlencoded" | "") => form_fields(bytes)?,
        _ => return Err(Trouble::Bad("form.content_type")),
    };
    if fields.len() > FIELDS_MAX {
        return Err(Trouble::TooLarge);
    }
    Ok(Form::of(fields))
}

fn form_fields(bytes: &[u8]) -> Result<Vec<(String, String)>, Trouble> {
    // `serde_urlencoded` replaces what is not UTF-8 in values; a form of ours never holds any.
    std::str::from_utf8(bytes).map_err(|_| Trouble::Bad("form.not_utf8"))?;
    serde_urlencoded::from_bytes(bytes).map_err(|_| Trouble::Bad("form.unreadable"))
}

fn json_fields(bytes: &[u8]) -> Result<Vec<(String, String)>, Trouble> {
    let Ok(Value::Object(object)) = serde_json::from_slice(bytes) else {
        return Err(Trouble::Bad("json.not_an_object"));
    };
    let mut fields = Vec::with_capacity(object.len());
    for (name, value) in object {
        match value {
            Value::Array(values) => {
                for value in values {
                    fields.push((name.clone(), scalar(value)?));
                }
            }
            value => fields.push((name, scalar(value)?)),
        }
    }
    Ok(fields)
}

fn scalar(value: Value) -> Result<String, Trouble> {
    match value {
        Value::String(text) => Ok(text),
        Value::Number(number) => Ok(number.to_string()),
        Value::Bool(yes) => Ok(if yes { "yes" } else { "no" }.to_owned()),
        Value::Null => Ok(String::new()),
        Value::Array(_) | Value::Object(_) => Err(Trouble::Bad("json.nested")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_and_a_json_object_say_the_same() {
        let form =
            parse("application/x-www-form-urlencoded", b"side=R&risk=a&risk=b&depth_mm=12").expect("reads");
        let json =
            parse("application/json", br#"{"side":"R","risk":["a","b"],"depth_mm":12}"#).expect("reads");
        for form in [form, json] {
            assert_eq!(form.value("side"), "R");
            assert_eq!(form.value("depth_mm"), "12");
            assert_eq!(form.values("risk").collect::<Vec<_>>(), ["a", "b"]);
        }
    }

    #[test]
    fn what_is_no_form_is_refused_with_a_code() {
        let code = |kind: &str, bytes: &[u8]| match parse(kind, bytes) {
            Err(Trouble::Bad(code)) => code,
            _ => "read",
        };
        assert_eq!(code("text/plain", b"x"), "form.content_type");
        assert_eq!(code("application/json", b"[1]"), "json.not_an_object");
        assert_eq!(code("application/json", br#"{"a":{"b":1}}"#), "json.nested");
        assert_eq!(code("application/x-www-form-urlencoded", b"a=\xff"), "form.not_utf8");
    }
}
