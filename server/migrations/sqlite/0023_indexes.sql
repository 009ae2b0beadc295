-- What moderators decided lately, which is looked for at every write of another connection.
CREATE INDEX comments_by_decision ON comments (decided_at);

-- When each list of a sitemap was changed last, without reading the texts of its articles.
DROP INDEX articles_by_number;
CREATE INDEX articles_by_number ON articles (id, changed_at);
