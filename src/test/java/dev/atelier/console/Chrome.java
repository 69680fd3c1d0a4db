package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.Rectangle;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedCondition;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A browser of this machine without a window. */
public final class Chrome implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int MOST_TABS = 60;
  private final String language;
  private final ChromeDriver driver;

  public Chrome(int width, int height) {
    this(width, height, "en");
  }

  /**
   * @param language which its person reads, such as {@code de}
   */
  public Chrome(int width, int height, String language) {
    this.language = language;
    driver = Browsers.take(language);
    resize(width, height);
  }

  public void resize(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Whether the person has asked their machine for dark colours. */
  public void dark(boolean wanted) {
    Map<String, String> scheme =
        Map.of("name", "prefers-color-scheme", "value", wanted ? "dark" : "light");
    driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
    untilTrue("!document.getAnimations().some((each) => each instanceof CSSTransition)");
  }

  /** Goes on by the tabulator, as somebody without a mouse, until such an element has the focus. */
  public void tabTo(String css) {
    for (int presses = 0; presses < MOST_TABS && !isFocused(css); presses++) {
      type(Keys.TAB);
    }
    assertThat(isFocused(css)).as(css).isTrue();
  }

  /** As its label says: the desktop has the keys there. */
  public void leaveLiveView() {
    new Actions(driver)
        .keyDown(Keys.CONTROL)
        .keyDown(Keys.ALT)
        .sendKeys(Keys.ESCAPE)
        .keyUp(Keys.ALT)
        .keyUp(Keys.CONTROL)
        .perform();
  }

  public boolean isFocused(String css) {
    return Boolean.TRUE.equals(script("return document.activeElement.matches(arguments[0])", css));
  }

  /** Whether everything is as narrow as the window. */
  public boolean fits() {
    return Boolean.TRUE.equals(script("return document.documentElement.scrollWidth <= innerWidth"));
  }

  public void open(String address) {
    driver.get(address);
  }

  /** Opens it in a tab of its own, which is then the one that is shown. */
  public void openInATab(String address) {
    driver.switchTo().newWindow(WindowType.TAB);
    driver.get(address);
  }

  /** Shows each tab in turn. */
  public void inEachTab(Runnable work) {
    for (String tab : driver.getWindowHandles()) {
      driver.switchTo().window(tab);
      work.run();
    }
  }

  /** Those of the machine that is shown, whichever port gave them. */
  public void forgetCookies() {
    driver.manage().deleteAllCookies();
  }

  public String address() {
    return driver.getCurrentUrl();
  }

  /** The element once it can be seen. */
  public WebElement see(String css) {
    return until(
        browser -> {
          WebElement found =
              browser.findElements(By.cssSelector(css)).stream()
                  .filter(WebElement::isDisplayed)
                  .findFirst()
                  .orElse(null);
          return found;
        });
  }

  public void click(String css) {
    steady(() -> see(css)).click();
  }

  /** What moves, such as a dialog that opens, is not where it was when the click arrives. */
  private WebElement steady(Supplier<WebElement> element) {
    AtomicReference<Rectangle> before = new AtomicReference<>();
    return until(
        browser -> {
          WebElement found = element.get();
          Rectangle place = found.getRect();
          return place.equals(before.getAndSet(place)) && found.isEnabled() ? found : null;
        });
  }

  /** The button, link or menu item with these words. */
  public void clickText(String css, String words) {
    steady(
            () ->
                until(
                    browser ->
                        browser.findElements(By.cssSelector(css)).stream()
                            .filter(WebElement::isDisplayed)
                            .filter(element -> element.getText().contains(words))
                            .findFirst()
                            .orElse(null)))
        .click();
  }

  /** Types into whatever has the focus. */
  public void type(CharSequence... text) {
    Actions actions = new Actions(driver);
    for (CharSequence each : text) {
      actions.sendKeys(each);
    }
    actions.perform();
  }

  /** Chooses a file where a page offers to send one. */
  public void attach(String upload, Path file) {
    until(
            browser ->
                (WebElement)
                    script(
                        "const offer = document.querySelector(arguments[0]);"
                            + " return (offer?.shadowRoot ?? offer)"
                            + "?.querySelector('input[type=file]')",
                        upload))
        .sendKeys(file.toString());
  }

  /** Presses a key while Control is held. */
  public void control(CharSequence key) {
    new Actions(driver).keyDown(Keys.CONTROL).sendKeys(key).keyUp(Keys.CONTROL).perform();
  }

  public Object script(String code, Object... arguments) {
    return driver.executeScript(code, arguments);
  }

  /**
   * Enters a frame once its own page is there: another process shows it than the empty one before.
   */
  public void enterFrame(String css) {
    until(
        browser -> {
          driver
              .switchTo()
              .defaultContent()
              .switchTo()
              .frame(driver.findElement(By.cssSelector(css)));
          return Boolean.TRUE.equals(
              script(
                  "return location.href !== 'about:blank' && document.readyState === 'complete'"));
        });
  }

  public void leaveFrame() {
    driver.switchTo().defaultContent();
  }

  public <T> T until(ExpectedCondition<T> condition) {
    return new WebDriverWait(driver, PATIENCE, Duration.ofMillis(150))
        .ignoring(StaleElementReferenceException.class)
        .until(condition);
  }

  /** Waits until the script returns something true. */
  public void untilTrue(String code) {
    until(browser -> Boolean.TRUE.equals(script("return Boolean(" + code + ")")));
  }

  /** Keeps what can be seen as a picture of the documentation. */
  public void keepPicture(String name) {
    // Half a dialog is no picture of it.
    untilTrue("!document.querySelector('[opening], [closing]')");
    Path file = Path.of("docs/images", name + ".png");
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** What pages tried since the last time and their policies did not allow. */
  public List<String> violations() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .filter(message -> message.contains("Content Security Policy"))
        .toList();
  }

  /** Fails when a page of ours tried what its own policy does not allow. */
  @Override
  public void close() {
    List<String> violations;
    try {
      violations = violations();
    } finally {
      Browsers.giveBack(driver, language);
    }
    assertThat(violations).isEmpty();
  }
}
