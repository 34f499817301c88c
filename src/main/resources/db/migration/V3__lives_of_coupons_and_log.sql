-- Tells a campaign from others that had its id before.
ALTER TABLE campaign ADD COLUMN uid BIGINT NOT NULL DEFAULT 0;

UPDATE campaign SET uid = revision;

-- All coupons of the campaign are good until then at least.
ALTER TABLE campaign ADD COLUMN coupons_extended_to BIGINT;

-- The rhythm, as JSON.
ALTER TABLE campaign ADD COLUMN opening_hours TEXT;

ALTER TABLE campaign ADD COLUMN quota TEXT;

-- The period of the quota in which the last coupon was issued, and how many had been issued before it.
ALTER TABLE campaign_counter ADD COLUMN period_start BIGINT;

ALTER TABLE campaign_counter ADD COLUMN period_end BIGINT;

ALTER TABLE campaign_counter ADD COLUMN issued_before INTEGER NOT NULL DEFAULT 0;

ALTER TABLE campaign_counter ADD COLUMN voided INTEGER NOT NULL DEFAULT 0;

-- How many entries the log has of the campaign.
ALTER TABLE campaign_counter ADD COLUMN entries INTEGER NOT NULL DEFAULT 0;

-- How many codes were imported and not dropped, those of issued coupons included. A campaign with imported codes has an
-- empty template. Its codes that are not issued are rows of coupon, whose campaign_id is the id of the campaign with a
-- slash, so that one index keeps all codes apart.
ALTER TABLE campaign_counter ADD COLUMN stocked INTEGER NOT NULL DEFAULT 0;

-- Who redeemed the coupon; absent in rows from before.
ALTER TABLE redemption ADD COLUMN redeemed_by TEXT;

-- A user's coupons of all campaigns, by their time.
CREATE INDEX coupon_of_user ON coupon (user_id, issued_at, campaign_id, sequence) WHERE user_id IS NOT NULL;

-- The coupons that are worthless.
CREATE TABLE voiding (
    campaign_id TEXT ${ascii} NOT NULL,
    sequence    INTEGER NOT NULL,
    voided_at   BIGINT NOT NULL,
    reason      TEXT,
    PRIMARY KEY (campaign_id, sequence)
) ${clustered};

-- What happened to campaigns and coupons, written in the transaction of the change. An issue has no row. Rows about what
-- operators did (audited) stay when their campaign is erased.
CREATE TABLE log_entry (
    position     ${identity},
    campaign_id  TEXT ${ascii} NOT NULL,
    campaign_uid BIGINT NOT NULL,
    ordinal      INTEGER NOT NULL,
    after_coupon INTEGER NOT NULL,
    type         TEXT NOT NULL,
    audited      BOOLEAN NOT NULL,
    logged_at    BIGINT NOT NULL,
    logged_by    TEXT,
    address      TEXT,
    reason       TEXT,
    sequence     INTEGER,
    code         TEXT,
    reference    TEXT,
    before       TEXT,
    after        TEXT
);

CREATE UNIQUE INDEX log_entry_ordinal ON log_entry (campaign_id, campaign_uid, ordinal);

CREATE INDEX log_entry_coupon ON log_entry (campaign_id, campaign_uid, sequence) WHERE sequence IS NOT NULL;

CREATE INDEX log_entry_audited ON log_entry (position) WHERE audited;

CREATE INDEX log_entry_campaign ON log_entry (campaign_id, position) WHERE audited;

-- The reports about campaigns that are gone, as JSON. Each is kept before the first coupon of its campaign is erased.
CREATE TABLE report (
    position     ${identity},
    campaign_id  TEXT ${ascii} NOT NULL,
    campaign_uid BIGINT NOT NULL,
    made_at      BIGINT NOT NULL,
    body         TEXT NOT NULL
);

CREATE UNIQUE INDEX report_campaign ON report (campaign_id, campaign_uid);

CREATE INDEX report_made ON report (made_at);

-- The order of the redemptions and issues from before isn't known, so all issues count as the earlier ones.
INSERT INTO log_entry (campaign_id, campaign_uid, ordinal, after_coupon, type, audited, logged_at, sequence, code,
    reference)
SELECT e.campaign_id, k.uid, ROW_NUMBER() OVER (PARTITION BY e.campaign_id ORDER BY e.at, e.sequence, e.number, e.step),
    n.issued, e.type, FALSE, e.at, e.sequence, c.code, e.reference
FROM (
    SELECT campaign_id, sequence, number, 0 AS step, 'coupon.redeemed' AS type, redeemed_at AS at, reference
    FROM redemption
    UNION ALL
    SELECT campaign_id, sequence, number, 1, 'coupon.redemption-rolled-back', rolled_back_at, reference
    FROM redemption WHERE rolled_back_at IS NOT NULL
) e
JOIN campaign k ON k.id = e.campaign_id
JOIN campaign_counter n ON n.campaign_id = e.campaign_id
JOIN coupon c ON c.campaign_id = e.campaign_id AND c.sequence = e.sequence;

UPDATE campaign_counter SET entries = (SELECT COUNT(*) FROM log_entry e WHERE e.campaign_id = campaign_counter.campaign_id);
