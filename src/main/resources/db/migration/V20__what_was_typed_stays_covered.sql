-- Each time a secret was typed is a row of its own: two fields may hold the same one, and one field two values after
-- another. "sealed" is what was typed then, whatever became of the secret since; what was typed before this is not
-- known, so that such a desktop shows nothing until it is a day old, and what is older counts no more. "let_go" is set
-- once another page is there.
-- Each statement may be said again: H2 keeps what was done when a start is killed within a migration.
create table if not exists secret_typed (
  session_id varchar(40) not null,
  secret varchar(60) not null,
  sealed varchar(4000) not null,
  x integer not null,
  y integer not null,
  width integer not null,
  height integer not null,
  used_at timestamp(3) with time zone not null,
  let_go boolean not null,
  primary key (session_id, secret, x, y, width, height, used_at)
);

-- Gone already where a start ended behind its end.
create table if not exists secret_use (
  session_id varchar(40) not null,
  secret varchar(60) not null,
  x integer not null,
  y integer not null,
  width integer not null,
  height integer not null,
  used_at timestamp(3) with time zone not null
);

insert into secret_typed (session_id, secret, sealed, x, y, width, height, used_at, let_go)
select session_id, secret, '', x, y, width, height, used_at, false from secret_use
where used_at > current_timestamp - interval '1' day and not exists (select 1 from secret_typed);

drop table secret_use;

alter table secret_typed rename to secret_use;
