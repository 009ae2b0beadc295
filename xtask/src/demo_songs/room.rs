//! The room in which a piece sounds.

use super::{Mix, RATE};

/// Seconds; lengths without a common measure, so that no echo stands out.
const COMBS_LEFT: [f32; 4] = [0.0297, 0.0371, 0.0411, 0.0437];
const COMBS_RIGHT: [f32; 4] = [0.0307, 0.0353, 0.0423, 0.0451];
const ALL_PASSES: [f32; 2] = [0.0050, 0.0017];
const FEEDBACK: f32 = 0.80;
/// How much of each echo's brightness is lost.
const DAMPING: f32 = 0.35;
const WET: f32 = 0.16;

/// Adds the echoes of a small hall (Schroeder, 1962).
pub fn reverberate(mix: &mut Mix) {
    for (channel, combs) in [(&mut mix.left, COMBS_LEFT), (&mut mix.right, COMBS_RIGHT)] {
        let mut wet = vec![0.0; channel.len()];
        for delay in combs {
            comb(channel, &mut wet, delay);
        }
        for delay in ALL_PASSES {
            all_pass(&mut wet, delay);
        }
        for (sample, echo) in channel.iter_mut().zip(wet) {
            *sample += echo * WET;
        }
    }
}

fn comb(dry: &[f32], wet: &mut [f32], delay: f32) {
    let mut line = vec![0.0; (delay * RATE as f32) as usize];
    let size = line.len();
    let mut soft = 0.0;
    for (index, (input, output)) in dry.iter().zip(wet).enumerate() {
        let echo: f32 = line[index % size];
        soft = echo * (1.0 - DAMPING) + soft * DAMPING;
        line[index % size] = input + soft * FEEDBACK;
        *output += echo;
    }
}

fn all_pass(samples: &mut [f32], delay: f32) {
    let mut line = vec![0.0; (delay * RATE as f32) as usize];
    let size = line.len();
    for (index, sample) in samples.iter_mut().enumerate() {
        let echo: f32 = line[index % size];
        let input = *sample + echo * 0.7;
        line[index % size] = input;
        *sample = echo - input * 0.7;
    }
}
