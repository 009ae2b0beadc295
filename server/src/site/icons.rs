//! The icons of the installed portal, drawn from the town's one SVG.

use std::{fmt, fs, path::Path, sync::OnceLock, thread};

use resvg::{
    tiny_skia::{Color, IntSize, Pixmap, Transform},
    usvg::{
        self, ImageHrefResolver, Options, Tree,
        roxmltree::{Document, ParsingOptions},
    },
};

use super::check::{Mistake, line_at};

/// A seal of more than this is a picture, and each visitor loads it.
const MOST_BYTES: usize = 512 * 1024;
const NAMESPACE: &str = "http://www.w3.org/2000/svg";
const MOST_NODES: u32 = 50_000;
/// The pixels at each side in which the drawing is measured.
const MEASURED_SIZE: u32 = 128;
/// Phones cut icons to any shape that holds a circle of this share of their width.
const SAFE_RADIUS: f32 = 0.4;
/// Of drawings nested as deeply as usvg takes them.
const STACK_BYTES: usize = 32 * 1024 * 1024;

/// An icon that browsers ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    Small,
    Large,
    /// Filled to the edge, for phones that cut icons to a shape.
    Maskable,
    /// Of which only the alpha counts, for themed home screens and notifications.
    Monochrome,
    /// Opaque, since iOS puts what is transparent on black.
    AppleTouch,
}

impl Icon {
    pub const ALL: [Self; 5] = [
        Self::Small,
        Self::Large,
        Self::Maskable,
        Self::Monochrome,
        Self::AppleTouch,
    ];

    /// Where the server shows it.
    pub fn url(self) -> &'static str {
        match self {
            Self::Small => "/icons/192.png",
            Self::Large => "/icons/512.png",
            Self::Maskable => "/icons/maskable-512.png",
            Self::Monochrome => "/icons/monochrome-512.png",
            // Where iOS looks by itself, too.
            Self::AppleTouch => "/apple-touch-icon.png",
        }
    }

    /// Pixels at each side.
    pub fn size(self) -> u32 {
        match self {
            Self::Small => 192,
            Self::Large | Self::Maskable | Self::Monochrome => 512,
            Self::AppleTouch => 180,
        }
    }
}

/// The seal of a town, and the icons that were asked for so far.
pub struct Icons {
    tree: Tree,
    background: Color,
    /// How large the drawing may be in an icon that is cut: its farthest pixel then touches the safe circle.
    cut_scale: f32,
    drawn: [OnceLock<Vec<u8>>; Icon::ALL.len()],
}

impl fmt::Debug for Icons {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Icons")
            .field("size", &self.tree.size())
            .field("cut_scale", &self.cut_scale)
            .finish_non_exhaustive()
    }
}

impl Icons {
    /// Reads the SVG at `path`; icons without transparent pixels get the colour `background`, `#rrggbb`.
    ///
    /// # Errors
    /// Everything for which it cannot be drawn.
    pub fn load(path: &Path, background: &str) -> Result<Self, Vec<Mistake>> {
        let mistake = |line, reason: &str| vec![Mistake::new(path, line, reason)];
        let bytes = fs::read(path)
            .map_err(|error| mistake(None, &format!("không đọc được tệp: {error}")))?;
        if bytes.len() > MOST_BYTES {
            let most = MOST_BYTES / 1024;
            let reason =
                format!("biểu trưng không được quá {most} KB, vì người xem nào cũng phải tải");
            return Err(mistake(None, &reason));
        }
        if bytes.starts_with(&[0x1f, 0x8b]) {
            return Err(mistake(
                None,
                "SVG nén (SVGZ) không dùng được; hãy lưu thành SVG thường",
            ));
        }
        let text = String::from_utf8(bytes).map_err(|error| {
            let line = line_at(error.as_bytes(), error.utf8_error().valid_up_to());
            mistake(Some(line), "tệp không phải là văn bản UTF-8")
        })?;
        let background = parse_color(background).unwrap_or(Color::BLACK);
        let made = with_stack(|| parse(&text).map(|tree| Self::of(tree, background)));
        match made {
            Ok(Some(icons)) => Ok(icons),
            Ok(None) => Err(mistake(None, "bản vẽ trống: không có gì để làm biểu tượng")),
            Err(found) => Err(found
                .into_iter()
                .map(|(line, reason)| Mistake::new(path, line, reason))
                .collect()),
        }
    }

    /// The icon as a PNG, which is drawn when it is first asked for.
    pub fn png(&self, icon: Icon) -> &[u8] {
        let [small, large, maskable, monochrome, apple] = &self.drawn;
        let place = match icon {
            Icon::Small => small,
            Icon::Large => large,
            Icon::Maskable => maskable,
            Icon::Monochrome => monochrome,
            Icon::AppleTouch => apple,
        };
        place.get_or_init(|| {
            let pixmap = with_stack(|| self.draw(icon));
            pixmap.encode_png().unwrap_or_default()
        })
    }

    /// Draws the seal into a square of a picture, as large as fits.
    pub fn draw_onto(&self, pixmap: &mut Pixmap, left: f32, top: f32, side: f32) {
        let (width, height) = (self.tree.size().width(), self.tree.size().height());
        let factor = side / width.max(height);
        let transform = Transform::from_translate(-width / 2.0, -height / 2.0)
            .post_scale(factor, factor)
            .post_translate(left + side / 2.0, top + side / 2.0);
        with_stack(|| resvg::render(&self.tree, transform, &mut pixmap.as_mut()));
    }

    /// Nothing when the drawing is empty.
    fn of(tree: Tree, background: Color) -> Option<Self> {
        let icons = Self {
            tree,
            background,
            cut_scale: 1.0,
            drawn: Default::default(),
        };
        let reach = reach(&icons.draw_at(MEASURED_SIZE, 1.0, Color::TRANSPARENT))?;
        Some(Self {
            cut_scale: (SAFE_RADIUS / reach).min(1.0),
            ..icons
        })
    }

    fn draw(&self, icon: Icon) -> Pixmap {
        let (scale, background) = match icon {
            Icon::Small | Icon::Large => (1.0, Color::TRANSPARENT),
            Icon::Maskable => (self.cut_scale, self.background),
            Icon::Monochrome => (self.cut_scale, Color::TRANSPARENT),
            // iOS rounds the corners only.
            Icon::AppleTouch => ((self.cut_scale * 1.1).min(1.0), self.background),
        };
        let mut pixmap = self.draw_at(icon.size(), scale, background);
        if icon == Icon::Monochrome {
            to_silhouette(&mut pixmap);
        }
        pixmap
    }

    /// The drawing in the middle of a square of `size` pixels, as large as fits, times `scale`.
    fn draw_at(&self, size: u32, scale: f32, background: Color) -> Pixmap {
        let pixels = IntSize::from_wh(size, size).expect("no icon is empty");
        let mut pixmap = Pixmap::new(pixels.width(), pixels.height()).expect("icons are small");
        pixmap.fill(background);
        let (width, height) = (self.tree.size().width(), self.tree.size().height());
        let side = size as f32;
        let factor = scale * side / width.max(height);
        let transform = Transform::from_translate(-width / 2.0, -height / 2.0)
            .post_scale(factor, factor)
            .post_translate(side / 2.0, side / 2.0);
        resvg::render(&self.tree, transform, &mut pixmap.as_mut());
        pixmap
    }
}

/// How far from the middle the farthest painted pixel is, as a share of the width; nothing when none is.
fn reach(pixmap: &Pixmap) -> Option<f32> {
    const PAINTED: u8 = 16;
    let width = pixmap.width();
    let middle = width as f32 / 2.0;
    let squares = (0..width).zip(pixmap.pixels().chunks(width as usize));
    let farthest = squares
        .flat_map(|(y, row)| (0..width).zip(row).map(move |(x, pixel)| (x, y, pixel)))
        .filter(|(_, _, pixel)| pixel.alpha() >= PAINTED)
        .map(|(x, y, _)| (x as f32 + 0.5 - middle).hypot(y as f32 + 0.5 - middle))
        .reduce(f32::max)?;
    Some(farthest / width as f32)
}

/// Lets only the dark of a drawing stand, or all of it when it has one shade.
fn to_silhouette(pixmap: &mut Pixmap) {
    const ONE_SHADE: f32 = 0.1;
    /// Of half transparent edges the colour tells nothing.
    const OPAQUE: u8 = 250;
    let shades = pixmap
        .pixels()
        .iter()
        .filter(|pixel| pixel.alpha() >= OPAQUE);
    let (lightest, darkest) = shades
        .map(|pixel| luminance(*pixel))
        .fold((0.0_f32, 1.0_f32), |(lightest, darkest), shade| {
            (lightest.max(shade), darkest.min(shade))
        });
    let range = lightest - darkest;
    for pixel in pixmap.pixels_mut() {
        let dark = if range < ONE_SHADE {
            1.0
        } else {
            ((lightest - luminance(*pixel)) / range).clamp(0.0, 1.0)
        };
        let alpha = (f32::from(pixel.alpha()) * dark).round() as u8;
        // Black, whose premultiplied parts are 0 at any alpha.
        *pixel = Color::from_rgba8(0, 0, 0, alpha)
            .premultiply()
            .to_color_u8();
    }
}

/// As the eye weighs colours (Rec. 709), from 0 to 1.
fn luminance(pixel: resvg::tiny_skia::PremultipliedColorU8) -> f32 {
    let color = pixel.demultiply();
    let [red, green, blue] = [color.red(), color.green(), color.blue()].map(f32::from);
    (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255.0
}

/// A colour written `#rrggbb`.
pub fn parse_color(color: &str) -> Option<Color> {
    let bytes: [u8; 3] = hex::decode(color.strip_prefix('#')?)
        .ok()?
        .try_into()
        .ok()?;
    let [red, green, blue] = bytes;
    Some(Color::from_rgba8(red, green, blue, u8::MAX))
}

/// Runs `work` on a thread whose stack deep drawings do not overflow.
fn with_stack<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    thread::scope(|scope| {
        let thread = thread::Builder::new()
            .stack_size(STACK_BYTES)
            .spawn_scoped(scope, work)
            .expect("a thread can be started");
        match thread.join() {
            Ok(result) => result,
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// The drawing, or why there is none: lines and Vietnamese reasons.
fn parse(text: &str) -> Result<Tree, Vec<(Option<usize>, String)>> {
    let options = ParsingOptions {
        allow_dtd: true,
        nodes_limit: MOST_NODES,
        ..ParsingOptions::default()
    };
    let document =
        Document::parse_with_options(text, options).map_err(|error| vec![explain(&error)])?;
    let line = |node: usvg::roxmltree::Node<'_, '_>| {
        Some(document.text_pos_at(node.range().start).row as usize)
    };
    let root = document.root_element();
    if root.tag_name().name() != "svg" {
        let name = root.tag_name().name();
        return Err(vec![(
            line(root),
            format!("thẻ gốc phải là <svg>, không phải <{name}>"),
        )]);
    }
    if root.tag_name().namespace() != Some(NAMESPACE) {
        let reason = format!("thẻ <svg> thiếu xmlns=\"{NAMESPACE}\", nên trình duyệt không hiện");
        return Err(vec![(line(root), reason)]);
    }
    let lacking: Vec<_> = root
        .descendants()
        .filter_map(|node| {
            let reason = match node.tag_name().name() {
                "text" => "chữ <text> không vẽ được thành biểu tượng; hãy đổi chữ thành nét vẽ",
                "image" => "ảnh <image> không vẽ được thành biểu tượng; hãy dùng nét vẽ",
                _ => return None,
            };
            Some((line(node), reason.to_owned()))
        })
        .collect();
    if !lacking.is_empty() {
        return Err(lacking);
    }
    // Nothing outside of the file is read for it.
    let options = Options {
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    Tree::from_xmltree(&document, &options).map_err(|error| {
        let reason = match error {
            usvg::Error::InvalidSize => {
                "thiếu kích thước: cần viewBox, hoặc width và height lớn hơn 0".to_owned()
            }
            usvg::Error::ElementsLimitReached => {
                "bản vẽ có quá nhiều nét, hoặc lồng quá sâu".to_owned()
            }
            other => format!("không vẽ được: {other}"),
        };
        vec![(line(root), reason)]
    })
}

fn explain(error: &usvg::roxmltree::Error) -> (Option<usize>, String) {
    use usvg::roxmltree::Error;
    let position = error.pos();
    let reason = match error {
        Error::NoRootNode => "tệp không có thẻ <svg> nào".to_owned(),
        Error::UnclosedRootNode | Error::UnexpectedEndOfStream => {
            "tệp bị cắt ngang: có thẻ chưa đóng".to_owned()
        }
        Error::UnexpectedCloseTag(expected, actual, _) => {
            format!("thẻ đóng </{actual}> không khớp với <{expected}>")
        }
        Error::UnknownNamespace(prefix, _) => {
            format!("tiền tố “{prefix}” chưa được khai báo (xmlns:{prefix})")
        }
        Error::NodesLimitReached | Error::AttributesLimitReached => {
            format!("bản vẽ có quá nhiều nét, chỉ được {MOST_NODES}")
        }
        _ => format!("cột {}: không đúng cú pháp XML ({error})", position.col),
    };
    let is_placed = !matches!(
        error,
        Error::NoRootNode
            | Error::UnclosedRootNode
            | Error::UnexpectedEndOfStream
            | Error::NodesLimitReached
            | Error::AttributesLimitReached
    );
    (is_placed.then_some(position.row as usize), reason)
}

#[cfg(test)]
mod tests;
