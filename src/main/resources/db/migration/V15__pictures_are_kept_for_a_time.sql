-- The picture of a step goes after a time; that it did is kept.
alter table step add column picture_removed_at timestamp(3) with time zone;

-- Which pictures are old enough.
create index step_by_time on step (at);

-- What happened on a desktop while a task was at work.
create index audit_entry_by_time on audit_entry (chain, at);
