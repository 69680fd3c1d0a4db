package dev.atelier.console;

import com.vaadin.flow.component.UI;
import dev.atelier.snapshot.Snapshot;
import dev.atelier.snapshot.Snapshot.Template;
import dev.atelier.snapshot.Snapshots;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** What the buttons of a snapshot do; what is lost by it is said before. */
final class SnapshotDeeds implements SnapshotItem.Controls {

  /** Names that are longer are not typed again. */
  private static final int LONGEST_TYPED = 40;

  private final String label;
  private final Snapshots snapshots;
  private final Workbench bench;
  private final Locale locale = UI.getCurrent().getLocale();

  /** Where it is done, and what comes of it shown. */
  interface Workbench {
    /**
     * Does something to a desktop's snapshots while the page can be used.
     *
     * @param doing what it is, in words
     * @param work is given by which name it is on record
     */
    void attempt(String doing, Consumer<String> work, Runnable done);

    /** Begins to make a desktop. */
    void makeFrom(Snapshot snapshot);

    /** The desktop is how it was. */
    void wentBack();

    /** Begins to save the desktop as it is now. */
    void saveAgain();
  }

  /**
   * @param label what the desktop is called
   */
  SnapshotDeeds(String label, Snapshots snapshots, Workbench bench) {
    this.label = label;
    this.snapshots = snapshots;
    this.bench = bench;
  }

  @Override
  public void goBack(Snapshot snapshot) {
    Confirmation confirmation =
        new Confirmation(
            text("goBack.title", label),
            text("goBack.consequence"),
            text("goBack.confirm", label),
            () ->
                bench.attempt(
                    text("goBack.doing"),
                    actor -> snapshots.restore(snapshot.sessionId(), snapshot.id(), actor),
                    bench::wentBack));
    TimedSentence loss = new TimedSentence("goBack.loses", snapshot.createdAt());
    loss.addClassName("loss");
    confirmation.addComponentAsFirst(loss);
    String name = name(snapshot);
    (name.isEmpty() ? confirmation : confirmation.about(text("goBack.about", name))).open();
  }

  @Override
  public void makeFrom(Snapshot snapshot) {
    bench.makeFrom(snapshot);
  }

  @Override
  public void note(Snapshot snapshot) {
    new NoteDialog(
            text("note.title"),
            snapshot.note(),
            text("note.save"),
            words ->
                bench.attempt(
                    text("offer.doing"),
                    actor -> snapshots.note(snapshot.id(), words, actor),
                    () -> {}))
        .open();
  }

  @Override
  public void offer(Snapshot snapshot) {
    String proposal = snapshot.kind().isAutomatic() ? "" : snapshot.note();
    new OfferDialog(
            proposal.isEmpty() ? label : proposal,
            template -> change(snapshot, Optional.of(template)))
        .open();
  }

  @Override
  public void offerNoLonger(Snapshot snapshot) {
    change(snapshot, Optional.empty());
  }

  private void change(Snapshot snapshot, Optional<Template> template) {
    bench.attempt(
        text("offer.doing"), actor -> snapshots.offer(snapshot.id(), template, actor), () -> {});
  }

  @Override
  public void delete(Snapshot snapshot) {
    new Confirmation(
            title(snapshot),
            text("forget.consequence", label),
            text("forget.confirm"),
            () ->
                bench.attempt(
                    text("forget.doing"),
                    actor -> snapshots.delete(snapshot.id(), actor),
                    () -> {}))
        .destructive()
        .typed(typed(snapshot))
        .open();
  }

  private String title(Snapshot snapshot) {
    String name = name(snapshot);
    return name.isEmpty() ? text("forget.title") : text("forget.titleNamed", name);
  }

  private static String name(Snapshot snapshot) {
    return snapshot
        .template()
        .map(Template::name)
        .orElse(snapshot.kind().isAutomatic() ? "" : snapshot.note());
  }

  /** What is short enough; else the desktop whose it is. */
  private String typed(Snapshot snapshot) {
    String name = name(snapshot);
    return name.isEmpty() || name.length() > LONGEST_TYPED ? label : name;
  }

  @Override
  public void explainNewest(Snapshot snapshot) {
    new Confirmation(
            text("newest.title"),
            text("snapshots.newest"),
            text("snapshots.save"),
            bench::saveAgain)
        .open();
  }

  private String text(String key, Object... values) {
    return Texts.text(key, locale, values);
  }
}
