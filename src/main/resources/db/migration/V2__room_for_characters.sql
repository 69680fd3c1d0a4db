-- A character beyond the basic plane, such as an emoji, takes two places in H2.
alter table session alter column label set data type varchar(160);
alter table task alter column goal set data type varchar(4000);
alter table task alter column context set data type varchar(8000);
