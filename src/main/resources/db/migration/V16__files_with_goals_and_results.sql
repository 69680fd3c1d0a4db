-- Paths of files in the home that came with the goal.
alter table task add column attachments varchar(200000) default '[]' not null;

-- What came or changed in the home while it worked; null where nobody could look.
alter table task add column files varchar(1000000);
