-- A character beyond the basic plane takes two places in H2.
create table access_token (
  id varchar(40) primary key,
  name varchar(160) not null,
  hash varchar(64) not null unique,
  role varchar(16) not null,
  desktops varchar(4000),
  made_by varchar(160) not null,
  made_at timestamp(3) with time zone not null,
  expires_at timestamp(3) with time zone,
  last_used_at timestamp(3) with time zone,
  revoked_at timestamp(3) with time zone
);

create table console_user (
  name varchar(160) primary key,
  password varchar(400) not null,
  role varchar(16) not null,
  desktops varchar(4000),
  made_by varchar(160) not null,
  made_at timestamp(3) with time zone not null,
  last_login_at timestamp(3) with time zone
);

create table ticket (
  id varchar(40) primary key,
  session_id varchar(40) not null,
  purpose varchar(16) not null,
  role varchar(16) not null,
  made_by varchar(160) not null,
  made_at timestamp(3) with time zone not null,
  expires_at timestamp(3) with time zone not null,
  used_at timestamp(3) with time zone,
  revoked_at timestamp(3) with time zone
);

create index ticket_of_session on ticket (session_id);
