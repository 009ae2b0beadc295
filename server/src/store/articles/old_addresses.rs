//! Where articles were to be found before.

use conglang_contract::slug::Slug;
use sqlx::{Sqlite, Transaction};

use super::row;
use crate::{
    old_address::OldAddress,
    store::{Store, StoreResult},
};

/// Lets `addresses`, and no others, lead to the article.
pub async fn write(
    transaction: &mut Transaction<'_, Sqlite>,
    article_id: i64,
    addresses: &[OldAddress],
) -> StoreResult<()> {
    sqlx::query("DELETE FROM old_addresses WHERE article_id = $1")
        .bind(article_id)
        .execute(&mut **transaction)
        .await?;
    for address in addresses {
        sqlx::query(
            "INSERT INTO old_addresses (address, article_id) VALUES ($1, $2)
             ON CONFLICT (address) DO UPDATE SET article_id = excluded.article_id",
        )
        .bind(address.as_str())
        .bind(article_id)
        .execute(&mut **transaction)
        .await?;
    }
    Ok(())
}

impl Store {
    /// The article that `address` leads to.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn article_at_old_address(&self, address: &OldAddress) -> StoreResult<Option<Slug>> {
        let slug: Option<String> = sqlx::query_scalar(
            "SELECT slug FROM old_addresses JOIN articles ON articles.id = article_id
             WHERE address = $1",
        )
        .bind(address.as_str())
        .fetch_optional(&self.reader)
        .await?;
        slug.as_deref().map(row::slug).transpose()
    }
}
