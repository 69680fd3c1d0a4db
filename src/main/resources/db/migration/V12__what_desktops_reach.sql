-- Kept when the desktop goes: a copy of it made later reaches no more than it did.
create table egress_rule (
  session_id varchar(40) primary key,
  mode varchar(16) not null,
  sites varchar(60000) not null
);

create table egress_refusal (
  session_id varchar(40) not null,
  host varchar(255) not null,
  port integer not null,
  reason varchar(16) not null,
  times bigint not null,
  first_at timestamp(3) with time zone not null,
  last_at timestamp(3) with time zone not null,
  boot varchar(40) not null,
  line bigint not null,
  recorded bigint not null,
  recorded_at timestamp(3) with time zone not null,
  primary key (session_id, host, port, reason)
);

create index egress_refusal_by_line on egress_refusal (boot, line);
