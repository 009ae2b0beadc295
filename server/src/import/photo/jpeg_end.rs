//! Whether a JPEG file is all there.
//!
//! Decoders paint grey over what is missing and say nothing, as browsers do; a page would show half
//! a photograph.

const START_OF_FILE: [u8; 2] = [0xff, 0xd8];

/// Whether the JPEG `bytes` come to their end marker (ITU-T T.81, annex B). What a phone appends
/// behind it does not matter.
pub fn has_end(bytes: &[u8]) -> bool {
    if !bytes.starts_with(&START_OF_FILE) {
        return false;
    }
    let mut rest = &bytes[START_OF_FILE.len()..];
    loop {
        let Some(marker) = next_marker(&mut rest) else {
            return false;
        };
        match marker {
            // A byte of the picture that looks like a marker, fill, restarts: nothing follows them.
            0x00 | 0x01 | 0xd0..=0xd7 => {}
            0xd9 => return true,
            // A segment, which may hold a thumbnail with an end marker of its own. After the header
            // of a scan its data follow, in which the search goes on.
            _ => {
                let [high, low, ..] = *rest else {
                    return false;
                };
                let length = usize::from(u16::from_be_bytes([high, low]));
                let Some(after) = rest.get(length..) else {
                    return false;
                };
                rest = after;
            }
        }
    }
}

/// The byte behind the next run of `ff`; `rest` begins after it then.
fn next_marker(rest: &mut &[u8]) -> Option<u8> {
    let start = rest.iter().position(|&byte| byte == 0xff)?;
    let behind = &rest[start..];
    let length = behind.iter().position(|&byte| byte != 0xff)?;
    *rest = &behind[length + 1..];
    Some(behind[length])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_thumbnail_is_not_the_end_of_the_photograph() {
        let header = [0xff, 0xd8, 0xff, 0xe1, 0, 6, 0xff, 0xd8, 0xff, 0xd9];
        assert!(!has_end(&header));
        let scan = [0xff, 0xda, 0, 2, 1, 0xff, 0, 2, 0xff, 0xd0, 3];
        let mut file = [header.as_slice(), &scan].concat();
        assert!(!has_end(&file));
        file.extend([0xff, 0xff, 0xd9]);
        assert!(has_end(&file));
        file.extend(b"motion");
        assert!(has_end(&file));
    }

    #[test]
    fn a_length_that_leads_past_the_end_is_no_end() {
        for file in [
            &[][..],
            &[0xff],
            &[0xff, 0xd8, 0xff],
            &[0xff, 0xd8, 0xff, 0xe0],
            &[0xff, 0xd8, 0xff, 0xe0, 0],
            &[0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff, 0xff, 0xd9],
        ] {
            assert!(!has_end(file), "{file:?}");
        }
    }
}
