/** The JAX-RS application: its errors, its health, and what happens at start. Nobody knows it. */
package dev.atelier.http;
