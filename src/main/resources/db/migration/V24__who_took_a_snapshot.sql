-- Of those from before this is only in the record of what was done.
alter table snapshot add column if not exists taken_by varchar(200) default '' not null;
