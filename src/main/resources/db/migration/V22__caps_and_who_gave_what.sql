-- Caps that were changed while the server runs; without an amount the one of the settings holds. Both rows are always
-- there, for whoever spends holds them.
create table if not exists spending_cap (
  scope varchar(16) primary key,
  usd numeric(18, 8),
  set_by varchar(400),
  set_at timestamp(3) with time zone
);

insert into spending_cap (scope) select 'day' where not exists (select 1 from spending_cap where scope = 'day');
insert into spending_cap (scope) select 'desktop' where not exists (select 1 from spending_cap where scope = 'desktop');

-- Who gave each task, as its beginning is on record; of tasks from before it is not known.
create table if not exists task_giver (
  task_id varchar(40) primary key,
  name varchar(400) not null
);
