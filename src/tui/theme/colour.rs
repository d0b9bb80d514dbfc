//! Colours: the nearest one that a terminal can show, and how well one can be read on another.

use ratatui::style::Color;

use super::Depth;

/// Least contrast of ordinary text (WCAG 2, level AA).
pub const READABLE: f64 = 4.5;

/// Whether black can be read better on it than white.
pub fn is_light(ground: Color) -> bool {
    contrast(Color::Rgb(0, 0, 0), ground) > contrast(Color::Rgb(255, 255, 255), ground)
}

/// The nearest colour that can be shown; none for the terminal's own.
pub(super) fn fit(colour: Color, depth: Depth) -> Option<Color> {
    match (colour, depth) {
        (_, Depth::Mono) => None,
        (Color::Rgb(r, g, b), Depth::Ansi256) => Some(Color::Indexed(cube(r, g, b))),
        (Color::Rgb(r, g, b), Depth::Ansi16) => Some(nearest(r, g, b)),
        (Color::Indexed(index), Depth::Ansi16) if index > 15 => {
            let (r, g, b) = rgb(index);
            Some(nearest(r, g, b))
        }
        (colour, _) => Some(colour),
    }
}

/// The levels of the 6 × 6 × 6 cube.
const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];

fn cube(r: u8, g: u8, b: u8) -> u8 {
    let level = |value: u8| {
        let near = (0_u8..6).min_by_key(|at| LEVELS.get(usize::from(*at)).map(|level| level.abs_diff(value)));
        near.unwrap_or(0)
    };
    16 + 36 * level(r) + 6 * level(g) + level(b)
}

fn rgb(index: u8) -> (u8, u8, u8) {
    if index >= 232 {
        let grey = 8 + 10 * (index - 232);
        return (grey, grey, grey);
    }
    let at = |step: u8| LEVELS.get(usize::from(step % 6)).copied().unwrap_or(0);
    let index = index.saturating_sub(16);
    (at(index / 36), at(index / 6), at(index))
}

/// The colours of a plain terminal, as xterm has them; the terminal's own may differ.
const BASE: [(Color, (u8, u8, u8)); 16] = [
    (Color::Black, (0, 0, 0)),
    (Color::Red, (205, 0, 0)),
    (Color::Green, (0, 205, 0)),
    (Color::Yellow, (205, 205, 0)),
    (Color::Blue, (0, 0, 238)),
    (Color::Magenta, (205, 0, 205)),
    (Color::Cyan, (0, 205, 205)),
    (Color::Gray, (229, 229, 229)),
    (Color::DarkGray, (127, 127, 127)),
    (Color::LightRed, (255, 0, 0)),
    (Color::LightGreen, (0, 255, 0)),
    (Color::LightYellow, (255, 255, 0)),
    (Color::LightBlue, (92, 92, 255)),
    (Color::LightMagenta, (255, 0, 255)),
    (Color::LightCyan, (0, 255, 255)),
    (Color::White, (255, 255, 255)),
];

fn nearest(r: u8, g: u8, b: u8) -> Color {
    let distance = |(x, y, z): (u8, u8, u8)| {
        let square = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
        square(r, x) + square(g, y) + square(b, z)
    };
    BASE.iter().min_by_key(|(_, known)| distance(*known)).map_or(Color::Reset, |(colour, _)| *colour)
}

/// A colour as red, green and blue; none for one that only the terminal knows.
fn rgb_of(colour: Color) -> Option<(u8, u8, u8)> {
    match colour {
        Color::Rgb(r, g, b) => Some((r, g, b)),
        Color::Indexed(index) if index > 15 => Some(rgb(index)),
        Color::Indexed(index) => BASE.get(usize::from(index)).map(|(_, known)| *known),
        colour => BASE.iter().find(|(known, _)| *known == colour).map(|(_, known)| *known),
    }
}

/// The contrast ratio of WCAG 2 of two colours, from 1 to 21; none for a colour that only the terminal knows.
pub(super) fn contrast(one: Color, other: Color) -> Option<f64> {
    let (one, other) = (luminance(rgb_of(one)?), luminance(rgb_of(other)?));
    let (light, dark) = if one > other { (one, other) } else { (other, one) };
    Some((light + 0.05) / (dark + 0.05))
}

/// A part of a colour in sRGB, from 0 to 255, as an amount of light from 0 to 1.
fn linear(part: u8) -> f64 {
    let part = f64::from(part) / 255.0;
    if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
}

/// Relative luminance, from 0 to 1.
fn luminance((r, g, b): (u8, u8, u8)) -> f64 {
    0.2126_f64.mul_add(linear(r), 0.7152_f64.mul_add(linear(g), 0.0722 * linear(b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_standard() {
        let ratio = |one, other| contrast(one, other).map(|ratio| (ratio * 100.0).round() / 100.0);
        let (black, white, grey) = (Color::Rgb(0, 0, 0), Color::Rgb(255, 255, 255), Color::Rgb(0x76, 0x76, 0x76));
        assert_eq!(
            (ratio(black, white), ratio(white, black), ratio(white, white)),
            (Some(21.0), Some(21.0), Some(1.0))
        );
        // The well-known lightest grey that can be read on white.
        assert_eq!(ratio(grey, white), Some(4.54));
        assert_eq!((ratio(Color::White, Color::Indexed(0)), ratio(Color::Reset, white)), (Some(21.0), None));
    }

    #[test]
    fn a_colour_becomes_the_nearest_that_can_be_shown() {
        let red = Color::Rgb(250, 3, 3);
        assert_eq!(fit(red, Depth::True), Some(red));
        assert_eq!(fit(red, Depth::Ansi256), Some(Color::Indexed(196)));
        assert_eq!(fit(red, Depth::Ansi16), Some(Color::LightRed));
        assert_eq!(fit(red, Depth::Mono), None);
    }
}
