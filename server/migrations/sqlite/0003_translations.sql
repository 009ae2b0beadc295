-- What an article says in another language; the rest of it stands in `articles`.

CREATE TABLE article_translations (
    article_id BIGINT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    language TEXT NOT NULL CONSTRAINT article_translations_language CHECK (language IN ('en')),
    title TEXT NOT NULL,
    lead TEXT NOT NULL,
    -- Sanitised before it comes here.
    body_html TEXT NOT NULL,
    -- As in `articles`.
    search_text TEXT NOT NULL,
    -- What the cover shows.
    cover_alt TEXT,
    PRIMARY KEY (article_id, language)
);
