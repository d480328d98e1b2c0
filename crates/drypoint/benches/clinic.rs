//! `cargo xtask bench`: durable commands over HTTP beside the disk's own fdatasync, chart and search at a small and a large
//! clinic, memory, time to the first chart, size of the binary. Everything in one run, because machines differ and are shared.

#![allow(missing_docs, reason = "a bench")]

mod load;

use load::{Client, Filled, Server, fill, name};
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use uuid::Uuid;

const BINARY: &str = env!("CARGO_BIN_EXE_drypoint");
/// Seconds that each number of clients writes.
const WRITE_SECONDS: u64 = 4;
const SMALL: usize = 1_000;
const LARGE: usize = 100_000;
const READS: usize = 2_000;

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    println!("binary       {:.1} MB", std::fs::metadata(BINARY).map_or(0.0, |m| m.len() as f64 / 1e6));
    let floor = fdatasync(folder.path());
    println!(
        "fdatasync    {}   {:.0}/s   (600 bytes appended, one at a time)",
        show(&floor),
        1.0 / mean(&floor)
    );

    let small = filled(&folder.path().join("small"), SMALL);
    let (chart_small, search_small) = reads(&small);
    writes(&small, &floor);
    let large = filled(&folder.path().join("large"), LARGE);
    let (chart_large, search_large) = reads(&large);

    println!("chart page   {SMALL:>7} patients  {}", show(&chart_small));
    println!(
        "             {LARGE:>7} patients  {}   p99 ratio {:.2}",
        show(&chart_large),
        p(&chart_large, 0.99) / p(&chart_small, 0.99)
    );
    println!("search       {SMALL:>7} patients  {}   per key stroke", show(&search_small));
    println!("             {LARGE:>7} patients  {}", show(&search_large));
}

fn filled(folder: &Path, patients: usize) -> Filled {
    let start = Instant::now();
    let filled = fill(folder, patients, 20, 64);
    let bytes: u64 = std::fs::read_dir(folder)
        .map_or(0, |files| files.flatten().filter_map(|f| f.metadata().ok()).map(|m| m.len()).sum());
    println!(
        "filled       {patients} patients in {:.1} s, {:.1} MB on disk",
        start.elapsed().as_secs_f64(),
        bytes as f64 / 1e6
    );
    filled
}

/// What the disk can do: append and wait until it is there.
fn fdatasync(folder: &Path) -> Vec<f64> {
    let mut file = File::create(folder.join("floor")).expect("a file");
    let until = Instant::now() + Duration::from_secs(2);
    let mut seconds = Vec::new();
    while Instant::now() < until {
        let start = Instant::now();
        file.write_all(&[7; 600]).and_then(|()| file.sync_data()).expect("is written");
        seconds.push(start.elapsed().as_secs_f64());
    }
    seconds
}

fn reads(filled: &Filled) -> (Vec<f64>, Vec<f64>) {
    let start = Instant::now();
    let server = Server::start(BINARY, &filled.folder);
    let mut client = Client::new(&server.address, &filled.cookie).expect("connects");
    let chart = format!("/patients/{}", filled.charts[0]);
    assert_eq!(client.get(&chart).expect("answers"), 200);
    let (_, family) = name(0);
    assert!(String::from_utf8_lossy(client.body()).contains(&family), "the first chart is correct");
    println!(
        "first chart  {:.0} ms after the start, {:.1} kB; {:.1} MB resident",
        start.elapsed().as_secs_f64() * 1e3,
        client.body().len() as f64 / 1e3,
        server.resident_mb()
    );

    let charts = timed(READS, |n| {
        let path = format!("/patients/{}", filled.charts[n % filled.charts.len()]);
        assert_eq!(client.get(&path).expect("answers"), 200);
    });
    // As typed: a name letter by letter, with a slip in every third, then a birth date and a number.
    let mut typed: Vec<String> = Vec::new();
    for n in 0..READS / 8 {
        let (given, family) = name(n * 37);
        let word: Vec<char> = if n % 3 == 0 {
            family.chars().rev().skip(1).collect::<Vec<_>>().into_iter().rev().chain(['x']).collect()
        } else {
            family.chars().collect()
        };
        for end in 2..=word.len().min(7) {
            typed.push(word[..end].iter().collect());
        }
        typed.push(format!(
            "{family} {}",
            &given[..given.char_indices().nth(2).map_or(given.len(), |(at, _)| at)]
        ));
        typed.push(format!("{}", 1940 + n % 60));
    }
    let searches = timed(typed.len(), |n| {
        let body: String = typed[n].bytes().map(|b| format!("%{b:02X}")).collect();
        assert_eq!(client.post_form("/patients/suggestions", &format!("q={body}")).expect("answers"), 200);
    });
    println!(
        "resident     {:.1} MB after {} charts and {} searches",
        server.resident_mb(),
        READS,
        typed.len()
    );
    (charts, searches)
}

/// Many clients, each waiting for its answer before it sends the next; the answer comes after the durable commit.
fn writes(filled: &Filled, floor: &[f64]) {
    let server = Server::start(BINARY, &filled.folder);
    for clients in [1, 16, 32, 64] {
        let stop = AtomicBool::new(false);
        let start = Instant::now();
        let mut seconds: Vec<f64> = std::thread::scope(|scope| {
            let working: Vec<_> = (0..clients)
                .map(|n| {
                    let (server, stop) = (&server, &stop);
                    scope.spawn(move || write(server, filled, n, stop))
                })
                .collect();
            std::thread::sleep(Duration::from_secs(WRITE_SECONDS));
            stop.store(true, Ordering::Relaxed);
            working.into_iter().flat_map(|w| w.join().expect("a client works")).collect()
        });
        let elapsed = start.elapsed().as_secs_f64();
        seconds.sort_unstable_by(f64::total_cmp);
        let rate = seconds.len() as f64 / elapsed;
        println!(
            "{clients:>2} clients   {rate:>6.0} commands/s   {}   {:.1} x fdatasync rate, p50 - fdatasync {:.2} ms",
            show(&seconds),
            rate * mean(floor),
            (p(&seconds, 0.5) - p(floor, 0.5)) * 1e3
        );
    }
    println!("resident     {:.1} MB after the load", server.resident_mb());
}

fn write(server: &Server, filled: &Filled, n: usize, stop: &AtomicBool) -> Vec<f64> {
    let mut client = Client::new(&server.address, &filled.cookie).expect("connects");
    let (session, needle) = filled.needles[n % filled.needles.len()];
    let path = format!("/sessions/{session}/needles/{needle}/responses");
    let mut seconds = Vec::new();
    while !stop.load(Ordering::Relaxed) {
        let body = format!(r#"{{"command_id":"{}","referred_pain":"present"}}"#, Uuid::now_v7());
        let start = Instant::now();
        let status = client.post_json(&path, &body).expect("answers");
        assert_eq!(status, 200, "{}", String::from_utf8_lossy(client.body()));
        seconds.push(start.elapsed().as_secs_f64());
    }
    seconds
}

fn timed(times: usize, mut work: impl FnMut(usize)) -> Vec<f64> {
    (0..times)
        .map(|n| {
            let start = Instant::now();
            work(n);
            start.elapsed().as_secs_f64()
        })
        .collect()
}

fn mean(seconds: &[f64]) -> f64 {
    seconds.iter().sum::<f64>() / seconds.len() as f64
}

fn p(seconds: &[f64], quantile: f64) -> f64 {
    let mut sorted = seconds.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted.get(((sorted.len() - 1) as f64 * quantile).round() as usize).copied().unwrap_or(0.0)
}

fn show(seconds: &[f64]) -> String {
    format!(
        "p50 {:.2}  p99 {:.2}  max {:.1} ms",
        p(seconds, 0.5) * 1e3,
        p(seconds, 0.99) * 1e3,
        p(seconds, 1.0) * 1e3
    )
}
