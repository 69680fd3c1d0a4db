package dev.atelier.storage;

import org.jdbi.v3.core.Handle;

/** Ends what a database of before would begin again, though it may have happened since. */
final class Settling {
  private Settling() {}

  static void of(Handle handle) {
    handle.execute(
        """
        update task set status = 'cancelled', finished_at = current_timestamp,
            error = 'it waited when the backup was made that the server went back to'
          where id in (select task_id from queued_task)
        """);
    handle.execute("delete from queued_task");
    handle.execute(
        """
        update webhook_delivery
          set state = 'given_up', problem = 'the server went back to a backup of before'
          where state = 'pending'
        """);
  }
}
