package dev.atelier.console;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEvent;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasUrlParameter;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.router.WildcardParameter;
import dev.atelier.replay.VideoFormat;
import dev.atelier.replay.Videos;
import dev.atelier.session.Session;
import dev.atelier.session.Sessions;
import dev.atelier.session.UnknownSession;
import dev.atelier.task.Task;
import dev.atelier.task.Tasks;
import dev.atelier.task.UnknownTask;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** A task to be seen again, and to be kept as a page or a video. */
@Dependent
@Route(value = "replay", layout = ConsoleLayout.class)
@StyleSheet("context://assets/replay.css")
@JavaScript("context://assets/replay-words.js")
@JavaScript("context://assets/replay-picture.js")
@JavaScript("context://assets/replay.js")
public class ReplayView extends Div implements HasUrlParameter<String>, HasDynamicTitle {
  private static final long serialVersionUID = 1L;

  private final transient Sessions sessions;
  private final transient Tasks tasks;
  private final transient Videos videos;
  private transient Session session;
  private transient Task task;

  /** The player of webapp/assets/replay.js, which asks the API for the film itself. */
  @Tag("atelier-replay")
  private static final class Player extends Component {
    private static final long serialVersionUID = 1L;

    Player(String film) {
      getElement().setAttribute("src", film);
    }
  }

  @Inject
  public ReplayView(Sessions sessions, Tasks tasks, Videos videos) {
    this.sessions = sessions;
    this.tasks = tasks;
    this.videos = videos;
    addClassName("replay-view");
  }

  /** Where the replay of a task is, within the console. */
  static String address(Task task) {
    return "replay/" + task.sessionId() + "/" + task.id();
  }

  @Override
  public void setParameter(BeforeEvent event, @WildcardParameter String path) {
    int end = path.indexOf('/');
    String desktop = end < 0 ? path : path.substring(0, end);
    try {
      session = sessions.get(desktop);
      task = tasks.get(desktop, path.substring(end + 1));
      if (!Visitor.sees(desktop)) {
        event.forwardTo(WallView.class);
      }
    } catch (UnknownSession | UnknownTask gone) {
      event.forwardTo(WallView.class);
    }
  }

  @Override
  protected void onAttach(AttachEvent event) {
    removeAll();
    RouterLink back = new RouterLink(session.label(), DesktopView.class, session.id());
    back.addClassName("back");
    String film = "/sessions/" + session.id() + "/task/" + task.id() + "/replay";
    Div title = new Div(back, new H1(getTranslation("replay.title")), downloads(film));
    title.addClassName("title");
    add(title, new Player(film));
  }

  private Div downloads(String film) {
    Div downloads = new Div(download(film + ".html", "keep-page", "replay.keep"));
    downloads.addClassName("downloads");
    if (videos.canMake(VideoFormat.WEBM)) {
      downloads.add(download(film + ".webm", "keep-webm", "replay.webm"));
    }
    if (videos.canMake(VideoFormat.MP4)) {
      downloads.add(download(film + ".mp4", "keep-mp4", "replay.mp4"));
    }
    return downloads;
  }

  private Anchor download(String address, String id, String textKey) {
    Anchor anchor = new Anchor(address, "");
    anchor.add(VaadinIcon.DOWNLOAD.create(), new Span(getTranslation(textKey)));
    anchor.setId(id);
    anchor.getElement().setAttribute("download", true);
    anchor.setRouterIgnore(true);
    return anchor;
  }

  @Override
  public String getPageTitle() {
    return getTranslation("replay.page", session == null ? "" : session.label());
  }
}
