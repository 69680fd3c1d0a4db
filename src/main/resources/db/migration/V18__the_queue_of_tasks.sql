-- Tasks that wait for their desktop, whose status is "queued"; a row goes when its task begins or ends.
create table queued_task (
  task_id varchar(40) primary key references task (id),
  session_id varchar(40) not null,
  place bigint not null,
  undo boolean not null,
  given_by varchar(400) not null
);

create index queued_task_of_session on queued_task (session_id, place);
