package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import dev.atelier.BackgroundWork;
import dev.atelier.desktop.Quota;
import dev.atelier.session.Capacity.Room;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SizeChoiceTest {
  private final SizeChoice choice =
      new SizeChoice(null, new Errands(new BackgroundWork(Thread::new)));

  @Test
  void aSizeIsWhatADesktopMayUse() {
    assertThat(choice.quota()).isEqualTo(Quota.STANDARD);
    choice.choose(DesktopSize.SMALL);
    assertThat(choice.quota()).isEqualTo(new Quota(1, 2048, 0, 0));
    choice.choose(DesktopSize.LARGE);
    assertThat(choice.quota()).isEqualTo(new Quota(4, 8192, 0, 0));
    choice.choose(DesktopSize.OWN);
    assertThat(choice.quota()).isEqualTo(new Quota(2, 4096, 0, 0));
    assertThat(choice.isWhole()).isTrue();
  }

  @Test
  void whereNothingCanBeBoundedOnlyTheUsualSizeIsLeftAndItIsSaidWhy() {
    choice.choose(DesktopSize.LARGE);
    choice.show(new Room(false, OptionalLong.of(64_000)));
    assertThat(choice.quota()).isEqualTo(Quota.STANDARD);
    assertThat(sizes().getItemEnabledProvider().test(DesktopSize.USUAL)).isTrue();
    assertThat(sizes().getItemEnabledProvider().test(DesktopSize.SMALL)).isFalse();
    assertThat(sizes().getHelperText()).contains("size.unbounded");
  }

  @Test
  void whatThereIsTooLittleMemoryForIsSaidBefore() {
    choice.show(new Room(true, OptionalLong.of(3072)));
    assertThat(sizes().getHelperText()).isEmpty();
    choice.choose(DesktopSize.LARGE);
    assertThat(sizes().getHelperText()).contains("size.tight");
    choice.choose(DesktopSize.SMALL);
    assertThat(sizes().getHelperText()).isEmpty();
  }

  @SuppressWarnings("unchecked")
  private RadioButtonGroup<DesktopSize> sizes() {
    return (RadioButtonGroup<DesktopSize>)
        choice.getChildren().filter(RadioButtonGroup.class::isInstance).findFirst().orElseThrow();
  }
}
