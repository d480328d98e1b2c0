//! Every page in its normal, empty and refused state, with invented people, as files to look at:
//! `cargo run -p web --example preview -- OUTDIR`, then serve OUTDIR with any file server.

mod clinic;
mod needling;
mod people;

use maud::Markup;
use std::path::Path;
use web::assets::Assets;
use web::views::shell::{Nav, Shell, SignedIn};

/// A page's file name and its HTML.
type Page = (&'static str, Markup);

/// The frame around a page, for a practitioner who leads the clinic.
fn shell(title: &str, nav: Nav) -> Shell {
    Shell {
        title: title.to_owned(),
        clinic_name: "Praxis am Kanal".to_owned(),
        signed_in: Some(SignedIn { name: "Ines Falk".to_owned(), practitioner: true, clinic_lead: true }),
        search: String::new(),
        nav,
        open_sessions: 2,
        flash: None,
        idle_minutes: 15,
        assets: Assets::get(),
    }
}

fn main() -> std::io::Result<()> {
    let out = std::env::args().nth(1).unwrap_or_else(|| "preview".to_owned());
    let out = Path::new(&out);
    std::fs::create_dir_all(out)?;
    for name in Assets::get().names() {
        let url = Assets::get().url(name);
        let file = out.join(url.trim_start_matches('/'));
        std::fs::create_dir_all(file.parent().unwrap_or(out))?;
        let hash = url.split('/').nth(2).unwrap_or_default();
        if let Some(asset) = Assets::get().find(hash, name) {
            std::fs::write(&file, &asset.bytes)?;
        }
    }
    let pages: Vec<Page> =
        people::pages().into_iter().chain(needling::pages()).chain(clinic::pages()).collect();
    for (name, html) in &pages {
        std::fs::write(out.join(format!("{name}.html")), html.clone().into_string())?;
    }
    println!("{} pages in {}", pages.len(), out.display());
    Ok(())
}
