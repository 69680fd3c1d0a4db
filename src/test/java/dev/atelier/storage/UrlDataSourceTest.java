package dev.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlDataSourceTest {

  @ParameterizedTest
  @CsvSource({
    "postgresql://ada:sage@db/atelier, postgresql:…",
    "jdbc:mysql://db/atelier?password=sage, jdbc:mysql:…",
    "ada-sage, …",
    "jdbc:postgresql://db:sage/atelier, jdbc:postgresql:…"
  })
  void anAddressThatIsRefusedIsNotQuotedAsItMayHoldAPassword(String url, String told) {
    UrlDataSource database = new UrlDataSource();
    database.setUrl(url);
    assertThatThrownBy(database::getConnection)
        .hasMessageContaining(told)
        .satisfies(
            failure -> {
              for (Throwable at = failure; at != null; at = at.getCause()) {
                assertThat(at.toString()).doesNotContain("sage");
              }
            });
  }
}
