package dev.atelier.storage;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** Connections to whatever database its URL names: H2 or PostgreSQL. The container pools them. */
public final class UrlDataSource implements DataSource {
  private static final Pattern KIND = Pattern.compile("^(jdbc:)?[A-Za-z][A-Za-z0-9]{0,20}:");

  private String url = "";
  private String user = "";
  private String password = "";

  public void setUrl(String url) {
    this.url = url;
  }

  public String getUrl() {
    return url;
  }

  public void setUser(String user) {
    this.user = user;
  }

  public String getUser() {
    return user;
  }

  public void setPassword(String password) {
    this.password = password;
  }

  public String getPassword() {
    return password;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return getConnection(user, password);
  }

  @Override
  public Connection getConnection(String name, String secret) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", name);
    properties.setProperty("password", secret);
    for (Driver driver : ServiceLoader.load(Driver.class, UrlDataSource.class.getClassLoader())) {
      if (driver.acceptsURL(url)) {
        return connected(driver, properties);
      }
    }
    throw new SQLException("DB_URL begins with jdbc:h2: or jdbc:postgresql:, not so " + masked());
  }

  private Connection connected(Driver driver, Properties properties) throws SQLException {
    try {
      return driver.connect(url, properties);
    } catch (SQLException failure) {
      String words = String.valueOf(failure.getMessage());
      if (!words.contains(url)) {
        throw failure;
      }
      throw new SQLException(words.replace(url, masked()), failure.getSQLState());
    }
  }

  /** Only what kind of address it is: the rest may hold a password. */
  private String masked() {
    Matcher kind = KIND.matcher(url);
    return kind.find() ? kind.group() + "…" : "…";
  }

  @Override
  public PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("wraps nothing");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
