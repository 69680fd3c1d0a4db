package dev.atelier.storage;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Connections as a container gives them: within a transaction a thread always gets the same one,
 * and closing it does not end it. Thread-safe.
 */
final class Transactions implements DataSource {
  private final UrlDataSource database = new UrlDataSource();
  private final Map<Thread, Connection> present = new ConcurrentHashMap<>();

  Transactions(String url, String user, String password) {
    database.setUrl(url);
    database.setUser(user);
    database.setPassword(password);
  }

  /** Does the work in one transaction, which is undone when the work fails. */
  <T> T within(Callable<T> work) throws Exception {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      present.put(Thread.currentThread(), connection);
      try {
        T result = work.call();
        connection.commit();
        return result;
      } catch (Exception | AssertionError failure) {
        connection.rollback();
        throw failure;
      } finally {
        present.remove(Thread.currentThread());
      }
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = present.get(Thread.currentThread());
    return connection == null ? database.getConnection() : kept(connection);
  }

  private static Connection kept(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (self, method, arguments) -> {
              if (method.getName().equals("close")) {
                return null;
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
            });
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
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
  public Logger getParentLogger() {
    return Logger.getGlobal();
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
