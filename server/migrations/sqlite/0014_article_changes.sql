-- When an article was put in or changed here, which its own dates do not tell: one that is put in today may be
-- dated yesterday.

-- Seconds since 1970.
ALTER TABLE articles ADD COLUMN changed_at BIGINT NOT NULL DEFAULT 0;

UPDATE articles SET changed_at = updated_at;
