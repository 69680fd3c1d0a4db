-- Set with the deletion: a purge that a crash cuts short is finished at the next start.
alter table session add column purge_asked_at timestamp(3) with time zone;
alter table session add column purged_at timestamp(3) with time zone;

-- Whether any step still shows a picture.
create index step_by_picture on step (picture);
