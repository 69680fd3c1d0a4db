/**
 * One computer and what can be done on it. The ports {@code Desktop} and {@code DesktopRuntime},
 * and the verbs ({@code Action}). Knows nobody; the adapters live in {@code rfb}, {@code docker}
 * and {@code local}.
 */
package dev.atelier.desktop;
