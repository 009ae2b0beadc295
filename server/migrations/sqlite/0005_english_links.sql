-- An article leads to pages in the language of the page that shows it.

-- `body_html` for English pages; NULL where it has no link that leads elsewhere there.
ALTER TABLE articles ADD COLUMN english_page_html TEXT;

-- Links to pages of the portal get the prefix; those that lose it again are other sites, files, and pages
-- that have it already.
UPDATE articles SET english_page_html = REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(body_html,
    'href="/', 'href="/en/'),
    'href="/en//', 'href="//'),
    'href="/en/media/', 'href="/media/'),
    'href="/en/api/', 'href="/api/'),
    'href="/en/en/', 'href="/en/'),
    'href="/en/en"', 'href="/en"');

UPDATE articles SET english_page_html = NULL WHERE english_page_html = body_html;

UPDATE article_translations SET body_html = REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(body_html,
    'href="/', 'href="/en/'),
    'href="/en//', 'href="//'),
    'href="/en/media/', 'href="/media/'),
    'href="/en/api/', 'href="/api/'),
    'href="/en/en/', 'href="/en/'),
    'href="/en/en"', 'href="/en"');
