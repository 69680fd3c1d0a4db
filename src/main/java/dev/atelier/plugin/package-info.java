/**
 * Beans from jars of other people. Knows the ports that such a jar may fill: {@code vision}, {@code
 * ocr}, {@code task} and {@code desktop}.
 */
package dev.atelier.plugin;
