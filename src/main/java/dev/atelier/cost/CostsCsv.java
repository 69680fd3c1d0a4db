package dev.atelier.cost;

import dev.atelier.Csv;
import java.io.IOException;
import java.io.Writer;
import java.util.Iterator;
import java.util.stream.Stream;

/** What was spent, as comma-separated values for a spreadsheet. */
final class CostsCsv {
  private static final String HEADER =
      "day,desktop,person,backend,model,task_id,goal,calls,input_tokens,output_tokens,"
          + "cache_read_tokens,cache_write_tokens,usd\n";

  private CostsCsv() {}

  /** Writes each line as it is read. */
  static void write(Writer writer, Stream<SpentOn> all) throws IOException {
    writer.write(HEADER);
    for (Iterator<SpentOn> each = all.iterator(); each.hasNext(); ) {
      writer.write(line(each.next()));
      writer.write('\n');
    }
    writer.flush();
  }

  private static String line(SpentOn spent) {
    return Csv.line(
        Stream.of(
            spent.day(),
            spent.desktop(),
            spent.person(),
            spent.backend(),
            spent.model(),
            spent.taskId(),
            spent.goal(),
            spent.calls(),
            spent.usage().input(),
            spent.usage().output(),
            spent.usage().cacheRead(),
            spent.usage().cacheWrite(),
            spent.usd().toPlainString()));
  }
}
