//! Every address of Drypoint, and who may call it.

mod account;
mod adverse;
mod asset;
mod atlas;
mod clinic;
mod complaint;
mod consent;
mod contact;
mod course;
mod dashboard;
mod diary;
mod fhir;
mod finding;
mod health;
mod leaflet;
mod learn;
mod letter;
mod movement;
mod needle;
mod note;
mod outbox;
mod packs;
mod patient;
mod plates;
mod read;
mod reasoning;
mod red_flag;
mod screening;
mod secret;
mod session;
mod session_parts;
mod setup;
mod sign_in;
mod staff;
mod today;

use crate::app::App;
use crate::http::access::{Access, BELL, guard};
use crate::http::{gzip, headers};
use axum::Router;
use axum::handler::Handler;
use axum::http::{Method, StatusCode};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{MethodFilter, on};
use std::sync::Arc;
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::timeout::TimeoutLayer;

/// Longest time for one answer; a commit on a slow disk takes a fraction of it.
const ANSWER_SECONDS_MAX: u64 = 20;

/// One address and who may call it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rule {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// With `{name}` where an id stands.
    pub path: &'static str,
    /// Who may call it.
    pub access: Access,
}

/// The routes while they are being put together: a handler cannot be added without saying who may call it.
struct Routes {
    app: Arc<App>,
    router: Router<Arc<App>>,
    /// What private links open.
    private: Router<Arc<App>>,
    table: Vec<Rule>,
}

impl Routes {
    fn get<H, T>(self, access: Access, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, Arc<App>>,
        T: 'static,
    {
        self.add(Method::GET, access, path, handler)
    }

    fn post<H, T>(self, access: Access, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, Arc<App>>,
        T: 'static,
    {
        self.add(Method::POST, access, path, handler)
    }

    fn add<H, T>(mut self, method: Method, access: Access, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, Arc<App>>,
        T: 'static,
    {
        let (filter, name) =
            if method == Method::POST { (MethodFilter::POST, "POST") } else { (MethodFilter::GET, "GET") };
        let guarded =
            on(filter, handler).route_layer(from_fn_with_state((Arc::clone(&self.app), access), guard));
        if access == Access::Link {
            self.private = self.private.route(path, guarded);
        } else {
            self.router = self.router.route(path, guarded);
        }
        self.table.push(Rule { method: name, path, access });
        self
    }
}

fn routes(app: &Arc<App>) -> Routes {
    use Access::{Anybody, ClinicLead, FirstStart, Link, Practitioner, SignIn, Staff};
    Routes { app: Arc::clone(app), router: Router::new(), private: Router::new(), table: Vec::new() }
        .get(Anybody, "/assets/{hash}/{*name}", asset::show)
        .get(Anybody, "/outbox-worker.js", outbox::worker)
        .get(Practitioner, "/outbox/key", outbox::key)
        .get(Practitioner, BELL, today::bell)
        .get(Anybody, "/health", health::show)
        .get(Anybody, "/atlas", atlas::index)
        .get(Anybody, "/atlas/suggestions", atlas::suggestions)
        .get(Anybody, "/atlas/muscles/{muscle}", atlas::muscle)
        .get(Anybody, "/atlas/regions/{region}", atlas::region)
        .get(Anybody, "/atlas/motions/{motion}", atlas::motion)
        .get(Anybody, "/atlas.json", atlas::json)
        .get(Anybody, "/plates", plates::index)
        .get(Anybody, "/learn", learn::tissue)
        .get(Anybody, "/learn/acupuncture", learn::acupuncture)
        .get(Anybody, "/learn/expect", learn::expect)
        .get(FirstStart, "/setup", setup::show)
        .post(FirstStart, "/setup", setup::create)
        .get(Anybody, "/sign-in", sign_in::show)
        .post(Anybody, "/sign-in", sign_in::create)
        .post(SignIn, "/sign-in/unlock", sign_in::unlock)
        .post(SignIn, "/sign-in/lock", sign_in::lock)
        .post(SignIn, "/sign-out", sign_in::end)
        .get(Staff, "/account", account::show)
        .post(Staff, "/account/password", account::password)
        .post(Staff, "/account/pin", account::pin)
        .post(Staff, "/account/pin/removal", account::remove_pin)
        .get(Staff, "/", today::show)
        .get(Staff, "/patients", patient::lately)
        .post(Staff, "/patients/search", patient::search)
        .post(Staff, "/patients/suggestions", patient::suggestions)
        .get(Staff, "/patients/new", patient::blank)
        .post(Staff, "/patients/new", patient::named)
        .post(Staff, "/patients", patient::create)
        .get(Staff, "/patients/{patient}", patient::chart)
        .get(Staff, "/patients/{patient}/details", patient::details)
        .post(Staff, "/patients/{patient}/details", patient::correct)
        .get(Practitioner, "/patients/{patient}/complaints/new", complaint::new)
        .post(Practitioner, "/patients/{patient}/complaints", complaint::create)
        .get(Practitioner, "/patients/{patient}/complaints/{complaint}", complaint::show)
        .get(Practitioner, "/patients/{patient}/complaints/{complaint}/drawing", complaint::drawing)
        .post(Practitioner, "/patients/{patient}/complaints/{complaint}/drawings", complaint::draw)
        .get(Practitioner, "/patients/{patient}/complaints/{complaint}/findings/new", finding::new)
        .post(Practitioner, "/patients/{patient}/complaints/{complaint}/findings", finding::create)
        .get(Practitioner, "/patients/{patient}/complaints/{complaint}/movements/new", movement::new)
        .post(Practitioner, "/patients/{patient}/complaints/{complaint}/movements", movement::create)
        .post(Practitioner, "/patients/{patient}/complaints/{complaint}/group", complaint::group)
        .get(Practitioner, "/patients/{patient}/complaints/{complaint}/course", course::show)
        .post(Practitioner, "/patients/{patient}/complaints/{complaint}/course/plan", course::plan)
        .get(Practitioner, "/patients/{patient}/complaints/{complaint}/course/measurements/new", course::new)
        .post(Practitioner, "/patients/{patient}/complaints/{complaint}/course/measurements", course::measure)
        .post(
            Practitioner,
            "/patients/{patient}/complaints/{complaint}/course/measurements/{measurement}/retraction",
            course::retract,
        )
        .post(Practitioner, "/patients/{patient}/complaints/{complaint}/course/decisions", course::decide)
        .get(Practitioner, "/patients/{patient}/complaints/{complaint}/letters/new", letter::new)
        .post(Practitioner, "/patients/{patient}/complaints/{complaint}/letters", letter::create)
        .get(Practitioner, "/patients/{patient}/complaints/{complaint}/letters/{letter}", letter::show)
        .get(
            Practitioner,
            "/patients/{patient}/complaints/{complaint}/letters/{letter}/letter.pdf",
            letter::pdf,
        )
        .get(Practitioner, "/patients/{patient}/screenings/new", screening::new)
        .post(Practitioner, "/patients/{patient}/screenings", screening::create)
        .get(Practitioner, "/patients/{patient}/consents/new", consent::new)
        .post(Practitioner, "/patients/{patient}/consents", consent::create)
        .get(Practitioner, "/patients/{patient}/consents/{consent}", consent::copy)
        .post(Staff, "/patients/{patient}/consents/{consent}/withdrawal", consent::withdraw)
        .post(Practitioner, "/patients/{patient}/sessions", session::create)
        .get(Practitioner, "/sessions/{session}", session::show)
        .post(Practitioner, "/sessions/{session}/pain", session::pain)
        .post(Practitioner, "/sessions/{session}/consent-confirmation", session_parts::confirm_consent)
        .post(Practitioner, "/sessions/{session}/conduct", session_parts::conduct)
        .post(Practitioner, "/sessions/{session}/plan", session_parts::plan)
        .post(Practitioner, "/sessions/{session}/plan/{needle}/drop", session_parts::drop_part)
        .post(Practitioner, "/sessions/{session}/adverse-events", session_parts::adverse_event)
        .post(
            Practitioner,
            "/sessions/{session}/adverse-events/{event}/retraction",
            session_parts::retract_adverse_event,
        )
        .post(Practitioner, "/sessions/{session}/hand-over", session_parts::hand_over)
        .post(Practitioner, "/sessions/{session}/removals", session::remove_all)
        .post(Practitioner, "/sessions/{session}/note", session::write)
        .post(Practitioner, "/sessions/{session}/closing", session::close)
        .post(Practitioner, "/sessions/{session}/reopening", session::reopen)
        .post(Practitioner, "/sessions/{session}/signature", session::sign)
        .post(Practitioner, "/sessions/{session}/needles", needle::create)
        .post(Practitioner, "/sessions/{session}/needles/{needle}/responses", needle::respond)
        .post(Practitioner, "/sessions/{session}/needles/{needle}/removal", needle::remove)
        .post(Practitioner, "/sessions/{session}/needles/{needle}/removal-retraction", needle::put_back)
        .post(Practitioner, "/sessions/{session}/needles/{needle}/twitch-retraction", needle::untwitch)
        .get(Practitioner, "/sessions/{session}/needles/{needle}/amendments", needle::amending)
        .post(Practitioner, "/sessions/{session}/needles/{needle}/amendments", needle::amend)
        .post(Practitioner, "/sessions/{session}/needles/{needle}/retraction", needle::retract)
        .get(Practitioner, "/sessions/{session}/note", note::show)
        .get(Practitioner, "/sessions/{session}/note.pdf", note::pdf)
        .post(Practitioner, "/sessions/{session}/addenda", note::add)
        .get(Practitioner, "/packs", packs::show)
        .post(Practitioner, "/packs", packs::open)
        .get(Practitioner, "/packs/recall", packs::recall)
        .get(Practitioner, "/packs/recall.csv", packs::recall_csv)
        .get(Practitioner, "/sessions/{session}/leaflet", leaflet::show)
        .post(Practitioner, "/sessions/{session}/leaflet", leaflet::make)
        .post(Practitioner, "/sessions/{session}/leaflet.pdf", leaflet::pdf)
        .post(Practitioner, "/sessions/{session}/leaflet/sending", leaflet::send)
        .post(Practitioner, "/sessions/{session}/diary/{entry}/owner", red_flag::own)
        .post(Practitioner, "/sessions/{session}/diary/{entry}/closing", red_flag::close)
        .get(Practitioner, "/adverse-events", adverse::list)
        .get(Practitioner, "/sessions/{session}/adverse-events", adverse::show)
        .post(Practitioner, "/sessions/{session}/adverse-events/late", adverse::late)
        .post(Practitioner, "/sessions/{session}/adverse-events/{event}/follow-ups", adverse::follow)
        .get(Practitioner, "/sessions/{session}/adverse-events/{event}/letter.pdf", adverse::letter)
        .get(Link, "/d/{token}", diary::show)
        .post(Link, "/d/{token}", diary::create)
        .get(ClinicLead, "/clinic", clinic::show)
        .get(ClinicLead, "/clinic/telephone", contact::show)
        .post(ClinicLead, "/clinic/telephone", contact::set)
        .get(ClinicLead, "/reasoning", reasoning::show)
        .post(ClinicLead, "/reasoning", reasoning::set)
        .get(ClinicLead, "/letter-templates", letter::templates)
        .post(ClinicLead, "/letter-templates", letter::write_template)
        .get(ClinicLead, "/dashboard", dashboard::show)
        .get(ClinicLead, "/dashboard.csv", dashboard::csv)
        .get(ClinicLead, "/staff/new", staff::new)
        .post(ClinicLead, "/staff", staff::create)
        .get(ClinicLead, "/staff/{staff}", staff::show)
        .post(ClinicLead, "/staff/{staff}/licences", staff::licence)
        .post(ClinicLead, "/staff/{staff}/trainings", staff::training)
        .post(ClinicLead, "/staff/{staff}/roles", staff::roles)
        .post(ClinicLead, "/staff/{staff}/suspension", staff::suspend)
        .post(ClinicLead, "/staff/{staff}/reinstatement", staff::reinstate)
        .post(ClinicLead, "/staff/{staff}/password", staff::password)
        .get(Anybody, "/fhir/metadata", fhir::metadata)
        .get(Staff, "/fhir/Patient/{patient}", fhir::patient)
        .get(Practitioner, "/fhir/Procedure/{session}", fhir::procedure)
}

/// Every address and who may call it: for the test that walks them all.
pub fn table(app: &Arc<App>) -> Vec<Rule> {
    routes(app).table
}

/// The whole of Drypoint as one service.
pub fn router(app: Arc<App>) -> Router {
    std::thread::spawn(crate::present::atlas_pages::prepare);
    let nothing = axum::routing::any(health::nothing_here)
        .layer(from_fn_with_state((Arc::clone(&app), Access::Anybody), guard));
    let Routes { router, private, .. } = routes(&app);
    router
        .fallback_service(nothing.with_state(Arc::clone(&app)))
        .layer(CsrfLayer::new())
        // Behind a private link no cookie speaks: another site that does not know the address can do nothing with it, and who knows it may.
        // Its pages send no referrer, and so browsers send no origin along with their forms; and the layer above writes addresses to the log.
        .merge(private)
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            Duration::from_secs(ANSWER_SECONDS_MAX),
        ))
        .layer(CatchPanicLayer::new())
        .layer(from_fn(headers::secure))
        .layer(from_fn(gzip::pages))
        .with_state(app)
}
