/**
 * The desktops' homes from outside: files listed, read, written and removed. Knows sessions and
 * desktops.
 */
package dev.atelier.files;
