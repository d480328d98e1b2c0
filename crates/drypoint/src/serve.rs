//! `drypoint serve`.

use crate::DataFolder;
use crate::mail::Letters;
use anyhow::{Context, Result};
use clinic::Clinic;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::process::ExitCode;
use std::sync::Arc;
use tokio::net::TcpListener;
use web::{App, PublicUrl, Settings};

/// Port where nothing else is asked for.
pub(crate) const PORT: u16 = 7373;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    folder: DataFolder,
    #[command(flatten)]
    pub(crate) door: Door,
    #[command(flatten)]
    mail: Letters,
}

/// Where the server listens.
#[derive(clap::Args)]
pub(crate) struct Door {
    /// Address to listen on; the default is this machine only
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
    /// Port to listen on; 0 takes a free one
    #[arg(long, default_value_t = PORT)]
    port: u16,
    /// Browsers reach this server over https, through a proxy in front of it: cookies are marked secure
    #[arg(long)]
    https: bool,
    /// Address under which patients reach this server (with its scheme), for links and codes; without it, links carry
    /// the address in the browser of whoever makes them
    #[arg(long, env = "DRYPOINT_PUBLIC_URL", value_name = "URL")]
    public_url: Option<PublicUrl>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let clinic = Clinic::open_with(&arguments.folder.data, arguments.mail.settings()?)?;
    let first_start = clinic.practice()?.is_none();
    serve(clinic, &arguments.door, |address| {
        println!("Drypoint is at {address}");
        if first_start {
            println!("This data folder is empty: open the address to set up the clinic.");
        }
        println!("Stop it with Ctrl-C.");
    })
}

/// Serves until Ctrl-C or SIGTERM; `ready` is told the address once it listens.
pub(crate) fn serve(clinic: Arc<Clinic>, door: &Door, ready: impl FnOnce(&str)) -> Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().context("no runtime")?;
    runtime.block_on(async {
        let wanted = SocketAddr::new(door.host, door.port);
        let listener = TcpListener::bind(wanted).await.with_context(|| {
            format!("cannot listen on {wanted}; is another Drypoint running? Try --port 0")
        })?;
        let scheme = if door.https { "https" } else { "http" };
        let app = App::new(clinic, Settings { https: door.https, public_url: door.public_url.clone() });
        let service = web::router(app).into_make_service_with_connect_info::<SocketAddr>();
        ready(&format!("{scheme}://{}", listener.local_addr()?));
        axum::serve(listener, service).with_graceful_shutdown(stop()).await.context("the server failed")
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Until somebody stops it: what was taken is answered, then the journal is closed.
async fn stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
            return;
        }
    }
    let _ = interrupt.await;
}
