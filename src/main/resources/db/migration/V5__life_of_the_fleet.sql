alter table session add column accent varchar(7);
alter table session add column pids integer default 0 not null;
alter table session add column disk_mb integer default 0 not null;
alter table session add column system_image varchar(200);
alter table session add column home integer default 0 not null;
