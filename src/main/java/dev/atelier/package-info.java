/**
 * Atelier OS: a persistent Linux desktop for every teammate's AI. Each room's package-info says its
 * job.
 */
package dev.atelier;
