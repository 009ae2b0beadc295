-- What helps to read an article.

-- A contract `Recording` as JSON: the article as somebody of the office reads it out.
ALTER TABLE articles ADD COLUMN audio TEXT;

-- Written Vietnamese puts a space between syllables, and `search_text` one before and behind each.
ALTER TABLE articles ADD COLUMN syllables BIGINT NOT NULL DEFAULT 0;

UPDATE articles SET syllables = LENGTH(search_text) - LENGTH(REPLACE(search_text, ' ', '')) - 1;
