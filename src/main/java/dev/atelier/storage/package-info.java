/** All SQL, and the files beside it: the repositories of the rooms above. Nobody knows it. */
package dev.atelier.storage;
