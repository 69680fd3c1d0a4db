-- Kept when the desktop goes: no epoch is given out twice.
create table control_epoch (
  session_id varchar(40) primary key,
  epoch bigint not null
);
