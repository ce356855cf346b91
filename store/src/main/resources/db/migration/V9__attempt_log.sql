-- What an attempt's log tells: how long each of its phases took, what the target answered, when the next one is due.

-- Writer: notifier --------------------------------------------------------------------------------------------------

ALTER TABLE attempt
    ADD COLUMN dns_ms           int,
    ADD COLUMN connect_ms       int,
    ADD COLUMN tls_ms           int,
    ADD COLUMN first_byte_ms    int,
    ADD COLUMN response_headers text,
    ADD COLUMN next_attempt_at  timestamptz;
COMMENT ON COLUMN attempt.dns_ms IS 'looking up the name and judging its addresses; null: it did not come to an end';
COMMENT ON COLUMN attempt.connect_ms IS
    'null: no connection came about; 0: one of an earlier attempt was used again';
COMMENT ON COLUMN attempt.tls_ms IS 'null: as connect_ms, or the target is plain http';
COMMENT ON COLUMN attempt.first_byte_ms IS 'from the connection to the head of the answer; null: none came';
COMMENT ON COLUMN attempt.response_headers IS 'lines "name: value", capped, without cookies';
COMMENT ON COLUMN attempt.next_attempt_at IS 'null: this was the last';
