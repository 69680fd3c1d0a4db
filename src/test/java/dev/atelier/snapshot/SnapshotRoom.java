package dev.atelier.snapshot;

import dev.atelier.FakeEvents;
import dev.atelier.control.Leases;
import dev.atelier.control.LeasesInMemory;
import dev.atelier.desktop.DesktopRuntime;
import dev.atelier.desktop.DesktopRuntimes;
import dev.atelier.session.SessionsInMemory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The whole room beside desktops in memory, its files in a directory of the caller's. */
public final class SnapshotRoom {
  private final SessionsInMemory desktops;
  private final HomeFiles files;
  private final MemorySnapshotRepository repository = new MemorySnapshotRepository();
  private final FakeEvents<SnapshotChanged> changes = new FakeEvents<>();
  private final FakeEvents<SnapshotUsed> uses = new FakeEvents<>();
  private final FakeEvents<OrphanRemoval> orphanRemovals = new FakeEvents<>();
  private final Leases leases = LeasesInMemory.fresh();
  private final Moves moves;
  private final Losses losses;

  public SnapshotRoom(SessionsInMemory desktops, Path data) {
    this.desktops = desktops;
    this.files = new HomeFiles(data.toString());
    this.moves = new Moves(desktops.sessions());
    this.losses = losses(runtimes(desktops.runtime()));
    changes.observedBy(losses::changed);
  }

  /** One that keeps so many snapshots. */
  public Snapshots snapshots(int keep) {
    return snapshots(keep, desktops.runtime());
  }

  /** One that knows this runtime only. */
  Snapshots snapshots(int keep, DesktopRuntime runtime) {
    DesktopRuntimes runtimes = runtimes(runtime);
    SnapshotRecords records = new SnapshotRecords(repository, changes, uses);
    return new Snapshots(
        repository,
        records,
        new SnapshotRemovals(repository, records, files, runtimes, desktops.background()),
        files,
        losses,
        desktops.sessions(),
        moves,
        runtimes,
        leases,
        desktops.clock(),
        keep);
  }

  public Orphans orphans() {
    return new Orphans(
        repository,
        files,
        desktops.sessions(),
        moves,
        runtimes(desktops.runtime()),
        orphanRemovals,
        desktops.background());
  }

  Losses losses() {
    return losses;
  }

  /** What looks for the same snapshots elsewhere. */
  Losses losses(DesktopRuntimes runtimes) {
    return new Losses(repository, files, runtimes, desktops.background());
  }

  private static DesktopRuntimes runtimes(DesktopRuntime runtime) {
    return new DesktopRuntimes(List.of(runtime), Optional.of(runtime.name()));
  }

  public Leases leases() {
    return leases;
  }

  public Moves moves() {
    return moves;
  }

  MemorySnapshotRepository repository() {
    return repository;
  }

  FakeEvents<SnapshotChanged> changes() {
    return changes;
  }

  FakeEvents<SnapshotUsed> uses() {
    return uses;
  }

  FakeEvents<OrphanRemoval> orphanRemovals() {
    return orphanRemovals;
  }
}
