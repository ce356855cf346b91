-- Subscriptions whose webhooks are signed with a key (v1a), of which the target gets the public half.

-- Writer: ingest-api ------------------------------------------------------------------------------------------------

ALTER TABLE subscription ADD COLUMN public_key text;
COMMENT ON COLUMN subscription.public_key IS
    'whpk_...: what verifies; sealed_secret holds the private half. null: signed with a secret (v1)';
