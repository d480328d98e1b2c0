//! What handlers share: the clinic, the settings of this server, the words, and the frame around a page.

use crate::assets::Assets;
use crate::form::Form;
use crate::http::access::Caller;
use crate::http::kept::Kept;
use crate::http::public_url::PublicUrl;
use crate::texts::Texts;
use crate::views::shell::{Nav, Shell, SignedIn};
use crate::views::sign_in::{UnlockView, unlock_page};
use axum::http::HeaderMap;
use chart::staff::Role;
use chart::{Instant, StaffId};
use clinic::Clinic;
use clinic::open::Practice;
use clinic::signin::PinStanding;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use journal::JournalError;
use maud::Markup;
use std::num::NonZeroU32;
use std::sync::{Arc, OnceLock};
use std::time::{SystemTime, UNIX_EPOCH};

/// Tries to sign in per minute for one name from one address, after a burst of as many. Enough for clumsy fingers.
const SIGN_INS_PER_MINUTE: NonZeroU32 = NonZeroU32::new(10).expect("ten is not zero");
/// Tries per minute from one address, whatever the name: a clinic shares one address.
const SIGN_INS_PER_MINUTE_ADDRESS: NonZeroU32 = NonZeroU32::new(60).expect("sixty is not zero");

/// Calls of private links per minute from one address: patients behind one door share it, and a token of 128 bits is not guessed.
const LINKS_PER_MINUTE_ADDRESS: NonZeroU32 = NonZeroU32::new(120).expect("a hundred and twenty is not zero");

/// How this server is reached.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Whether browsers reach it over https (a proxy in front): cookies are then `Secure` and `__Host-`.
    pub https: bool,
    /// Where patients reach it (`https://clinic.example`), for links and codes; without it, where the person at the screen does.
    pub public_url: Option<PublicUrl>,
}

/// A running Drypoint.
pub struct App {
    /// The data folder.
    pub clinic: Arc<Clinic>,
    /// How it is reached.
    pub settings: Settings,
    /// Tries to sign in, by name and address.
    pub tries: DefaultKeyedRateLimiter<(String, String)>,
    /// Tries to sign in, by address.
    pub tries_address: DefaultKeyedRateLimiter<String>,
    /// Calls of private links, by address.
    pub tries_link: DefaultKeyedRateLimiter<String>,
    practice: OnceLock<Practice>,
}

impl App {
    /// For a data folder that is open.
    pub fn new(clinic: Arc<Clinic>, settings: Settings) -> Arc<Self> {
        Arc::new(Self {
            clinic,
            settings,
            tries: RateLimiter::keyed(Quota::per_minute(SIGN_INS_PER_MINUTE)),
            tries_address: RateLimiter::keyed(Quota::per_minute(SIGN_INS_PER_MINUTE_ADDRESS)),
            tries_link: RateLimiter::keyed(Quota::per_minute(LINKS_PER_MINUTE_ADDRESS)),
            practice: OnceLock::new(),
        })
    }

    /// The clinic of this folder; none until the first start is through.
    pub fn practice(&self) -> Result<Option<&Practice>, JournalError> {
        if let Some(practice) = self.practice.get() {
            return Ok(Some(practice));
        }
        Ok(self.clinic.practice()?.map(|practice| self.practice.get_or_init(|| practice)))
    }

    /// Reads, on a thread that may block.
    pub fn read<T>(&self, read: impl FnOnce(&Clinic) -> T) -> T {
        tokio::task::block_in_place(|| read(&self.clinic))
    }

    /// Now.
    pub fn now() -> Instant {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Instant(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
    }

    /// Where patients reach this server: where the settings say, or as the person at the screen does.
    pub fn address(&self, headers: &HeaderMap) -> PublicUrl {
        PublicUrl::of(&self.settings, headers)
    }

    /// The words of the screens.
    pub fn texts() -> &'static Texts {
        Texts::english()
    }

    /// How many answers of patients ring.
    pub fn ringing(&self, caller: &Caller) -> usize {
        self.read(|clinic| clinic.ringing_count(caller.practice.id)).unwrap_or_default()
    }

    /// The frame around a page for somebody who is signed in. `title` is a text's key or a name.
    pub fn shell(&self, caller: &Caller, title: impl Into<String>, nav: Nav) -> Shell {
        let clinical = caller.has(Role::Practitioner);
        let open_sessions = if clinical {
            self.read(|clinic| clinic.worklist(caller.practice.id)).map_or(0, |open| open.len())
        } else {
            0
        };
        let ringing = if clinical { self.ringing(caller) } else { 0 };
        Shell {
            title: title.into(),
            clinic_name: caller.practice.name.clone(),
            ringing,
            signed_in: Some(SignedIn {
                name: caller.name.clone(),
                practitioner: clinical,
                clinic_lead: caller.has(Role::ClinicLead),
                has_pin: self.has_pin(caller.staff),
            }),
            search: String::new(),
            nav,
            open_sessions,
            flash: None,
            idle_minutes: u32::try_from(clinic::signin::IDLE_MINUTES).unwrap_or(10),
            assets: Assets::get(),
        }
    }

    /// The page that asks for the password or the PIN of a locked sign-in, with what was being sent.
    pub fn unlock_page(&self, caller: &Caller, form: Form, kept: Kept) -> Markup {
        let texts = Self::texts();
        let view = UnlockView {
            name: caller.name.clone(),
            has_pin: self.has_pin(caller.staff),
            form,
            unlock_path: kept.path,
            kept: kept.fields,
        };
        unlock_page(&self.door_shell(texts.get("lock-title")), &view, texts)
    }

    /// Whether a person may sign and unlock with a PIN now; where that cannot be read, the password will do.
    pub fn has_pin(&self, staff: StaffId) -> bool {
        self.read(|clinic| clinic.sign_ins.pin(staff)).is_ok_and(|standing| standing == PinStanding::Good)
    }

    /// The frame around a page before anybody is signed in.
    pub fn door_shell(&self, title: impl Into<String>) -> Shell {
        let clinic_name = self.practice().ok().flatten().map_or(String::new(), |p| p.name.clone());
        Shell { title: title.into(), clinic_name, ..Self::bare_shell() }
    }

    /// The frame where neither person nor clinic is known.
    pub fn bare_shell() -> Shell {
        Shell {
            title: Self::texts().get("brand"),
            clinic_name: String::new(),
            signed_in: None,
            search: String::new(),
            nav: Nav::None,
            open_sessions: 0,
            ringing: 0,
            flash: None,
            idle_minutes: 0,
            assets: Assets::get(),
        }
    }
}
