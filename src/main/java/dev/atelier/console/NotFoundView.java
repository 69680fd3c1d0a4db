package dev.atelier.console;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.router.RouterLink;
import jakarta.enterprise.context.Dependent;
import jakarta.servlet.http.HttpServletResponse;

/** Says that there is no such page, and where to go on. */
@Dependent
@ParentLayout(ConsoleLayout.class)
public class NotFoundView extends Div
    implements HasErrorParameter<NotFoundException>, HasDynamicTitle {
  private static final long serialVersionUID = 1L;

  @Override
  public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NotFoundException> error) {
    addClassName("empty");
    add(
        new H1(getTranslation("missing.title")),
        new Paragraph(getTranslation("missing.next")),
        new RouterLink(getTranslation("wall.title"), WallView.class));
    return HttpServletResponse.SC_NOT_FOUND;
  }

  @Override
  public String getPageTitle() {
    return getTranslation("missing.page");
  }
}
