//! An old address leads to one article.

use std::collections::{HashMap, HashSet};

use conglang_contract::slug::Slug;

use super::{
    front_matter::{LEGACY_URLS, line_of_entry},
    source::Source,
};
use crate::{
    old_address::OldAddress,
    site::check::Mistake,
    store::{Store, StoreResult},
};

/// Notes the old addresses that lead to another article already, in this import or in the store. One that an
/// article of this import no longer names is free.
///
/// # Errors
/// When the store cannot be read.
pub async fn note_taken(sources: &mut [Source], store: &Store) -> StoreResult<()> {
    let mut named: HashMap<OldAddress, Slug> = HashMap::new();
    let mut taken = Vec::new();
    for (index, source) in sources.iter().enumerate() {
        let Some(slug) = &source.front_matter.slug else {
            continue;
        };
        for address in &source.front_matter.old_addresses {
            if let Some(other) = named.insert(address.clone(), slug.clone()) {
                taken.push((index, address.clone(), other));
            }
        }
    }
    let imported: HashSet<&Slug> = sources
        .iter()
        .filter_map(|source| source.front_matter.slug.as_ref())
        .collect();
    let mut taken_in_store = Vec::new();
    for (index, source) in sources.iter().enumerate() {
        for address in &source.front_matter.old_addresses {
            let owner = store.article_at_old_address(address).await?;
            if let Some(owner) = owner.filter(|owner| !imported.contains(owner)) {
                taken_in_store.push((index, address.clone(), owner));
            }
        }
    }
    for (index, address, other) in taken.into_iter().chain(taken_in_store) {
        let source = &mut sources[index];
        let line = line_of(source, &address);
        let reason = format!(
            "`{LEGACY_URLS}`: “{}” đã dẫn đến bài viết “{other}”",
            address.as_str()
        );
        source
            .mistakes
            .push(Mistake::new(&source.file, line, reason));
    }
    Ok(())
}

/// The line on which `address` is written, in whatever spelling.
fn line_of(source: &Source, address: &OldAddress) -> Option<usize> {
    let yaml = &source.yaml;
    let list = line_of_entry(yaml, LEGACY_URLS, LEGACY_URLS)?;
    let written = yaml.lines().skip(list - 2).find_map(|line| {
        line.split(['"', '\'', ',', '[', ']', ' '])
            .find(|part| OldAddress::parse(part).is_ok_and(|found| found == *address))
    });
    line_of_entry(yaml, LEGACY_URLS, written.unwrap_or(LEGACY_URLS))
}
