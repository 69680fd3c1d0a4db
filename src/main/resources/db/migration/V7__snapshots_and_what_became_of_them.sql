-- A character beyond the basic plane, such as an emoji, takes two places in H2.
alter table snapshot alter column session_label set data type varchar(160);
alter table snapshot alter column note set data type varchar(400);
alter table snapshot alter column template_name set data type varchar(160);
alter table snapshot alter column template_description set data type varchar(1000);

create table restoration (
  session_id varchar(40) not null,
  at timestamp(3) with time zone not null,
  back_to timestamp(3) with time zone not null,
  before_task varchar(40)
);

create index restoration_of_session on restoration (session_id, at);
