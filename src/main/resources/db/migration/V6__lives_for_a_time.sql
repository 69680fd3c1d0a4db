alter table session add column expires_at timestamp(3) with time zone;
