/**
 * A program of its own, beside the server: lets through to a container engine what the server needs
 * of it, and nothing by which somebody could take over the engine's machine. Knows nobody.
 */
package dev.atelier.engineproxy;
