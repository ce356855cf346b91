-- Whose turn it is among replays: each owner's oldest, and of those the one that has waited longest.

-- Writer: notifier --------------------------------------------------------------------------------------------------

DROP INDEX replay_job_running;
CREATE INDEX replay_job_turn ON replay_job (owner_id, (coalesce(stepped_at, created_at))) WHERE state = 'running';
