//! The voice of a code captcha: clips of the characters read in Vietnamese, mixed with noise.

use std::io::Cursor;

use hound::{SampleFormat, WavReader, WavSpec, WavWriter};

use super::noise::Noise;

const SPEC: WavSpec = WavSpec {
    channels: 1,
    sample_rate: 11_025,
    bits_per_sample: 8,
    sample_format: SampleFormat::Int,
};
const SHORTEST_GAP: usize = 4_000;
/// Out of 127.
const NOISE: i32 = 9;

/// Reads `characters` under `noise` as a WAV; `None` when one of them has no clip.
pub fn wav(characters: &str, mut noise: Noise) -> Option<Vec<u8>> {
    let mut samples = vec![0; SHORTEST_GAP];
    for character in characters.chars() {
        let [gain, pace, gap] = [noise.byte(), noise.byte(), noise.byte()];
        let clip = clip(character)?;
        append(&mut samples, &clip, gain, pace);
        samples.resize(samples.len() + SHORTEST_GAP + usize::from(gap) * 12, 0);
    }
    let mut file = Cursor::new(Vec::new());
    let mut writer = WavWriter::new(&mut file, SPEC).ok()?;
    for sample in samples {
        let noise = (i32::from(noise.byte()) - 128) * NOISE / 128;
        let mixed = (sample + noise).clamp(-127, 127);
        writer.write_sample(mixed).ok()?;
    }
    writer.finalize().ok()?;
    Some(file.into_inner())
}

/// Adds the clip between 70 and 100 % as loud and between 90 and 110 % as fast as it was recorded.
fn append(samples: &mut Vec<i32>, clip: &[i32], gain: u8, pace: u8) {
    let gain = 70 + i32::from(gain) * 30 / 255;
    let step_per_mille = 900 + usize::from(pace) * 200 / 255;
    let length = clip.len() * 1000 / step_per_mille;
    samples.extend(
        (0..length)
            .filter_map(|index| clip.get(index * step_per_mille / 1000))
            .map(|sample| sample * gain / 100),
    );
}

fn clip(character: char) -> Option<Vec<i32>> {
    let file: &[u8] = match character {
        'A' => include_bytes!("../../audio/a.wav"),
        'C' => include_bytes!("../../audio/c.wav"),
        'E' => include_bytes!("../../audio/e.wav"),
        'H' => include_bytes!("../../audio/h.wav"),
        'K' => include_bytes!("../../audio/k.wav"),
        'M' => include_bytes!("../../audio/m.wav"),
        'N' => include_bytes!("../../audio/n.wav"),
        'P' => include_bytes!("../../audio/p.wav"),
        'R' => include_bytes!("../../audio/r.wav"),
        'T' => include_bytes!("../../audio/t.wav"),
        'X' => include_bytes!("../../audio/x.wav"),
        'Y' => include_bytes!("../../audio/y.wav"),
        '3' => include_bytes!("../../audio/3.wav"),
        '4' => include_bytes!("../../audio/4.wav"),
        '6' => include_bytes!("../../audio/6.wav"),
        '7' => include_bytes!("../../audio/7.wav"),
        '9' => include_bytes!("../../audio/9.wav"),
        _ => return None,
    };
    WavReader::new(Cursor::new(file))
        .ok()?
        .into_samples::<i32>()
        .collect::<Result<_, _>>()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        captcha::{code::ALPHABET, id::CaptchaId, noise::Blurred},
        entropy::SystemEntropy,
        secrets::Secrets,
    };
    use conglang_contract::captcha::CaptchaKind;

    #[test]
    fn every_character_can_be_read() {
        let folder = tempfile::tempdir().unwrap();
        let secrets = Secrets::load_or_create(folder.path(), &SystemEntropy).unwrap();
        let id = CaptchaId::new(&SystemEntropy, CaptchaKind::Code, 0);
        for &character in ALPHABET {
            let noise = Noise::new(&secrets, &id, Blurred::Sound);
            let wav = wav(&char::from(character).to_string(), noise).unwrap();
            let reader = WavReader::new(Cursor::new(wav)).unwrap();
            assert!(reader.duration() > 2 * u32::try_from(SHORTEST_GAP).unwrap() + 4_000);
        }
    }
}
