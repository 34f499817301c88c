-- The feed: runs of events of one campaign, in the order in which readers get them. A run says how many coupons were
-- issued, and how many entries the log had, where it begins and where it ends. Only one transaction at a time appends.
INSERT INTO turn (name) VALUES ('feed');

CREATE TABLE feed_run (
    position     ${identity},
    campaign_id  TEXT ${ascii} NOT NULL,
    campaign_uid BIGINT NOT NULL,
    issued_from  INTEGER NOT NULL,
    entries_from INTEGER NOT NULL,
    issued_to    INTEGER NOT NULL,
    entries_to   INTEGER NOT NULL
);

CREATE INDEX feed_run_campaign ON feed_run (campaign_id, position);

-- How much of each campaign is in the feed; no row means nothing.
CREATE TABLE feed_end (
    campaign_id TEXT ${ascii} NOT NULL PRIMARY KEY,
    issued      INTEGER NOT NULL,
    entries     INTEGER NOT NULL
) ${changing};
