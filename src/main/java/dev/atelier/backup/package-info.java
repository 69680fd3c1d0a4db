/**
 * The server's data saved and brought back: archives of the database and the pictures, and the way
 * back to one at the next start. Knows {@code json}.
 */
package dev.atelier.backup;
