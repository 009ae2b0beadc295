-- Times are seconds since 1970 in UTC. Queries keep to SQL that SQLite and PostgreSQL share.

CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL CONSTRAINT articles_slug UNIQUE,
    title TEXT NOT NULL,
    lead TEXT NOT NULL,
    category TEXT NOT NULL,
    -- Sanitised before it comes here.
    body_html TEXT NOT NULL,
    -- Title, lead and text without marks and in lower case, for `q`.
    search_text TEXT NOT NULL,
    author TEXT,
    source TEXT,
    published_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    -- A contract `Photo` as JSON.
    cover TEXT,
    -- A list of contract `Attachment`s as JSON.
    attachments TEXT NOT NULL,
    -- Of all that the import read, so that an unchanged article is left alone.
    content_hash TEXT NOT NULL,
    views BIGINT NOT NULL DEFAULT 0,
    -- Kept in step with `ratings` and `comments` in the same transaction.
    rating_count BIGINT NOT NULL DEFAULT 0,
    rating_sum BIGINT NOT NULL DEFAULT 0,
    comment_count BIGINT NOT NULL DEFAULT 0
);

CREATE INDEX articles_by_time ON articles (published_at DESC, id DESC);
CREATE INDEX articles_by_category ON articles (category, published_at DESC, id DESC);
CREATE INDEX articles_by_views ON articles (views DESC, published_at DESC);

CREATE TABLE article_tags (
    article_id BIGINT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (article_id, position)
);

CREATE INDEX article_tags_by_tag ON article_tags (tag, article_id);

CREATE TABLE ratings (
    article_id BIGINT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    -- The random name in the visitor's cookie.
    visitor TEXT NOT NULL,
    stars BIGINT NOT NULL CONSTRAINT ratings_stars CHECK (stars BETWEEN 1 AND 5),
    rated_at BIGINT NOT NULL,
    PRIMARY KEY (article_id, visitor)
);

CREATE TABLE comments (
    id INTEGER PRIMARY KEY,
    article_id BIGINT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    parent_id BIGINT REFERENCES comments (id) ON DELETE CASCADE,
    author_kind TEXT NOT NULL CONSTRAINT comments_author_kind CHECK (author_kind IN ('resident', 'office', 'removed')),
    author_name TEXT NOT NULL,
    body TEXT NOT NULL,
    status TEXT NOT NULL CONSTRAINT comments_status CHECK (status IN ('pending', 'approved', 'rejected')),
    reason TEXT,
    -- NULL for official answers, and after the writer has deleted the comment.
    receipt TEXT CONSTRAINT comments_receipt UNIQUE,
    idempotency_key TEXT CONSTRAINT comments_idempotency_key UNIQUE,
    -- Of the request that the key came with.
    idempotency_digest TEXT,
    created_at BIGINT NOT NULL,
    decided_at BIGINT
);

CREATE INDEX comments_by_article ON comments (article_id, status, created_at);
CREATE INDEX comments_by_parent ON comments (parent_id);
CREATE INDEX comments_by_status ON comments (status, created_at);

-- Captchas are signed, not stored; only their use is, so that each is good for one write.
CREATE TABLE captcha_uses (
    id TEXT PRIMARY KEY,
    expires_at BIGINT NOT NULL
);

CREATE INDEX captcha_uses_by_expiry ON captcha_uses (expires_at);

-- The day is the town's: `2026-11-23`.
CREATE TABLE visit_days (
    day TEXT PRIMARY KEY,
    visits BIGINT NOT NULL
);

-- Who was here in the last half hour, as a keyed digest, so that a restart counts nobody twice.
CREATE TABLE visit_sessions (
    visitor TEXT PRIMARY KEY,
    started_at BIGINT NOT NULL,
    last_seen BIGINT NOT NULL
);
