/**
 * Tests. {@code *Test} need nothing but the JVM; {@code *IT} an engine; {@code *BrowserIT} a
 * browser too.
 */
package dev.atelier;
