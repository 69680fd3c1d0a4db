/**
 * How model servers are asked: patiently, within a bound, and never without money set aside. Every
 * adapter that asks a model uses it; it knows {@code vision} only.
 */
package dev.atelier.vision.wire;
