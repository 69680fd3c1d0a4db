package dev.atelier.desktop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.desktop.DesktopSpec;
import dev.atelier.desktop.DesktopStream;
import dev.atelier.desktop.EgressMode;
import dev.atelier.desktop.EgressPolicy;
import dev.atelier.desktop.EgressRule;
import dev.atelier.desktop.Size;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a desktop may ask of the kernel, and where it may write. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class ConfinementIT {
  private static final String IMAGE = EngineUnderTest.image();

  /** Calls by number, as x86-64 has them; with arguments that are wrong wherever they are heard. */
  private static final String CALL =
      """
      import ctypes, sys
      libc = ctypes.CDLL(None, use_errno=True)
      for call in sys.argv[1:]:
          number, *arguments = (int(each, 0) for each in call.split(":"))
          padded = (arguments + [-1] * 6)[:6]
          libc.syscall(ctypes.c_long(number), *(ctypes.c_long(each) for each in padded))
          print(ctypes.get_errno())
      """;

  private static final int REFUSED = 1;
  private static final int NO_FAMILY = 97;

  private final String instance = "it-" + Long.toString(System.nanoTime(), 36);
  private final DesktopSpec spec = DesktopSpec.usual("ada-" + instance, new Size(800, 600));
  private final Engine engine = EngineUnderTest.engine();
  private final DockerRuntime runtime =
      new DockerRuntime(
          engine,
          instance,
          IMAGE,
          Limits.parse("1g", 2, 512),
          new DesktopNetwork(DesktopNetwork.USUAL_NAME),
          EgressPolicy.open(),
          id -> new EgressRule(EgressMode.OPEN, List.of()),
          SystemFiles.READ_ONLY);

  @BeforeEach
  void start() {
    EngineUnderTest.require(runtime);
    runtime.start(spec);
  }

  @AfterEach
  void leavesNothing() {
    runtime.remove(spec.id(), true);
    runtime.copies().orElseThrow().dropSystem("kept_" + instance);
    runtime.close();
  }

  @Test
  void whatTheEngineRefusesIsRefusedAlsoInANamespaceOfOnesOwn() throws IOException {
    String[] refused = {
      // mount, umount2, pivot_root, move_mount, open_tree, fsopen, mount_setattr
      "165",
      "166",
      "155",
      "429",
      "428",
      "430",
      "442",
      // bpf, perf_event_open, userfaultfd, io_uring_setup
      "321",
      "298",
      "323",
      "425",
      // add_key, request_key, keyctl, kexec_load, kexec_file_load
      "248",
      "249",
      "250",
      "246",
      "320",
      // init_module, finit_module, delete_module, reboot, swapon, acct, settimeofday, quotactl
      "175",
      "313",
      "176",
      "169",
      "167",
      "163",
      "164",
      "179",
      // setns, name_to_handle_at, open_by_handle_at, process_vm_readv, kcmp, iopl
      "308",
      "303",
      "304",
      "310",
      "312",
      "172",
      // unshare: times, mounts, control groups, host name; also along with what is allowed
      "272:0x80",
      "272:0x10000080",
      "272:0x20000",
      "272:0x02000000",
      "272:0x04000000",
      "272:0x10020000",
      // socket: packets, virtual machines, kernel's cryptography
      "41:17:3:0",
      "41:40:1:0",
      "41:38:5:0",
      // setsockopt, getsockopt: the firewall's table, also where the kernel looks at half of the
      // number
      "54:0:0:64",
      "54:0:41:64",
      "54:0:0x100000000:64",
      "54:0:0:0x100000040",
      "55:0:0:64",
      "55:0:41:64",
      "55:0:41:80",
      "55:0:0:80"
    };
    assertThat(calls(refused)).containsOnly(REFUSED);
    assertThat(calls("41:16:3:0", "41:16:3:12")).containsOnly(NO_FAMILY);
    String within = "unshare -Ur mount -t tmpfs x /tmp; unshare -Urn true && echo own-network";
    assertThat(run("sh", "-c", within)).isEqualTo("own-network\n");
  }

  @Test
  void firefoxLocksItsPagesUp() throws IOException {
    requireScreen();
    run("sh", "-c", "DISPLAY=:1 setsid firefox >/dev/null 2>&1 &");
    String look =
        """
        for p in /proc/[0-9]*; do
          grep -q '^Web Content' "$p/comm" 2>/dev/null || continue
          [ "$(readlink $p/ns/user)" != "$(readlink /proc/1/ns/user)" ] &&
            [ "$(readlink $p/ns/net)" != "$(readlink /proc/1/ns/net)" ] && echo apart
        done
        true
        """;
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> run("sh", "-c", look).contains("apart"));
  }

  /** What begins before the screen stands ends at once. */
  private void requireScreen() throws IOException {
    try (DesktopStream stream = runtime.connect(spec.id())) {
      assertThat(new String(stream.input().readNBytes(3), StandardCharsets.US_ASCII))
          .isEqualTo("RFB");
    }
  }

  @Test
  void withoutSoftwareTheSystemCannotBeChangedAndAllElseWorks() throws IOException {
    requireScreen();
    for (String place : List.of("/usr/bin", "/etc", "/opt", "/var/lib", "/lib", "/root", "/")) {
      String write = "touch " + place + "/x && echo written";
      assertThat(run("sh", "-c", write)).as(place).isEmpty();
      Exec.Output asRoot =
          Exec.run(
              engine,
              DesktopContainer.NAME + spec.id(),
              "root",
              Duration.ofSeconds(10),
              "sh",
              "-c",
              write);
      assertThat(asRoot.text()).as(place).contains("Read-only file system");
    }
    assertThat(run("sh", "-c", "touch ~/x /tmp/x /var/tmp/x && echo written"))
        .isEqualTo("written\n");
    assertThat(run("cat", "/etc/machine-id")).isEqualTo(MachineId.of(spec.id()) + "\n");
    runtime.tell(spec.id(), "hello");
    runtime.stop(spec.id());
    runtime.start(spec);
    assertThat(run("cat", "/var/lib/dbus/machine-id")).isEqualTo(MachineId.of(spec.id()) + "\n");
    assertThat(runtime.copies().orElseThrow().keepSystem(spec, "kept_" + instance)).isNotNegative();
  }

  private List<Integer> calls(String... calls) throws IOException {
    String[] command = new String[3 + calls.length];
    command[0] = "python3";
    command[1] = "-c";
    command[2] = CALL;
    System.arraycopy(calls, 0, command, 3, calls.length);
    List<Integer> answers = run(command).lines().map(Integer::valueOf).toList();
    assertThat(answers).hasSameSizeAs(calls);
    return answers;
  }

  private String run(String... command) throws IOException {
    try (ExecStream stream =
        ExecStream.open(engine, DesktopContainer.NAME + spec.id(), Exec.DESKTOP_USER, command)) {
      return new String(stream.input().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
