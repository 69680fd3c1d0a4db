-- The server's own chain begins with the database: its first entries may be of several
-- transactions at once, and of a row that is not there yet none could wait for the other.
insert into audit_head (chain, seq, hash)
select 'server', 0, '0000000000000000000000000000000000000000000000000000000000000000'
where not exists (select 1 from audit_head where chain = 'server');
