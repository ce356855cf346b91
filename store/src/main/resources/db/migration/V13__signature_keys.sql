-- Subscriptions whose webhooks are signed with a key (v1a), of which the target gets the public half.

-- Writer: ingest-api ------------------------------------------------------------------------------------------------

ALTER TABLE subscription ADD COLUMN public_key text;
COMMENT ON COLUMN subscription.public_key IS
    'whpk_...: what verifies; the private half stands where a secret would. null: signed with a secret (v1)';
