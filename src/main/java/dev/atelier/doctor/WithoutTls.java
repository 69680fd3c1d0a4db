package dev.atelier.doctor;

import dev.atelier.identity.PlainRequests;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Whether somebody came from another machine with nothing to keep others from reading along. */
@ApplicationScoped
class WithoutTls implements Check {
  private final PlainRequests requests;

  @Inject
  WithoutTls(PlainRequests requests) {
    this.requests = requests;
  }

  /** For CDI's proxy only. */
  protected WithoutTls() {
    this(null);
  }

  @Override
  public String subject() {
    return "check.tls";
  }

  @Override
  public List<Finding> look() {
    return requests
        .latest()
        .map(host -> List.of(Finding.warning("tls.none", host)))
        .orElseGet(() -> List.of(Finding.ok("tls")));
  }
}
