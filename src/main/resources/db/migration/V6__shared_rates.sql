-- Buckets of tokens that instances share, for rates. SQLite has one instance and leaves the table empty. A row may be lost
-- at any time: its bucket is full then. So PostgreSQL does not write it to its log (unlogged), and empties the table after
-- a crash. The column expires_at says when a bucket is full again. It has no index, so that an update stays within its page.
CREATE ${unlogged} TABLE rate_bucket (
    id         TEXT ${ascii} NOT NULL PRIMARY KEY,
    state      TEXT ${ascii} NOT NULL,
    expires_at BIGINT NOT NULL
) ${changing};
