/**
 * What desktops may reach of the internet, and what they were refused. Knows {@code session},
 * {@code desktop} and {@code json}.
 */
package dev.atelier.egress;
