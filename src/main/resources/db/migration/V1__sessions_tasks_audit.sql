create table session (
  id varchar(40) primary key,
  label varchar(80) not null,
  runtime varchar(40) not null,
  theme varchar(40) not null,
  resolution varchar(20) not null,
  cpus double precision not null,
  memory_mb integer not null,
  status varchar(20) not null,
  problem varchar(2000),
  ever_ready boolean not null,
  created_at timestamp(3) with time zone not null,
  deleted_at timestamp(3) with time zone
);

create table task (
  id varchar(40) primary key,
  session_id varchar(40) not null references session (id),
  goal varchar(2000) not null,
  context varchar(4000) not null,
  backend varchar(40) not null,
  model varchar(200) not null,
  status varchar(30) not null,
  max_steps integer not null,
  max_usd numeric(18, 8),
  step_count integer not null,
  total_cost_usd numeric(18, 8) not null,
  final_text varchar(100000) not null,
  error varchar(10000) not null,
  started_at timestamp(3) with time zone not null,
  finished_at timestamp(3) with time zone
);

create index task_of_session on task (session_id, started_at);
create index task_by_start on task (started_at);
create index task_by_status on task (status);

create table step (
  task_id varchar(40) not null references task (id),
  number integer not null,
  verb varchar(40),
  parameters varchar(1000000) not null,
  result varchar(10000) not null,
  text varchar(100000) not null,
  cost_usd numeric(18, 8) not null,
  total_cost_usd numeric(18, 8) not null,
  at timestamp(3) with time zone not null,
  duration_ms bigint not null,
  picture varchar(100),
  primary key (task_id, number)
);

create table audit_head (
  chain varchar(40) primary key,
  seq bigint not null,
  hash char(64) not null
);

create table audit_entry (
  chain varchar(40) not null,
  seq bigint not null,
  at timestamp(3) with time zone not null,
  task_id varchar(40),
  step integer not null,
  actor varchar(200) not null,
  type varchar(60) not null,
  detail varchar(1000000) not null,
  epoch bigint not null,
  prev_hash char(64) not null,
  hash char(64) not null,
  primary key (chain, seq)
);
