/**
 * Who drives a desktop, and the one way an action reaches it. Knows {@code session} and {@code
 * desktop}.
 */
package dev.atelier.control;
