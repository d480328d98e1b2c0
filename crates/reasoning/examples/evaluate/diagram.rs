//! The reliability diagram: what was said across, how often it was so upwards.

use crate::sampled::{Bin, Found};
use std::fmt::Write as _;

/// Side of the square, and the room for the words round it.
const SIDE: f64 = 320.0;
const MARGIN: f64 = 56.0;

pub(crate) fn reliability(found: &Found) -> String {
    let size = SIDE + 2.0 * MARGIN;
    let (x, y) = (|p: f64| MARGIN + p * SIDE, |p: f64| MARGIN + (1.0 - p) * SIDE);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" font-family=\"serif\" font-size=\"13\" \
         fill=\"#2b2722\">\n<title>Reliability of the ranking on drawings sampled from the model</title>\n\
         <rect width=\"{size}\" height=\"{size}\" fill=\"#f7f2e7\"/>\n"
    );
    for tenth in 0..=5 {
        let p = f64::from(tenth) / 5.0;
        let (left, right, top, bottom) = (x(0.0), x(1.0), y(1.0), y(0.0));
        let _ = writeln!(
            svg,
            "<path d=\"M{left} {at}H{right}M{across} {top}V{bottom}\" stroke=\"#d9d0bd\"/>",
            at = y(p),
            across = x(p)
        );
        let _ = writeln!(
            svg,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{p:.1}</text>",
            x(0.0) - 8.0,
            y(p) + 4.0
        );
        let _ = writeln!(
            svg,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{p:.1}</text>",
            x(p),
            y(0.0) + 18.0
        );
    }
    let _ = writeln!(
        svg,
        "<path d=\"M{} {}L{} {}\" stroke=\"#8c8371\" stroke-dasharray=\"4 4\"/>",
        x(0.0),
        y(0.0),
        x(1.0),
        y(1.0)
    );
    for (bins, colour, name, row) in [
        (&found.reckoned.bins, "#2b2722", "as reckoned", 0.0),
        (&found.told.bins, "#a3262a", "as told, with the cap", 1.0),
    ] {
        let dots: Vec<&Bin> = bins.iter().filter(|bin| bin.count > 0).collect();
        let at = |bin: &Bin| (x(bin.said / bin.count as f64), y(bin.so / bin.count as f64));
        let line: Vec<String> = dots.iter().map(|bin| format!("{:.1},{:.1}", at(bin).0, at(bin).1)).collect();
        let _ = writeln!(
            svg,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.5\"/>",
            line.join(" ")
        );
        for bin in dots {
            // Area by the number of answers, so that a bar of few is not read as one of many.
            let radius = 1.5 + (bin.count as f64).log10();
            let _ = writeln!(
                svg,
                "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"{radius:.1}\" fill=\"{colour}\"/>",
                at(bin).0,
                at(bin).1
            );
        }
        let line = MARGIN + 14.0 + row * 18.0;
        let _ = writeln!(svg, "<text x=\"{}\" y=\"{line}\" fill=\"{colour}\">{name}</text>", MARGIN + 10.0);
    }
    let _ = writeln!(
        svg,
        "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">chance that was said</text>",
        x(0.5),
        y(0.0) + 40.0
    );
    let _ = writeln!(
        svg,
        "<text x=\"16\" y=\"{0}\" text-anchor=\"middle\" transform=\"rotate(-90 16 {0})\">how often it was so</text>\n</svg>",
        y(0.5)
    );
    svg
}
