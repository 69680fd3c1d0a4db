package dev.atelier.storage;

import dev.atelier.audit.AuditEntry;
import dev.atelier.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Writes long records soon: what is appended is there once this is closed. Not thread-safe. */
public final class AuditInBulk extends JdbiAuditRepository implements AutoCloseable {
  private static final int AT_ONCE = 5000;

  /** Open until the end: a file that nobody has open is closed, and made compact each time. */
  private final Handle handle;

  private final Map<String, Head> heads = new HashMap<>();
  private final List<AuditEntry> waiting = new ArrayList<>();

  AuditInBulk(Jdbi jdbi) {
    super(jdbi);
    this.handle = jdbi.open();
  }

  @Override
  public Head lockHead(String chain) {
    return heads.getOrDefault(chain, new Head(0, AuditEntry.BEGINNING));
  }

  @Override
  public void append(AuditEntry entry) {
    heads.put(entry.chain(), new Head(entry.seq(), entry.hash()));
    waiting.add(entry);
    if (waiting.size() == AT_ONCE) {
      write();
    }
  }

  private void write() {
    handle.useTransaction(
        within -> {
          PreparedBatch batch =
              within.prepareBatch(
                  """
                  insert into audit_entry (chain, seq, at, task_id, step, actor, type, detail,
                    epoch, prev_hash, hash)
                  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                  """);
          waiting.forEach(entry -> batch.add(values(entry)));
          batch.execute();
        });
    waiting.clear();
  }

  private static Object[] values(AuditEntry entry) {
    return new Object[] {
      entry.chain(),
      entry.seq(),
      Times.toSql(entry.at()),
      entry.taskId().orElse(null),
      entry.step(),
      entry.actor(),
      entry.type(),
      Json.write(entry.detail()),
      entry.epoch(),
      entry.prevHash(),
      entry.hash()
    };
  }

  @Override
  public void close() {
    write();
    heads.forEach(this::end);
    handle.close();
  }

  private void end(String chain, Head head) {
    handle.execute("delete from audit_head where chain = ?", chain);
    handle.execute(
        "insert into audit_head (chain, seq, hash) values (?, ?, ?)",
        chain,
        head.seq(),
        head.hash());
  }
}
