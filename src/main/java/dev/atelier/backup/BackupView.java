package dev.atelier.backup;

import java.util.LinkedHashMap;
import java.util.Map;

/** Backups and restores as the contract shows them. */
final class BackupView {
  private BackupView() {}

  static Map<String, Object> of(Backup backup) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", backup.id());
    view.put("kind", backup.origin().word());
    view.put("created_at", backup.createdAt());
    view.put("made_by", backup.madeBy());
    view.put("size_bytes", backup.bytes());
    view.put("version", backup.version());
    view.put("schema_version", backup.contents().schemaVersion());
    view.put("desktops", backup.contents().desktops());
    view.put("tasks", backup.contents().tasks());
    view.put("audit_entries", backup.contents().auditEntries());
    view.put("pictures", backup.pictures());
    return view;
  }

  static Map<String, Object> of(Making making) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("since", making.since());
    view.put("share", making.share());
    return view;
  }

  static Map<String, Object> of(RestoreWish wish) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("backup_id", wish.backupId());
    view.put("backup_of", wish.backupOf());
    view.put("asked_by", wish.askedBy());
    view.put("asked_at", wish.askedAt());
    view.put("before_id", wish.beforeId());
    view.put("until_id", wish.untilId());
    view.put("takes_effect", "at the next start of the server");
    return view;
  }

  static Map<String, Object> of(Restored restored) {
    Map<String, Object> view = of(restored.wish());
    view.remove("takes_effect");
    view.put("restored_at", restored.at());
    return view;
  }
}
