package dev.atelier.audit;

/** Something was written down; fired within the transaction in which it was. */
public record AuditWritten(AuditEntry entry) {}
