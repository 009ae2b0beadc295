-- What is read most in a day, a week, a month. `articles.views` goes on from before there were days.

CREATE TABLE article_views (
    article_id BIGINT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    -- The town's: `2026-11-23`.
    day TEXT NOT NULL,
    views BIGINT NOT NULL,
    PRIMARY KEY (article_id, day)
);

CREATE INDEX article_views_by_day ON article_views (day, article_id, views);
