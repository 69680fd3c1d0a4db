-- Who gave a task, for people to read; nobody knows of earlier ones but those that still wait.
alter table task add column if not exists given_by varchar(400) default '' not null;
update task set given_by = (select queued_task.given_by from queued_task where queued_task.task_id = task.id)
  where id in (select task_id from queued_task);
