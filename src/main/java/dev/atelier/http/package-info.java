/** The JAX-RS application and what all resources share. May know every room; nobody knows it. */
package dev.atelier.http;
