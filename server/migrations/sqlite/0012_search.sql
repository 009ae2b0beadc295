-- What has changed since the search index was last brought up to date; the newest change of each thing alone.

CREATE TABLE search_changes (
    -- Grows with every change.
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    -- An article; 0 stands for the songs, of which there are few.
    article_id BIGINT NOT NULL CONSTRAINT search_changes_article UNIQUE
);
