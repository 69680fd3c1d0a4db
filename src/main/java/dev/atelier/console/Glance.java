package dev.atelier.console;

import dev.atelier.session.Session;
import dev.atelier.task.Step;
import dev.atelier.task.Task;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What the wall shows of one desktop.
 *
 * @param latest the task at work there, else the last one
 * @param step what that task did last, while it is at work
 * @param maker who made the desktop
 * @param person who drives it, if one does
 * @param spent what models cost on it today, in US dollars
 */
record Glance(
    Session session,
    Optional<Task> latest,
    Optional<Step> step,
    Optional<String> maker,
    Optional<String> person,
    BigDecimal spent) {}
