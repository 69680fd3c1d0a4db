/**
 * The desktops' homes from outside: files listed, read, written and removed. Knows sessions,
 * desktops and JSON.
 */
package dev.atelier.files;
