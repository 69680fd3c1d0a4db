package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.ListItem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WallTest {
  private final List<ListItem> items =
      IntStream.range(0, 8).mapToObj(number -> new ListItem()).toList();
  private final Wall wall = new Wall();

  @Test
  void whatChangesItsPlaceIsTheOnlyOneThatMoves() {
    List<ListItem> before = items.subList(0, 4);
    List<ListItem> after = List.of(items.get(3), items.get(0), items.get(1), items.get(2));
    assertThat(Wall.staying(before, after))
        .containsExactlyInAnyOrder(items.get(0), items.get(1), items.get(2));
    assertThat(Wall.staying(after, before))
        .containsExactlyInAnyOrder(items.get(0), items.get(1), items.get(2));
    assertThat(Wall.staying(before, List.of(items.get(5), items.get(2))))
        .containsExactly(items.get(2));
    assertThat(Wall.staying(List.of(), before)).isEmpty();
  }

  @Test
  void everyOrderIsReachedFromEveryOther() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      List<ListItem> order = new ArrayList<>(items);
      Collections.shuffle(order, random);
      List<ListItem> wanted = order.subList(0, random.nextInt(order.size() + 1));
      wall.arrange(wanted);
      assertThat(wall.getChildren().toList()).isEqualTo(wanted);
    }
  }
}
