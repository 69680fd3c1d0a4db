/**
 * Holo3 on a vLLM server: its own JSON grammar over Chat Completions, with places from 0 to 1000.
 * Knows {@code vision}, {@code vision.wire}, {@code desktop} and {@code json} only.
 */
package dev.atelier.vision.holo3;
