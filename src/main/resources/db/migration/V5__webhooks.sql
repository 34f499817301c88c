-- Subscriptions to events, as JSON, with all that says how far they are delivered. A change replaces the whole row, if
-- its revision is still the one from which the change was made. The column has the secrets that sign deliveries.
CREATE TABLE webhook (
    id       TEXT ${ascii} NOT NULL PRIMARY KEY,
    revision BIGINT NOT NULL,
    body     TEXT NOT NULL
) ${changing};

-- The attempts to deliver, as JSON.
CREATE TABLE webhook_delivery (
    position     ${identity},
    webhook_id   TEXT ${ascii} NOT NULL,
    attempted_at BIGINT NOT NULL,
    test         BOOLEAN NOT NULL,
    body         TEXT NOT NULL
);

CREATE INDEX webhook_delivery_of ON webhook_delivery (webhook_id, position);

CREATE INDEX webhook_delivery_attempted ON webhook_delivery (attempted_at);
