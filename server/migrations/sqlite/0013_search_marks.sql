-- What the search index has been given with its last commits: an index that bears none of these marks has followed
-- another database, such as this one before it was put back from a copy.

CREATE TABLE search_marks (
    -- Grows with every commit of the index.
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Random.
    mark TEXT NOT NULL CONSTRAINT search_marks_mark UNIQUE
);
