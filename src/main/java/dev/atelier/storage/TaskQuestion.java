package dev.atelier.storage;

import dev.atelier.task.TaskFilter;
import dev.atelier.task.TaskStatus;
import java.util.List;
import org.jdbi.v3.core.statement.Query;

/** A filter of tasks in the words of the database; only what is wanted stands in it. */
final class TaskQuestion {
  private static final String SQL =
      """
      select * from task
      where started_at <= :moment and (started_at < :moment or id < :id)%s
      order by started_at desc, id desc fetch first :limit rows only
      """;

  private final TaskFilter filter;

  TaskQuestion(TaskFilter filter) {
    this.filter = filter;
  }

  String sql() {
    StringBuilder wanted = new StringBuilder();
    filter.sessions().ifPresent(some -> wanted.append(" and session_id in (<sessions>)"));
    if (!filter.statuses().isEmpty()) {
      wanted.append(" and status in (<statuses>)");
    }
    if (!filter.givenBy().isEmpty()) {
      wanted.append(" and lower(given_by) like :givenBy escape '!'");
    }
    if (!filter.words().isEmpty()) {
      wanted.append(" and lower(goal) like :words escape '!'");
    }
    filter.from().ifPresent(moment -> wanted.append(" and started_at >= :from"));
    filter.until().ifPresent(moment -> wanted.append(" and started_at < :until"));
    return SQL.formatted(wanted);
  }

  Query bind(Query query) {
    filter.sessions().ifPresent(some -> query.bindList("sessions", List.copyOf(some)));
    if (!filter.statuses().isEmpty()) {
      query.bindList("statuses", filter.statuses().stream().map(TaskStatus::word).toList());
    }
    if (!filter.givenBy().isEmpty()) {
      query.bind("givenBy", containing(filter.givenBy()));
    }
    if (!filter.words().isEmpty()) {
      query.bind("words", containing(filter.words()));
    }
    filter.from().ifPresent(moment -> query.bind("from", Times.toSql(moment)));
    filter.until().ifPresent(moment -> query.bind("until", Times.toSql(moment)));
    return query;
  }

  private static String containing(String text) {
    return "%" + text.replaceAll("([!%_])", "!$1") + "%";
  }
}
