-- Backups of the server that it went back to, each once.
create table if not exists server_restore (
  id varchar(40) primary key,
  backup_id varchar(40) not null,
  backup_of timestamp(3) with time zone not null,
  asked_by varchar(400) not null,
  asked_at timestamp(3) with time zone not null,
  before_id varchar(40) not null,
  until_id varchar(40) not null,
  restored_at timestamp(3) with time zone not null
);
