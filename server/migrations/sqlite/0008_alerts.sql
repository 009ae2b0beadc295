-- Dated notices on every page. One that was ended early has the moment of that as `ends_at`.

CREATE TABLE alerts (
    id INTEGER PRIMARY KEY,
    level TEXT NOT NULL CONSTRAINT alerts_level CHECK (level IN ('canh_bao', 'khan_cap')),
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    -- Both or neither.
    title_en TEXT,
    body_en TEXT,
    -- A list of contract `AreaLink`s as JSON; empty when it holds everywhere.
    areas TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE INDEX alerts_by_end ON alerts (ends_at);
