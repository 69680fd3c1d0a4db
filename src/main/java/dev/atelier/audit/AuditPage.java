package dev.atelier.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a search found, newest first.
 *
 * @param next where more may be; empty when the record was looked through to its beginning
 * @param lookedBackTo where the search left off before it had found as much as was wanted
 */
public record AuditPage(
    List<AuditEntry> entries, Optional<AuditPlace> next, Optional<Instant> lookedBackTo) {}
