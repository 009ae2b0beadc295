//! The pieces, written down in degrees of a scale of five tones: 0 is its first tone, 5 the octave.

use super::{
    Mix,
    instruments::{anvil, clapper, drum, flute, monochord, zither},
};

/// A degree, or a rest, and beats.
type Note = (Option<i8>, f32);

pub struct Piece {
    /// The folder below `demo/songs`.
    pub slug: &'static str,
    pub file_name: &'static str,
    pub seconds: f32,
    pub play: fn(&mut Mix),
}

pub fn all() -> [Piece; 4] {
    [
        Piece {
            slug: "sao-chieu-ben-song",
            file_name: "sao-chieu-ben-song.mp3",
            seconds: 34.0,
            play: flute_by_the_river,
        },
        Piece {
            slug: "lo-ren-sang-som",
            file_name: "lo-ren-sang-som.mp3",
            seconds: 27.0,
            play: forge_at_dawn,
        },
        Piece {
            slug: "ru-nuoc-len-dong",
            file_name: "ru-nuoc-len-dong.mp3",
            seconds: 39.0,
            play: lullaby_for_the_water,
        },
        Piece {
            slug: "duong-ve-duoi-nui",
            file_name: "duong-ve-duoi-nui.m4a",
            seconds: 33.0,
            play: the_way_home,
        },
    ]
}

/// Semitones of its five tones above the first: do re fa sol la.
const BRIGHT: [f32; 5] = [0.0, 2.0, 5.0, 7.0, 9.0];
/// Do mi♭ fa sol si♭, in which lullabies are.
const PENSIVE: [f32; 5] = [0.0, 3.0, 5.0, 7.0, 10.0];

struct Scale {
    /// Of degree 0, in hertz.
    tonic: f32,
    tones: [f32; 5],
}

impl Scale {
    fn frequency(&self, degree: i8) -> f32 {
        let octave = f32::from(degree.div_euclid(5));
        let tone = self.tones[usize::from(degree.rem_euclid(5).unsigned_abs())];
        self.tonic * 2.0_f32.powf(octave + tone / 12.0)
    }
}

fn tone(degree: i8, beats: f32) -> Note {
    (Some(degree), beats)
}

fn rest(beats: f32) -> Note {
    (None, beats)
}

/// Calls `note` with the start and length in seconds of each tone of `melody`, and the tone before it.
fn sing(melody: &[Note], start: f32, beat_s: f32, mut note: impl FnMut(f32, f32, i8, i8)) {
    let mut now = start;
    let mut before = None;
    for &(degree, beats) in melody {
        if let Some(degree) = degree {
            note(now, beats * beat_s, degree, before.unwrap_or(degree - 1));
            before = Some(degree);
        }
        now += beats * beat_s;
    }
}

/// Plucks `degrees` one after the other, round and round, from `from` to `until`.
fn ripple(
    mix: &mut Mix,
    scale: &Scale,
    degrees: &[i8],
    from: f32,
    until: f32,
    step_s: f32,
    gain: f32,
) {
    let count = ((until - from) / step_s) as usize;
    for index in 0..count {
        let degree = degrees[index % degrees.len()];
        let accent = if index % degrees.len() == 0 {
            1.0
        } else {
            0.72
        };
        let side = 0.35 * if index % 2 == 0 { -1.0 } else { 1.0 };
        let string = zither(scale.frequency(degree), 2.2);
        mix.add(from + index as f32 * step_s, side, gain * accent, &string);
    }
}

fn flute_by_the_river(mix: &mut Mix) {
    let high = Scale {
        tonic: 587.33,
        tones: BRIGHT,
    };
    let low = Scale {
        tonic: 146.83,
        tones: BRIGHT,
    };
    let beat = 0.8;
    for (bar, degrees) in [
        [0, 5, 8, 7],
        [3, 5, 8, 6],
        [1, 5, 7, 6],
        [0, 3, 5, 8],
        [2, 5, 7, 9],
        [3, 6, 8, 7],
        [1, 4, 6, 8],
        [0, 5, 7, 5],
        [0, 3, 5, 10],
    ]
    .iter()
    .enumerate()
    {
        let from = 0.3 + bar as f32 * 4.0 * beat;
        ripple(
            mix,
            &low,
            degrees,
            from,
            from + 4.0 * beat - 0.01,
            beat / 2.0,
            0.42,
        );
    }
    let melody = [
        tone(3, 1.5),
        tone(4, 0.5),
        tone(5, 2.0),
        tone(4, 0.5),
        tone(3, 0.5),
        tone(1, 1.0),
        tone(3, 2.0),
        tone(1, 0.75),
        tone(0, 0.25),
        tone(1, 1.0),
        tone(3, 1.0),
        tone(4, 1.0),
        tone(3, 3.0),
        rest(1.0),
        tone(5, 1.5),
        tone(6, 0.5),
        tone(8, 1.0),
        tone(6, 1.0),
        tone(5, 0.5),
        tone(6, 0.5),
        tone(5, 0.5),
        tone(4, 0.5),
        tone(3, 2.0),
        tone(1, 1.0),
        tone(3, 0.5),
        tone(1, 0.5),
        tone(0, 2.0),
        tone(-2, 0.5),
        tone(0, 0.5),
        tone(1, 0.5),
        tone(3, 0.5),
        tone(0, 4.0),
    ];
    sing(
        &melody,
        0.3 + 4.0 * beat,
        beat,
        |start, length, degree, _| {
            mix.add(start, 0.15, 0.5, &flute(high.frequency(degree), length));
        },
    );
}

fn forge_at_dawn(mix: &mut Mix) {
    let scale = Scale {
        tonic: 220.0,
        tones: BRIGHT,
    };
    let bass = Scale {
        tonic: 110.0,
        tones: BRIGHT,
    };
    let beat = 0.5;
    let bars = 12;
    for bar in 0..bars {
        let from = 0.2 + bar as f32 * 4.0 * beat;
        mix.add(from, 0.0, 0.9, &drum(82.0, 1.0));
        mix.add(from + 2.5 * beat, 0.0, 0.6, &drum(98.0, 0.8));
        // The master strikes first and lightly, the helper after him and hard.
        for (at, strength) in [(1.0, 0.35), (1.5, 0.9), (3.0, 0.35), (3.5, 0.9)] {
            if bar > 0 {
                let side = if strength > 0.5 { 0.5 } else { 0.2 };
                mix.add(from + at * beat, side, 0.32, &anvil(strength));
            }
        }
        for at in [0.0, 2.0] {
            mix.add(from + at * beat, -0.5, 0.25, &clapper());
        }
        let root = [0, 0, 3, 3, 1, 1, 3, 0, 0, 2, 3, 0][bar];
        for (at, degree) in [
            (0.0, root),
            (1.5, root + 3),
            (2.0, root + 5),
            (3.0, root + 3),
        ] {
            mix.add(
                from + at * beat,
                -0.2,
                0.55,
                &zither(bass.frequency(degree), 1.6),
            );
        }
    }
    let phrase = [
        tone(5, 0.5),
        tone(5, 0.5),
        tone(8, 1.0),
        tone(7, 0.5),
        tone(6, 0.5),
        tone(5, 1.0),
        tone(3, 0.5),
        tone(5, 0.5),
        tone(6, 1.0),
        tone(5, 0.5),
        tone(3, 0.5),
        tone(1, 1.0),
    ];
    let answer = [
        tone(8, 0.5),
        tone(8, 0.5),
        tone(10, 1.0),
        tone(9, 0.5),
        tone(8, 0.5),
        tone(7, 1.0),
        tone(6, 0.5),
        tone(5, 0.5),
        tone(6, 0.5),
        tone(3, 0.5),
        tone(5, 2.0),
    ];
    for (bar, melody) in [
        (2, &phrase[..]),
        (4, &answer),
        (6, &phrase),
        (8, &phrase),
        (10, &answer),
    ] {
        sing(
            melody,
            0.2 + bar as f32 * 4.0 * beat,
            beat,
            |start, length, degree, _| {
                let ring = length + 1.0;
                mix.add(start, 0.1, 0.75, &zither(scale.frequency(degree), ring));
                // Each tone is struck again, softly, as the wrist springs back.
                mix.add(
                    start + beat / 4.0,
                    0.1,
                    0.22,
                    &zither(scale.frequency(degree), ring),
                );
            },
        );
    }
}

/// Its lyrics are timed: a line every four seconds from the third on.
fn lullaby_for_the_water(mix: &mut Mix) {
    let scale = Scale {
        tonic: 329.63,
        tones: PENSIVE,
    };
    let low = Scale {
        tonic: 164.81,
        tones: PENSIVE,
    };
    let lines: [&[Note]; 8] = [
        &[
            tone(2, 0.5),
            tone(3, 0.5),
            tone(3, 0.5),
            tone(0, 0.5),
            tone(2, 0.5),
            tone(1, 1.5),
        ],
        &[
            tone(2, 0.5),
            tone(2, 0.5),
            tone(3, 0.5),
            tone(1, 0.5),
            tone(2, 0.5),
            tone(0, 0.5),
            tone(2, 0.5),
            tone(3, 0.5),
        ],
        &[
            tone(4, 0.5),
            tone(3, 0.5),
            tone(2, 0.5),
            tone(1, 0.5),
            tone(3, 0.5),
            tone(3, 1.5),
        ],
        &[
            tone(3, 0.5),
            tone(2, 0.5),
            tone(2, 0.5),
            tone(3, 0.5),
            tone(1, 0.5),
            tone(2, 0.5),
            tone(0, 0.5),
            tone(0, 0.5),
        ],
        &[
            tone(5, 0.5),
            tone(4, 0.5),
            tone(5, 0.5),
            tone(6, 0.5),
            tone(4, 0.5),
            tone(3, 1.5),
        ],
        &[
            tone(4, 0.5),
            tone(4, 0.5),
            tone(3, 0.5),
            tone(5, 0.5),
            tone(3, 0.5),
            tone(4, 0.5),
            tone(2, 0.5),
            tone(1, 0.5),
        ],
        &[
            tone(3, 0.75),
            tone(4, 0.75),
            tone(5, 0.5),
            tone(4, 0.5),
            tone(3, 0.5),
            tone(2, 1.0),
        ],
        &[
            tone(3, 0.5),
            tone(2, 0.5),
            tone(1, 0.5),
            tone(2, 0.25),
            tone(1, 0.25),
            tone(0, 2.0),
        ],
    ];
    ripple(mix, &low, &[0, 3, 5, 7], 0.2, 3.0, 0.7, 0.4);
    for (number, melody) in lines.iter().enumerate() {
        let from = 3.0 + 4.0 * number as f32;
        let chord: &[i8] = [&[0, 3, 5, 3], &[2, 5, 7, 5], &[3, 5, 8, 6], &[0, 3, 5, 6]][number % 4];
        ripple(mix, &low, chord, from, from + 4.0, 0.5, 0.3);
        sing(melody, from, 1.0, |start, length, degree, before| {
            let sound = monochord(scale.frequency(before), scale.frequency(degree), length);
            mix.add(start, 0.0, 0.55, &sound);
        });
    }
    ripple(mix, &low, &[0, 3, 5, 8, 10], 35.0, 37.5, 0.45, 0.35);
}

fn the_way_home(mix: &mut Mix) {
    let scale = Scale {
        tonic: 392.0,
        tones: BRIGHT,
    };
    let low = Scale {
        tonic: 196.0,
        tones: BRIGHT,
    };
    let beat = 0.5;
    let line = [
        tone(5, 0.5),
        tone(6, 0.5),
        tone(8, 1.0),
        tone(6, 0.5),
        tone(5, 0.5),
        tone(3, 1.0),
        tone(4, 1.0),
        tone(3, 0.5),
        tone(1, 0.5),
        tone(3, 2.0),
    ];
    let turn = [
        tone(3, 0.5),
        tone(4, 0.5),
        tone(5, 1.0),
        tone(4, 0.5),
        tone(3, 0.5),
        tone(1, 1.0),
        tone(0, 0.5),
        tone(1, 0.5),
        tone(3, 0.5),
        tone(1, 0.5),
        tone(0, 2.0),
    ];
    for (number, melody) in [&line[..], &turn, &line, &turn].iter().enumerate() {
        let from = 2.2 + number as f32 * 8.0 * beat;
        sing(melody, from, beat, |start, length, degree, _| {
            let string = zither(scale.frequency(degree), length + 1.4);
            mix.add(start, -0.25, 0.7, &string);
        });
        // The second time round the flute answers.
        if number >= 2 {
            sing(melody, from, beat, |start, length, degree, _| {
                mix.add(start, 0.3, 0.24, &flute(scale.frequency(degree), length));
            });
        }
    }
    let ending = [
        tone(5, 1.0),
        tone(8, 1.0),
        tone(6, 0.5),
        tone(5, 0.5),
        tone(3, 1.0),
        tone(1, 0.5),
        tone(3, 0.5),
        tone(5, 5.0),
    ];
    sing(
        &ending,
        2.2 + 32.0 * beat + 4.0 * beat,
        beat,
        |start, length, degree, _| {
            mix.add(start, 0.1, 0.4, &flute(scale.frequency(degree), length));
            mix.add(
                start,
                -0.25,
                0.4,
                &zither(scale.frequency(degree), length + 1.0),
            );
        },
    );
    ripple(mix, &low, &[0, 3, 5, 8], 0.2, 2.2, beat, 0.45);
    let roots = [0_i8, 3, 1, 3, 0, 3, 1, 0, 2, 3, 0, 3, 0, 0];
    for (bar, root) in roots.iter().enumerate() {
        let from = 2.2 + bar as f32 * 4.0 * beat;
        ripple(
            mix,
            &low,
            &[*root, root + 3, root + 5, root + 3],
            from,
            from + 4.0 * beat - 0.01,
            beat,
            0.38,
        );
        mix.add(from, 0.4, 0.4, &drum(90.0, 0.5));
        mix.add(from + 2.0 * beat, 0.5, 0.18, &clapper());
        mix.add(from + 3.0 * beat, 0.5, 0.12, &clapper());
    }
}
