//! Instruments: each gives the samples of one note. Frequencies are in hertz, times in seconds.

use std::f32::consts::TAU;

use super::RATE;

/// The same noise in every run.
struct Noise(u32);

impl Noise {
    fn new(seed: u32) -> Self {
        Self(seed.wrapping_mul(2_654_435_761) | 1)
    }

    /// Between -1 and 1.
    fn next(&mut self) -> f32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0 as f32 / u32::MAX as f32 * 2.0 - 1.0
    }
}

fn samples(seconds: f32) -> usize {
    (seconds * RATE as f32) as usize
}

fn time(index: usize) -> f32 {
    index as f32 / RATE as f32
}

/// A plucked silk or steel string, as on a đàn tranh: noise that goes round in a string (Karplus and
/// Strong, 1983). The finger behind the bridge lets the tone waver a little later.
pub fn zither(frequency: f32, seconds: f32) -> Vec<f32> {
    let mut noise = Noise::new(frequency as u32 * 7 + 3);
    let period = RATE as f32 / frequency;
    let size = period as usize + 8;
    let mut string: Vec<f32> = Vec::with_capacity(size);
    let mut soft = 0.0;
    for index in 0..size {
        // A plectrum is less sharp than noise, and plucks at a fifth of the string.
        soft += 0.55 * (noise.next() - soft);
        let comb = if index >= size / 5 {
            string[index - size / 5] * 0.6
        } else {
            0.0
        };
        string.push(soft - comb);
    }
    // What does not swing would stay in the string for ever.
    let still = string.iter().sum::<f32>() / size as f32;
    string.iter_mut().for_each(|sample| *sample -= still);
    let mut written = 0;
    let mut last = 0.0;
    // Low strings ring longer.
    let loss = 0.5_f32.powf(1.0 / (frequency * (2.4 - frequency / 900.0).max(0.7)));
    (0..samples(seconds))
        .map(|index| {
            let now = time(index);
            let depth = ((now - 0.25) * 3.0).clamp(0.0, 1.0) * 0.0035;
            let delay = period * (1.0 + depth * (TAU * 5.2 * now).sin());
            let position = (written as f32 - delay).rem_euclid(size as f32);
            let (whole, part) = (position as usize, position.fract());
            let here = string[whole % size] * (1.0 - part) + string[(whole + 1) % size] * part;
            let out = (0.72 * here + 0.28 * last) * loss;
            last = here;
            string[written % size] = out;
            written = (written + 1) % size;
            out * release(now, seconds, 0.04)
        })
        .collect()
}

/// The one string of a đàn bầu: nearly pure, bent into each note by the rod, wavering while it fades.
/// `from` is the note before.
pub fn monochord(from: f32, frequency: f32, seconds: f32) -> Vec<f32> {
    let ring = seconds + 0.5;
    let mut phase = 0.0;
    (0..samples(ring))
        .map(|index| {
            let now = time(index);
            // Into the note within a tenth of a second.
            let bend = (from / frequency).powf((-now / 0.045).exp());
            let depth = (now * 2.2).min(1.0) * 0.011;
            let waver = 1.0 + depth * (TAU * (4.6 + now.min(1.0)) * now).sin();
            phase += TAU * frequency * bend * waver / RATE as f32;
            let tone: f32 = [
                (1.0, 1.0, 0.9),
                (2.0, 0.42, 1.6),
                (3.0, 0.2, 2.6),
                (4.0, 0.1, 4.0),
                (6.0, 0.04, 7.0),
            ]
            .iter()
            .map(|&(harmonic, share, decay): &(f32, f32, f32)| {
                share * (-decay * now).exp() * (phase * harmonic).sin()
            })
            .sum();
            tone * (now / 0.006).min(1.0) * release(now, ring, 0.5) * 0.7
        })
        .collect()
}

/// A bamboo flute, the sáo: breath before the tone, a short note below before the long ones.
pub fn flute(frequency: f32, seconds: f32) -> Vec<f32> {
    let mut noise = Noise::new(frequency as u32 + 11);
    let (mut low, mut band) = (0.0, 0.0);
    let mut phase = 0.0;
    let has_grace = seconds > 0.6;
    (0..samples(seconds + 0.12))
        .map(|index| {
            let now = time(index);
            let grace = if has_grace && now < 0.07 { 0.891 } else { 1.0 };
            let depth = ((now - 0.35) * 1.5).clamp(0.0, 1.0);
            let waver = (TAU * 5.0 * now).sin();
            phase += TAU * frequency * grace * (1.0 + 0.006 * depth * waver) / RATE as f32;
            let tone = phase.sin() + 0.22 * (2.0 * phase).sin() + 0.09 * (3.0 * phase).sin();
            // Breath is noise around the tone.
            let width = TAU * frequency * 1.2 / RATE as f32;
            let high = noise.next() - low - 0.35 * band;
            band += width * high;
            low += width * band;
            let swell = 1.0 - (-now / 0.05).exp();
            let breath = 0.05 + 0.25 * (-now / 0.04).exp();
            (tone * 0.62 * swell * (1.0 + 0.12 * depth * waver) + band * breath * 0.5)
                * release(now, seconds + 0.12, 0.12)
        })
        .collect()
}

/// A drum with a skin of buffalo hide. `strength` up to 1.
pub fn drum(frequency: f32, strength: f32) -> Vec<f32> {
    let mut noise = Noise::new(frequency as u32);
    let (mut phase, mut skin) = (0.0, 0.0);
    (0..samples(0.9))
        .map(|index| {
            let now = time(index);
            phase += TAU * frequency * (1.0 + 0.7 * (-now / 0.03).exp()) / RATE as f32;
            skin += 0.12 * (noise.next() - skin);
            let body = phase.sin() * (-now / 0.22).exp();
            let over = (phase * 1.59).sin() * (-now / 0.09).exp() * 0.4;
            (body + over + skin * (-now / 0.02).exp() * 1.5) * strength * release(now, 0.9, 0.1)
        })
        .collect()
}

/// Two blocks of wood, the song lang.
pub fn clapper() -> Vec<f32> {
    (0..samples(0.15))
        .map(|index| {
            let now = time(index);
            let ring = (TAU * 1180.0 * now).sin() + 0.6 * (TAU * 1930.0 * now).sin();
            ring * (-now / 0.016).exp() * 0.5
        })
        .collect()
}

/// A hammer on an anvil: partials of a bar of steel, which are no harmonics.
pub fn anvil(strength: f32) -> Vec<f32> {
    let partials = [
        (1.0, 0.5),
        (1.51, 0.35),
        (2.27, 0.4),
        (3.02, 0.22),
        (4.18, 0.16),
        (5.43, 0.1),
    ];
    let mut noise = Noise::new(99);
    (0..samples(1.2))
        .map(|index| {
            let now = time(index);
            let ring: f32 = partials
                .iter()
                .map(|&(ratio, share): &(f32, f32)| {
                    let decay = 4.0 + ratio * 2.4;
                    share * (TAU * 1046.5 * ratio * now).sin() * (-decay * now).exp()
                })
                .sum();
            let strike = noise.next() * (-now / 0.004).exp() * 0.5;
            (ring * 0.5 + strike) * strength * release(now, 1.2, 0.1)
        })
        .collect()
}

/// One until `length` seconds before the end, then down to nothing.
fn release(now: f32, seconds: f32, length: f32) -> f32 {
    ((seconds - now) / length).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// In hertz, by how long `sound` takes to come round in its second quarter.
    fn pitch(sound: &[f32], near: f32) -> f32 {
        let part = &sound[sound.len() / 4..sound.len() / 2];
        let period = RATE as f32 / near;
        let likeness =
            |lag: usize| -> f32 { part.iter().zip(&part[lag..]).map(|(a, b)| a * b).sum() };
        let (from, to) = (period * 0.94, period * 1.06);
        let rounds = 8.0;
        let best = ((from * rounds) as usize..(to * rounds) as usize)
            .max_by(|&a, &b| likeness(a).total_cmp(&likeness(b)))
            .expect("a lag");
        RATE as f32 * rounds / best as f32
    }

    #[test]
    fn instruments_are_in_tune_still_and_come_to_an_end() {
        for frequency in [146.83, 329.63, 587.33, 880.0] {
            for (name, sound) in [
                ("zither", zither(frequency, 2.0)),
                ("monochord", monochord(frequency * 0.9, frequency, 2.0)),
                ("flute", flute(frequency, 2.0)),
            ] {
                let cents = 1200.0 * (pitch(&sound, frequency) / frequency).log2();
                assert!(cents.abs() < 25.0, "{name} at {frequency}: {cents} cents");
                let mean = sound.iter().sum::<f32>() / sound.len() as f32;
                assert!(mean.abs() < 0.05, "{name} at {frequency}: {mean}");
                let loudest = sound
                    .iter()
                    .fold(0.0_f32, |most, sample| most.max(sample.abs()));
                assert!((0.05..3.0).contains(&loudest), "{name}: {loudest}");
                assert!(sound.last().expect("samples").abs() < 0.01);
            }
        }
    }
}
