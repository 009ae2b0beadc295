//! The recordings of the demo town: short pieces of our own, computed, so that nobody's rights are in
//! them. `ffmpeg` turns them into MP3 and AAC; only who changes a piece needs it.

mod instruments;
mod pieces;
mod room;

use std::{fs, path::Path};

use anyhow::{Context, Result};

use crate::process;
use pieces::Piece;

/// Samples a second.
const RATE: u32 = 44_100;
const BITRATE: &str = "80k";
const FADE_OUT_S: f32 = 1.5;

/// Two channels of samples, mixed.
pub struct Mix {
    left: Vec<f32>,
    right: Vec<f32>,
}

/// Writes `demo/songs/*/`*`.mp3` and `.m4a` anew.
///
/// # Errors
/// When ffmpeg is missing or fails, or a file cannot be written.
pub fn write() -> Result<()> {
    let songs = process::root().join("demo/songs");
    let folder = process::output_folder().join("demo-songs");
    fs::create_dir_all(&folder)?;
    for piece in pieces::all() {
        let wave = folder.join(format!("{}.wav", piece.slug));
        write_wave(&wave, &play(&piece))?;
        let target = songs.join(piece.slug).join(piece.file_name);
        encode(&wave, &target)?;
        println!(
            "{} ({} KB)",
            target.display(),
            fs::metadata(&target)?.len() / 1000
        );
    }
    Ok(())
}

fn play(piece: &Piece) -> Mix {
    let mut mix = Mix::silence(piece.seconds);
    (piece.play)(&mut mix);
    room::reverberate(&mut mix);
    mix.finish();
    mix
}

fn write_wave(path: &Path, mix: &Mix) -> Result<()> {
    let spec = hound::WavSpec {
        channels: 2,
        sample_rate: RATE,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut writer = hound::WavWriter::create(path, spec)?;
    for (&left, &right) in mix.left.iter().zip(&mix.right) {
        for sample in [left, right] {
            writer.write_sample((sample * f32::from(i16::MAX)) as i16)?;
        }
    }
    Ok(writer.finalize()?)
}

/// Without the encoder's name and times, so that the same piece gives the same file.
fn encode(wave: &Path, target: &Path) -> Result<()> {
    let status = std::process::Command::new("ffmpeg")
        .args(["-v", "error", "-y", "-i"])
        .arg(wave)
        .args([
            "-map_metadata",
            "-1",
            "-fflags",
            "+bitexact",
            "-flags:a",
            "+bitexact",
        ])
        .args(["-movflags", "+faststart", "-b:a", BITRATE])
        .arg(target)
        .status()
        .context("ffmpeg is missing")?;
    anyhow::ensure!(status.success(), "ffmpeg failed on {}", wave.display());
    Ok(())
}

impl Mix {
    fn silence(seconds: f32) -> Self {
        let samples = vec![0.0; (seconds * RATE as f32) as usize];
        Self {
            left: samples.clone(),
            right: samples,
        }
    }

    /// Adds `sound` from `start` seconds on; `side` is -1 for the left, 1 for the right.
    pub fn add(&mut self, start: f32, side: f32, gain: f32, sound: &[f32]) {
        let from = (start * RATE as f32) as usize;
        // Equal power, so that a sound is as loud at the side as in the middle.
        let angle = (side + 1.0) * std::f32::consts::FRAC_PI_4;
        for (channel, share) in [
            (&mut self.left, angle.cos()),
            (&mut self.right, angle.sin()),
        ] {
            for (sample, added) in channel.iter_mut().skip(from).zip(sound) {
                *sample += added * share * gain;
            }
        }
    }

    /// Brings the loudest sample just below full scale, and the end to silence.
    fn finish(&mut self) {
        let loudest = self
            .left
            .iter()
            .chain(&self.right)
            .fold(f32::MIN_POSITIVE, |most, sample| most.max(sample.abs()));
        let fade = FADE_OUT_S * RATE as f32;
        for channel in [&mut self.left, &mut self.right] {
            let length = channel.len();
            for (index, sample) in channel.iter_mut().enumerate() {
                let left = (length - index) as f32 / fade;
                *sample *= 0.89 / loudest * left.min(1.0);
            }
        }
    }
}
