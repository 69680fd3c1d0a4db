package dev.atelier.vision.uitars;

import dev.atelier.vision.Decision;
import dev.atelier.vision.wire.AskedCall;
import java.util.List;

/**
 * What the model said, understood.
 *
 * @param calls what came of which is told to it next; one without actions is a question
 */
record Said(List<AskedCall> calls, Decision decision) {}
