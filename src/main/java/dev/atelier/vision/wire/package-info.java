/**
 * How model servers are asked: patiently, within a bound, and never without money set aside; and
 * how their words are read: strictly. Every adapter that asks a model uses it; it knows {@code
 * vision}, {@code desktop} and {@code json} only.
 */
package dev.atelier.vision.wire;
