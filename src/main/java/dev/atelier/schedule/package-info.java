/**
 * Goals given by the clock: when ({@code When}, {@code Timetable}), what and as whom ({@code
 * Schedules}), and what became of each time ({@code RunRecords}, {@code Runs}), a row before
 * anything is begun. Knows {@code recipe}, {@code task}, {@code session}, {@code control}, {@code
 * vision} and {@code json}; {@code audit} and {@code webhook} watch it.
 */
package dev.atelier.schedule;
