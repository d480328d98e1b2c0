//! What was being sent when the sign-in turned out to be locked or over: kept in the page that asks for the password, so that nothing
//! that was typed is lost, with or without a script. Passwords and PINs are not kept: they are typed again.

use super::answer::inside;
use super::body;
use super::trouble::Trouble;
use crate::form::Form;
use axum::extract::Request;
use axum::http::{Method, header};

/// Begins the names of kept fields in the sign-in form, which has fields of its own.
pub const PREFIX: &str = "kept:";
/// The field of the sign-in form that says where the entry was going.
pub const PATH: &str = "kept_path";

/// An entry on its way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Where it was going.
    pub path: String,
    /// Its fields, in order; empty where nothing was being sent.
    pub fields: Vec<(String, String)>,
}

impl Kept {
    /// Takes the entry out of a request; a page that was only asked for is an entry without fields.
    pub async fn of(request: Request) -> Result<Self, Trouble> {
        let path = request.uri().path_and_query().map_or("/", |p| p.as_str()).to_owned();
        if request.method() != Method::POST {
            return Ok(Self { path, fields: Vec::new() });
        }
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
        let kind = kind.unwrap_or_default().to_owned();
        let bytes = body::bytes(request).await?;
        let form = body::parse(&kind, &bytes)?;
        if path == "/sign-in/unlock" {
            // It was kept once already, at the lock.
            return Ok(Self::at_lock(&form));
        }
        let fields = form.fields().iter().filter(|(name, _)| !is_secret(name)).cloned().collect();
        Ok(Self { path, fields })
    }

    /// The entry that a form of the lock carries.
    pub fn at_lock(form: &Form) -> Self {
        let fields = form.fields().iter().filter(|(name, _)| !name.starts_with("unlock_")).cloned();
        let path = inside(form.value("unlock_path")).unwrap_or("/").to_owned();
        Self { path, fields: fields.collect() }
    }

    /// The entry that a sign-in form carries.
    pub fn at_door(form: &Form) -> Self {
        let kept =
            |(name, value): &(String, String)| Some((name.strip_prefix(PREFIX)?.to_owned(), value.clone()));
        let path = inside(form.value(PATH)).unwrap_or("/").to_owned();
        Self { path, fields: form.fields().iter().filter_map(kept).collect() }
    }

    /// Whether something was being sent.
    pub fn is_entry(&self) -> bool {
        self.fields.iter().any(|(name, value)| name != "command_id" && !value.is_empty())
    }

    /// What a person typed, as far as it can be told from what the form itself put in: words with blanks between them.
    pub fn typed(&self) -> Vec<String> {
        let prose = self.fields.iter().filter(|(_, value)| value.trim().contains(char::is_whitespace));
        prose.map(|(_, value)| value.trim().to_owned()).collect()
    }
}

/// Whether a field holds a password or a PIN.
pub fn is_secret(name: &str) -> bool {
    name.contains("password") || name.split('_').any(|word| word == "pin")
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn sent(path: &str, body: &str) -> Request {
        let kind = "application/x-www-form-urlencoded";
        Request::post(path)
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from(body.to_owned()))
            .expect("a request")
    }

    #[tokio::test]
    async fn an_entry_keeps_all_but_secrets() {
        let body = "login=ab&opinion=so+so&password=x+y&unlock_pin=1&pin_again=2&command_id=7";
        let kept = Kept::of(sent("/staff?x=1", body)).await.expect("reads");
        assert_eq!(kept.path, "/staff?x=1");
        let names: Vec<&str> = kept.fields.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["login", "opinion", "command_id"]);
        assert!(kept.is_entry());
        assert_eq!(kept.typed(), ["so so"]);
    }

    #[tokio::test]
    async fn what_the_lock_kept_goes_where_it_was_going_and_nowhere_else() {
        let body = "unlock_path=%2Fsessions%2F1%2Fnote&unlock_password=x&text=all+well";
        let kept = Kept::of(sent("/sign-in/unlock", body)).await.expect("reads");
        assert_eq!(
            kept,
            Kept { path: "/sessions/1/note".into(), fields: vec![("text".into(), "all well".into())] }
        );
        let away = Form::of([("kept_path", "//evil.example"), ("kept:text", "x"), ("text", "y")]);
        assert_eq!(
            Kept::at_door(&away),
            Kept { path: "/".into(), fields: vec![("text".into(), "x".into())] }
        );
    }
}
