//! Draws what was counted, and says how straight the lines are: `plot TABLE FOLDER`.
//!
//! In: the table. Out: a picture for each workload, with a panel for each read size; on standard output a row for each line,
//! with what a byte costs and by how much the count is off the straight line at most.

use std::error::Error;
use std::fs;
use std::path::Path;

use cost::{Content, Point, READS, Workload};
use plotters::prelude::*;

/// Of a panel.
const SIZE: (u32, u32) = (480, 320);

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [table, folder] = &arguments[..] else {
        return Err("plot TABLE FOLDER".into());
    };
    let table = fs::read_to_string(table)?;
    let points = table
        .lines()
        .skip(1)
        .map(str::parse)
        .collect::<Result<Vec<Point>, _>>()?;
    println!(
        "| workload | content | bytes a read | instructions a byte | at no bytes | off the line at most |"
    );
    println!("|---|---|---:|---:|---:|---:|");
    for workload in Workload::ALL {
        draw(
            *workload,
            &points,
            &Path::new(folder).join(format!("{workload}.svg")),
        )?;
        for content in workload.contents() {
            for read in READS {
                say(*workload, *content, read, &points);
            }
        }
    }
    Ok(())
}

/// One line: size and instructions.
fn line(workload: Workload, content: Content, read: usize, points: &[Point]) -> Vec<(f64, f64)> {
    let of_line = points.iter().filter(|point| {
        point.workload == workload && point.content == content && point.read == read
    });
    of_line
        .map(|point| (point.size as f64, point.instructions as f64))
        .collect()
}

/// The straight line with the least squares: what a byte costs, and what no bytes do.
fn straight(line: &[(f64, f64)]) -> (f64, f64) {
    let count = line.len() as f64;
    let (x, y) = line.iter().fold((0.0, 0.0), |(x, y), point| {
        (x + point.0 / count, y + point.1 / count)
    });
    let (above, below) = line.iter().fold((0.0, 0.0), |(above, below), point| {
        (
            above + (point.0 - x) * (point.1 - y),
            below + (point.0 - x).powi(2),
        )
    });
    let slope = above / below;
    (slope, y - slope * x)
}

fn say(workload: Workload, content: Content, read: usize, points: &[Point]) {
    let line = line(workload, content, read, points);
    let (slope, base) = straight(&line);
    let off = line
        .iter()
        .map(|(x, y)| (y - base - slope * x).abs())
        .fold(0.0, f64::max);
    println!(
        "| {workload} | {content} | {} | {slope:.2} | {base:.0} | {off:.0} |",
        named(read)
    );
}

fn named(read: usize) -> String {
    if read == 0 {
        "all".to_owned()
    } else {
        read.to_string()
    }
}

fn draw(workload: Workload, points: &[Point], path: &Path) -> Result<(), Box<dyn Error>> {
    let picture = SVGBackend::new(path, (2 * SIZE.0, 2 * SIZE.1)).into_drawing_area();
    picture.fill(&WHITE)?;
    for (panel, read) in picture.split_evenly((2, 2)).iter().zip(READS) {
        let lines: Vec<_> = workload
            .contents()
            .iter()
            .map(|content| (content, line(workload, *content, read, points)))
            .collect();
        let ends = lines.iter().flat_map(|(_, line)| line);
        let (right, top) = ends.fold((0.0, 0.0), |(x, y): (f64, f64), point| {
            (x.max(point.0), y.max(point.1))
        });
        let title = format!("{workload}, bytes a read: {}", named(read));
        let mut chart = ChartBuilder::on(panel)
            .caption(title, ("sans-serif", 18))
            .margin(10)
            .x_label_area_size(35)
            .y_label_area_size(75)
            .build_cartesian_2d(0.0..right * 1.05, 0.0..top * 1.1)?;
        chart
            .configure_mesh()
            .light_line_style(TRANSPARENT)
            .x_desc("bytes")
            .y_desc("instructions")
            .x_label_formatter(&|value| format!("{value:.0}"))
            .y_label_formatter(&|value| format!("{value:.0}"))
            .draw()?;
        for (place, (content, line)) in lines.into_iter().enumerate() {
            let colour = Palette99::pick(place).to_rgba();
            let (slope, base) = straight(&line);
            let fitted = [0.0, right].map(|x| (x, base + slope * x));
            chart
                .draw_series(LineSeries::new(fitted, colour))?
                .label(content.to_string())
                .legend(move |(x, y)| PathElement::new([(x, y), (x + 15, y)], colour));
            // Lines that lie on one another are told apart by the size of their points.
            let size = 6 - 2 * place as i32;
            chart.draw_series(line.iter().map(|point| Circle::new(*point, size, colour)))?;
        }
        chart
            .configure_series_labels()
            .position(SeriesLabelPosition::LowerRight)
            .background_style(WHITE)
            .border_style(BLACK)
            .draw()?;
    }
    picture.present()?;
    Ok(())
}
