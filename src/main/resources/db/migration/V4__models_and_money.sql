alter table task add column ask_before varchar(10000) default '[]' not null;
alter table step add column decided_by varchar(40);

create table tally (
  scope varchar(40) not null,
  budget_day date not null,
  usd numeric(18, 8) not null,
  primary key (scope, budget_day)
);

create table model_call (
  id varchar(40) primary key,
  at timestamp(3) with time zone not null,
  budget_day date not null,
  session_id varchar(40) not null,
  task_id varchar(40) not null,
  step integer not null,
  backend varchar(40) not null,
  model varchar(200) not null,
  input_tokens bigint not null,
  output_tokens bigint not null,
  cache_read_tokens bigint not null,
  cache_write_tokens bigint not null,
  usd numeric(18, 8) not null,
  state varchar(20) not null
);

create index model_call_by_day on model_call (budget_day);
create index model_call_by_state on model_call (state);
create index model_call_of_task on model_call (task_id);
