//! Icons, all from one sprite (`public/icons.svg`).

use leptos::prelude::*;

use super::part::{IntoPart, Part};

/// Defines [`Icon`] with the ids of the sprite's symbols.
macro_rules! icons {
    ($($name:ident = $id:literal),+ $(,)?) => {
        /// A symbol of the sprite.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Icon {
            $($name),+
        }

        impl Icon {
            /// All of them, in the order of the sprite.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The address of the symbol.
            pub fn address(self) -> &'static str {
                match self {
                    $(Self::$name => concat!("/icons.svg#", $id)),+
                }
            }
        }
    };
}

icons! {
    Map = "map",
    Pin = "pin",
    Directions = "directions",
    Locate = "locate",
    Music = "music",
    Link = "link",
    Chart = "chart",
    Alert = "alert",
    Urgent = "urgent",
    Speaker = "speaker",
    Muted = "muted",
    Book = "book",
    Print = "print",
    Keep = "keep",
    Share = "share",
    Copy = "copy",
    Play = "play",
    Pause = "pause",
    Stop = "stop",
    Next = "next",
    Previous = "previous",
    Repeat = "repeat",
    Queue = "queue",
    Search = "search",
    Close = "close",
    FullScreen = "full-screen",
    Globe = "globe",
    Clock = "clock",
    Phone = "phone",
    Comment = "comment",
    Arrow = "arrow",
    Up = "up",
    Menu = "menu",
}

/// The drawing, as high as the text beside it. It says nothing to those who do not see it: the text
/// does, or the name of the control that it stands in.
pub fn icon(icon: Icon) -> Part {
    view! {
        <svg class="icon" aria-hidden="true" focusable="false">
            <use href=icon.address()></use>
        </svg>
    }
    .part()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_icon_is_in_the_sprite_and_every_symbol_is_named() {
        let sprite = include_str!("../../public/icons.svg");
        for icon in Icon::ALL {
            let id = icon.address().trim_start_matches("/icons.svg#");
            assert!(sprite.contains(&format!("<symbol id=\"{id}\"")), "{id}");
        }
        assert_eq!(sprite.matches("<symbol ").count(), Icon::ALL.len());
    }
}
