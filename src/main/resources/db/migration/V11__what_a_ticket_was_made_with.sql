-- A ticket ends with the token, password or name that it was made with. Of earlier ones that is not known well enough.
delete from ticket;
alter table ticket add column made_with varchar(16) not null;
alter table ticket add column made_with_id varchar(200) not null;
alter table ticket add column made_with_until timestamp(3) with time zone;
alter table ticket add column seal varchar(64) not null;

-- So that of two who are added at once under one name, in whatever case, one is.
alter table console_user add column plain_name varchar(160);
update console_user set plain_name = lower(name);
alter table console_user alter column plain_name set not null;
alter table console_user add constraint console_user_plain_name unique (plain_name);
