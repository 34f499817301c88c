-- Runs on SQLite and on PostgreSQL. Instants are milliseconds since the epoch. What differs is in placeholders: texts are
-- compared byte by byte (ascii), the rows that change have room to change in place (changing), and tables that are read
-- by their primary key are kept in its order (clustered).

CREATE TABLE campaign (
    id                TEXT ${ascii} NOT NULL PRIMARY KEY,
    revision          BIGINT NOT NULL,
    name              TEXT,
    starts_at         BIGINT NOT NULL,
    ends_at           BIGINT NOT NULL,
    per_user_limit    INTEGER,
    time_zone         TEXT NOT NULL,
    charset           TEXT,
    characters        TEXT NOT NULL,
    template          TEXT NOT NULL,
    coupons_expire_at BIGINT,
    coupon_valid_for  TEXT,
    metadata          TEXT NOT NULL,
    paused            BOOLEAN NOT NULL,
    deleted           BOOLEAN NOT NULL,
    CHECK (starts_at < ends_at)
);

-- Locked before anything of a campaign changes. No column is indexed, so that an update stays within its page.
CREATE TABLE campaign_counter (
    campaign_id TEXT ${ascii} NOT NULL PRIMARY KEY,
    max_coupons INTEGER NOT NULL,
    issued      INTEGER NOT NULL,
    redeemed    INTEGER NOT NULL,
    last_expiry BIGINT NOT NULL,
    CHECK (issued BETWEEN 0 AND max_coupons),
    CHECK (redeemed BETWEEN 0 AND issued)
) ${changing};

-- Never changes. A code that people may type differently has a second row, with the canonical form as its code and the
-- negative sequence number, so that one index keeps all codes and all ways to type them apart.
CREATE TABLE coupon (
    campaign_id TEXT ${ascii} NOT NULL,
    sequence    INTEGER NOT NULL,
    code        TEXT ${ascii} NOT NULL,
    user_id     TEXT ${ascii},
    user_slot   INTEGER,
    key_hash    TEXT ${ascii},
    issued_at   BIGINT NOT NULL,
    expires_at  BIGINT NOT NULL,
    PRIMARY KEY (campaign_id, sequence),
    CHECK (sequence <> 0)
) ${clustered};

CREATE UNIQUE INDEX coupon_code ON coupon (code);

-- The n-th coupon of a user has the slot n.
CREATE UNIQUE INDEX coupon_user ON coupon (campaign_id, user_id, user_slot) WHERE user_id IS NOT NULL;

CREATE UNIQUE INDEX coupon_key ON coupon (campaign_id, key_hash) WHERE key_hash IS NOT NULL;

CREATE TABLE redemption (
    campaign_id    TEXT ${ascii} NOT NULL,
    sequence       INTEGER NOT NULL,
    number         INTEGER NOT NULL,
    key_hash       TEXT ${ascii},
    reference      TEXT,
    redeemed_at    BIGINT NOT NULL,
    rolled_back_at BIGINT,
    PRIMARY KEY (campaign_id, sequence, number)
) ${clustered};

-- A coupon is redeemed once at a time.
CREATE UNIQUE INDEX redemption_present ON redemption (campaign_id, sequence) WHERE rolled_back_at IS NULL;

CREATE UNIQUE INDEX redemption_key ON redemption (campaign_id, sequence, key_hash) WHERE key_hash IS NOT NULL;

-- Whoever writes notes its last transaction here, in that transaction, and can find out later whether it was committed.
CREATE TABLE writer (
    id               BIGINT NOT NULL PRIMARY KEY,
    last_transaction BIGINT NOT NULL,
    seen_at          BIGINT NOT NULL
) ${changing};
