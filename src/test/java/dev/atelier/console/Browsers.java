package dev.atelier.console;

import java.nio.file.Path;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.logging.Level;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * Browsers of this machine, each started once and then used by one test after the other: they know
 * nothing of the one before but the scripts they have compiled. Thread-safe.
 */
final class Browsers {
  private static final Map<String, Deque<ChromeDriver>> IDLE = new ConcurrentHashMap<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Browsers::quitAll));
  }

  private Browsers() {}

  /** One whose person reads that language. */
  static ChromeDriver take(String language) {
    ChromeDriver idle = idle(language).poll();
    return idle == null ? start(language) : idle;
  }

  /** Somebody else may have it. */
  static void giveBack(ChromeDriver driver, String language) {
    try {
      forgetAll(driver);
      idle(language).push(driver);
    } catch (WebDriverException spoilt) {
      driver.quit();
    }
  }

  private static Deque<ChromeDriver> idle(String language) {
    return IDLE.computeIfAbsent(language, any -> new ConcurrentLinkedDeque<>());
  }

  private static ChromeDriver start(String language) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary("/usr/bin/chromium");
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--lang=" + language);
    options.setExperimentalOption("prefs", Map.of("intl.accept_languages", language));
    LoggingPreferences told = new LoggingPreferences();
    told.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", told);
    // Those of a server's own authority.
    options.setAcceptInsecureCerts(true);
    return new ChromeDriver(
        new ChromeDriverService.Builder()
            .usingDriverExecutable(Path.of("/usr/bin/chromedriver").toFile())
            .usingAnyFreePort()
            .build(),
        options);
  }

  /** What a tab is set to, such as its size, goes with it. */
  private static void forgetAll(ChromeDriver driver) {
    String fresh = driver.switchTo().newWindow(WindowType.TAB).getWindowHandle();
    for (String tab : driver.getWindowHandles()) {
      if (!tab.equals(fresh)) {
        driver.switchTo().window(tab).close();
      }
    }
    driver.switchTo().window(fresh);
    driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
    driver.executeCdpCommand(
        "Storage.clearDataForOrigin", Map.of("origin", "*", "storageTypes", "all"));
    driver.executeCdpCommand("Browser.resetPermissions", Map.of());
    driver.manage().logs().get(LogType.BROWSER);
  }

  private static void quitAll() {
    IDLE.values().forEach(idle -> idle.forEach(ChromeDriver::quit));
  }
}
