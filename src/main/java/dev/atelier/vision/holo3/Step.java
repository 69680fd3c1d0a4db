package dev.atelier.vision.holo3;

import dev.atelier.vision.Decision;
import dev.atelier.vision.wire.AskedCall;
import java.util.List;

/**
 * What the model said, understood.
 *
 * @param said as it is told back to the model later
 * @param calls what came of which is told to it next; one without actions is a question
 */
record Step(String said, List<AskedCall> calls, Decision decision) {}
