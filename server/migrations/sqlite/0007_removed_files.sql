-- Files of the media folder that somebody took out and that are still to be deleted, unless something else
-- uses them. They are written down with the removal itself, so that one that breaks off is taken up again.

CREATE TABLE removed_files (
    -- In the media folder.
    name TEXT PRIMARY KEY
);
