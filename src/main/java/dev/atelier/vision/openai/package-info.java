/**
 * OpenAI's models: the computer tool over the Responses API, and functions over Chat Completions
 * for models and servers without it. Knows {@code vision}, {@code vision.wire}, {@code desktop} and
 * {@code json} only.
 */
package dev.atelier.vision.openai;
