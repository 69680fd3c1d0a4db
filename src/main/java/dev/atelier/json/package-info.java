/**
 * JSON in and out, and requests read field by field with errors that name the field. Knows nobody.
 */
package dev.atelier.json;
