-- Songs with a recording. Those that are only named stand in the settings.

CREATE TABLE songs (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL CONSTRAINT songs_slug UNIQUE,
    -- The lower stands first in the list.
    position BIGINT NOT NULL,
    title TEXT NOT NULL,
    composer TEXT,
    lyricist TEXT,
    singer TEXT,
    year BIGINT,
    licence TEXT,
    note TEXT,
    -- A contract `Photo` as JSON.
    cover TEXT,
    audio_url TEXT NOT NULL,
    media_type TEXT NOT NULL,
    -- Whole seconds.
    duration_s BIGINT NOT NULL,
    size_bytes BIGINT NOT NULL,
    -- Contract `Lyrics` as JSON.
    lyrics TEXT,
    -- Of all that the import read, so that an unchanged song is left alone.
    content_hash TEXT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE INDEX songs_by_position ON songs (position, id);
