-- Addresses that articles had before, mostly on the portal that this one follows.
CREATE TABLE old_addresses (
    -- Path and perhaps query, without percent signs and in lower case.
    address TEXT PRIMARY KEY,
    article_id BIGINT NOT NULL REFERENCES articles (id) ON DELETE CASCADE
);

CREATE INDEX old_addresses_by_article ON old_addresses (article_id);

-- When each list of a sitemap was changed last, without reading the texts of its articles.
CREATE INDEX articles_by_number ON articles (id, updated_at);
