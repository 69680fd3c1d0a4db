alter table session add column is_default boolean default false not null;
