-- An idempotency key belongs to its owner: the hash of the owner, or an empty text for the common owner. Rows from before
-- have none and belong to every owner. A second owner's row has both hashes as its key_hash, so that the unique indexes
-- need no change, and an older instance that is still running finds the rows of the first owner.
ALTER TABLE coupon ADD COLUMN key_owner TEXT ${ascii};

ALTER TABLE redemption ADD COLUMN key_owner TEXT ${ascii};

-- The time of the last issue, before which no coupon is issued while the clock is corrected.
ALTER TABLE campaign_counter ADD COLUMN last_issued_at BIGINT NOT NULL DEFAULT 0;

UPDATE campaign_counter SET last_issued_at = COALESCE((SELECT c.issued_at FROM coupon c
    WHERE c.campaign_id = campaign_counter.campaign_id AND c.sequence = campaign_counter.issued), 0);

-- A row that is locked before something that only one transaction may do at a time.
CREATE TABLE turn (
    name TEXT ${ascii} NOT NULL PRIMARY KEY
);

-- A campaign promises coupons, which need a share of the possible codes. Changed by one transaction at a time, but for
-- the campaigns that are deleted.
INSERT INTO turn (name) VALUES ('promise');

CREATE TABLE promise (
    template   TEXT ${ascii} NOT NULL,
    characters TEXT ${ascii} NOT NULL,
    coupons    BIGINT NOT NULL
);

CREATE INDEX promise_template ON promise (template);

INSERT INTO promise (template, characters, coupons)
SELECT k.template, k.characters, SUM(n.max_coupons) FROM campaign k JOIN campaign_counter n ON n.campaign_id = k.id
WHERE NOT k.deleted GROUP BY k.template, k.characters;
