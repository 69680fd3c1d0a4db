-- What models may have filled in; "sealed" opens with SECRETS_KEY only, and only in its own row.
create table kept_secret (
  name varchar(60) primary key,
  site varchar(300),
  in_sight boolean not null,
  sessions varchar(4000),
  sealed varchar(4000) not null,
  made_by varchar(160) not null,
  made_at timestamp(3) with time zone not null,
  changed_at timestamp(3) with time zone not null,
  used_at timestamp(3) with time zone
);

-- Where one was typed: covered on pictures, also after a restart.
create table secret_use (
  session_id varchar(40) not null,
  secret varchar(60) not null,
  x integer not null,
  y integer not null,
  width integer not null,
  height integer not null,
  used_at timestamp(3) with time zone not null,
  primary key (session_id, secret)
);
