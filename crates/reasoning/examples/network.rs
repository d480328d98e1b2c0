//! Prints the model's network as JSON, to be measured and compared with other programs:
//! `{"cells", "priors", "leaks", "links": [[cause, finding, activation], ...]}`. The first `cells` findings are the
//! cells of the map, in their order; the others are motions.

#![allow(clippy::print_stdout, reason = "an example that prints")]

use atlas::Cell;
use reasoning::Model;

fn main() {
    let network = Model::get().network();
    let priors: Vec<f64> = network.causes().filter_map(|cause| network.prior(cause)).collect();
    let leaks: Vec<f64> = network.findings().filter_map(|finding| network.leak(finding)).collect();
    let links: Vec<String> = network
        .findings()
        .flat_map(|finding| network.links_into(finding))
        .map(|link| format!("[{},{},{:?}]", link.cause.index(), link.finding.index(), link.activation))
        .collect();
    println!(
        "{{\"cells\":{},\n\"priors\":{priors:?},\n\"leaks\":{leaks:?},\n\"links\":[{}]}}",
        Cell::count(),
        links.join(",")
    );
}
