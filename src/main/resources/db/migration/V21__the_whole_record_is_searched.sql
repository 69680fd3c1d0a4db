-- The record of all desktops together is read backwards from a place in time: all of it, that of one
-- desktop, of one person or of one kind. Each index has the whole order, so that nothing is sorted.
drop index if exists audit_entry_by_time;
create index if not exists audit_entry_by_moment on audit_entry (at desc, chain desc, seq desc);
create index if not exists audit_entry_by_chain on audit_entry (chain, at desc, seq desc);
create index if not exists audit_entry_by_actor on audit_entry (actor, at desc, chain desc, seq desc);
create index if not exists audit_entry_by_type on audit_entry (type, at desc, chain desc, seq desc);

-- What walks along all chains found.
create table if not exists audit_check (
  at timestamp(3) with time zone primary key,
  entries bigint not null,
  broken_chain varchar(40),
  broken_seq bigint
);
