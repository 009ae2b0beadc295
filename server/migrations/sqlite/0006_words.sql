-- Each version of an article takes its own time to read.

-- As `syllables` of `articles`, from `search_text`.
ALTER TABLE article_translations ADD COLUMN words BIGINT NOT NULL DEFAULT 0;

UPDATE article_translations SET words = LENGTH(search_text) - LENGTH(REPLACE(search_text, ' ', '')) - 1;
