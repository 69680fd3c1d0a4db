-- A character beyond the basic plane, such as an emoji, takes two places in H2.
alter table snapshot alter column session_label set data type varchar(160);
alter table snapshot alter column note set data type varchar(400);
alter table snapshot alter column template_name set data type varchar(160);
alter table snapshot alter column template_description set data type varchar(1000);
