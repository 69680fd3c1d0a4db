package dev.atelier.vision.openai;

import dev.atelier.vision.Decision;
import java.util.List;

/** A response, understood: what it waits for and what it means. */
record Reply(String id, List<ComputerCall> calls, Decision decision) {}
