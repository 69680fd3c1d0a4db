-- Whose a recipe or a schedule is, by what they came in with: several may have one name. Of earlier recipes only the
-- name is known: whoever has it sees them, admins change them. Of earlier schedules it is known where whoever made one
-- saved it last.
alter table recipe add column owner_with varchar(16);
alter table recipe add column owner_with_id varchar(200);
alter table schedule add column made_with varchar(16);
alter table schedule add column made_with_id varchar(200);
update schedule set made_with = runs_with, made_with_id = runs_with_id where runs_as = made_by;

-- As whom a waiting task begins, asked again then. Of those that wait already it is not known: as if it opened nothing
-- any more.
alter table queued_task add column runs_as varchar(200) default '' not null;
alter table queued_task add column runs_role varchar(16) default 'viewer' not null;
alter table queued_task add column runs_desktops varchar(60000);
alter table queued_task add column runs_with varchar(16) default 'TICKET' not null;
alter table queued_task add column runs_with_id varchar(200) default '' not null;
alter table queued_task add column runs_until timestamp(3) with time zone;
update queued_task set runs_as = substring(given_by, 1, 160);
alter table queued_task alter column runs_as drop default;
alter table queued_task alter column runs_role drop default;
alter table queued_task alter column runs_with drop default;
alter table queued_task alter column runs_with_id drop default;

-- Values of control characters only are written in six signs each.
alter table recipe alter column example set data type varchar(200000);
alter table schedule alter column blanks set data type varchar(200000);
