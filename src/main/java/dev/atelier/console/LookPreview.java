package dev.atelier.console;

import com.vaadin.flow.component.Html;
import com.vaadin.flow.component.html.Div;
import dev.atelier.desktop.Look;

/** A small drawing of a desktop as a look has it: wallpaper, a window, the panel. */
final class LookPreview extends Div {
  private static final long serialVersionUID = 1L;

  private static final String DRAWING =
      """
      <svg viewBox="0 0 320 180" aria-hidden="true">
        <rect class="wall" width="320" height="180"/>
        <g class="arch">
          <path d="M192 180V104a16 16 0 0 1 32 0v76z"/>
          <path d="M226 180V84a16 16 0 0 1 32 0v96z"/>
          <path d="M260 180V64a16 16 0 0 1 32 0v116z"/>
          <path d="M294 180V44a16 16 0 0 1 32 0v136z"/>
        </g>
        <path class="accent" d="M268 180V66a8 8 0 0 1 16 0v114z"/>
        <g>
          <rect class="paper edged" x="24" y="20" width="168" height="112" rx="2"/>
          <rect class="active" x="24.5" y="20.5" width="167" height="17"/>
          <text class="ink" x="32" y="32">Terminal</text>
          <path class="lines" d="M164 30h6M174 26h6v6h-6zM184 26l5 6M189 26l-5 6"/>
          <text class="ink mono" x="32" y="54">colours of this look</text>
          <text class="quiet mono" x="32" y="68">quiet words</text>
          <text class="accented mono" x="32" y="82">~</text>
          <text class="ink mono" x="40" y="82">$</text>
          <rect class="accent" x="48" y="74" width="5" height="10"/>
        </g>
        <rect class="paper" y="158" width="320" height="22"/>
        <path class="line" d="M0 158.5h320"/>
        <rect class="surface lined" x="6" y="162.5" width="38" height="13" rx="3"/>
        <rect class="surface lined" x="48" y="162.5" width="30" height="13" rx="3"/>
        <rect class="active" x="84" y="162.5" width="44" height="13" rx="3"/>
        <text class="ink" x="12" y="172">Firefox</text>
        <text class="ink" x="54" y="172">Files</text>
        <text class="ink" x="90" y="172">Terminal</text>
        <text class="ink" x="290" y="172">04:58</text>
      </svg>
      """;

  LookPreview() {
    getElement().setAttribute("role", "img");
    // Only what is within an element of the page is read as a drawing.
    add(new Html("<div>" + DRAWING + "</div>"));
  }

  void show(Look look) {
    setClassName("look-preview theme-" + look.theme());
    getElement()
        .setAttribute(
            "aria-label", getTranslation("look.preview", getTranslation("look." + look.theme())));
  }
}
