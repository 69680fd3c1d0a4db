package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.textfield.TextField;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskFilterBarTest {
  private int changes;

  @Test
  void wantingEverythingAgainIsOneChange() {
    TaskFilterBar bar = new TaskFilterBar(List.of(), ZoneOffset.UTC, () -> changes++);
    bar.getChildren()
        .filter(TextField.class::isInstance)
        .map(TextField.class::cast)
        .forEach(field -> field.setValue("invoices"));
    assertThat(changes).isEqualTo(2);
    bar.clear();
    assertThat(changes).isEqualTo(3);
    assertThat(bar.wantsAll()).isTrue();
    bar.clear();
    assertThat(changes).isEqualTo(3);
  }
}
