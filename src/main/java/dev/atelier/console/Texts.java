package dev.atelier.console;

import com.vaadin.cdi.annotation.VaadinServiceEnabled;
import com.vaadin.flow.i18n.I18NProvider;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** Every word of the console, by key, in the languages there are bundles for. Thread-safe. */
@VaadinServiceEnabled
@ApplicationScoped
public class Texts implements I18NProvider {
  private static final long serialVersionUID = 1L;
  private static final String BUNDLE = "dev.atelier.console.messages";

  @Override
  public List<Locale> getProvidedLocales() {
    return List.of(Locale.ENGLISH, Locale.GERMAN);
  }

  @Override
  public String getTranslation(String key, Locale locale, Object... values) {
    return text(key, locale, values);
  }

  /** The words of that key; the key itself where there are none, for tests to find. */
  static String text(String key, Locale locale, Object... values) {
    try {
      return new MessageFormat(bundle(locale).getString(key), locale).format(values);
    } catch (MissingResourceException missing) {
      return "!" + key;
    }
  }

  static boolean has(String key, Locale locale) {
    return bundle(locale).containsKey(key);
  }

  private static ResourceBundle bundle(Locale locale) {
    return ResourceBundle.getBundle(
        BUNDLE,
        locale,
        Texts.class.getClassLoader(),
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT));
  }
}
