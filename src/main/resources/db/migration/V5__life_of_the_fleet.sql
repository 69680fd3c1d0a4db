alter table session add column accent varchar(7);
alter table session add column pids integer default 0 not null;
alter table session add column disk_mb integer default 0 not null;
alter table session add column system_image varchar(200);
alter table session add column home integer default 0 not null;
alter table session add column origin varchar(40);

create table snapshot (
  id varchar(40) primary key,
  session_id varchar(40) not null,
  session_label varchar(80) not null,
  runtime varchar(40) not null,
  kind varchar(20) not null,
  state varchar(20) not null,
  note varchar(200) not null,
  task_id varchar(40),
  theme varchar(40) not null,
  accent varchar(7),
  resolution varchar(20) not null,
  system_bytes bigint not null,
  home_bytes bigint not null,
  template_name varchar(80),
  template_description varchar(500),
  created_at timestamp(3) with time zone not null
);

create index snapshot_of_session on snapshot (session_id, created_at);
create index snapshot_of_task on snapshot (task_id);
