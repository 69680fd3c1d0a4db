// What the player of replays says, in the language of whoever's browser shows it. Apart from spoken.js, since a
// file that is kept has no modules. What was done, and why, is told as the server tells it.

globalThis.atelierReplayed = (() => {
  const GERMAN = {
    "At work": "An der Arbeit",
    "Back": "Zurück",
    "Did not work": "Hat nicht geklappt",
    "Did not work: {0}": "Hat nicht geklappt: {0}",
    "Done": "Fertig",
    "Loading the replay…": "Die Wiederholung wird geladen…",
    "Next": "Weiter",
    "No picture is taken while a person drives.": "Solange ein Mensch steuert, wird kein Bild aufgenommen.",
    "Nothing was done yet, so there is nothing to see again.": "Es wurde noch nichts getan, also gibt es nichts wiederzusehen.",
    "Over budget": "Budget überschritten",
    "Pause": "Pause",
    "Paused": "Angehalten",
    "Place in the replay": "Stelle in der Wiederholung",
    "Play": "Abspielen",
    "Replay": "Wiederholung",
    "Speed": "Geschwindigkeit",
    "Stopped": "Gestoppt",
    "The assistant drove": "Der Assistent steuerte",
    "The model did not answer": "Das Modell hat nicht geantwortet",
    "The picture could not be loaded. It may have been removed meanwhile.":
      "Das Bild konnte nicht geladen werden. Vielleicht wurde es inzwischen entfernt.",
    "The picture was left out to keep this file small.": "Das Bild wurde weggelassen, damit diese Datei klein bleibt.",
    "The picture was removed after {0} day.": "Das Bild wurde nach {0} Tag entfernt.",
    "The picture was removed after {0} days.": "Das Bild wurde nach {0} Tagen entfernt.",
    "The replay could not be loaded. Try again in a moment.":
      "Die Wiederholung konnte nicht geladen werden. Versuchen Sie es gleich noch einmal.",
    "The screen: {0}": "Der Bildschirm: {0}",
    "The server cannot be reached. Load this page again in a moment.":
      "Der Server ist nicht zu erreichen. Laden Sie diese Seite gleich noch einmal.",
    "There is no picture of this.": "Hiervon gibt es kein Bild.",
    "This page may not show the replay. Open it from the console.":
      "Diese Seite darf die Wiederholung nicht zeigen. Öffnen Sie sie aus der Konsole.",
    "This task is not there any more, or the address is wrong.": "Diesen Auftrag gibt es nicht mehr, oder die Adresse ist falsch.",
    "Too many steps": "Zu viele Schritte",
    "Waits for an answer": "Wartet auf eine Antwort",
    "You are not signed in, or this link has expired. Sign in to the console, or ask for a new link.":
      "Sie sind nicht angemeldet, oder dieser Link ist abgelaufen. Melden Sie sich an der Konsole an, oder bitten Sie um einen neuen Link.",
    "{0} drove": "{0} steuerte",
    "{0} for models": "{0} für Modelle",
    "{0} for this step, {1} so far": "{0} für diesen Schritt, {1} bis hier",
    "{0} of {1}": "{0} von {1}",
    "{0} step": "{0} Schritt",
    "{0} steps": "{0} Schritte",
  };
  const isGerman = navigator.language?.toLowerCase().startsWith("de");

  /** These words, with what belongs at {0} and {1}. */
  return (words, ...values) =>
    ((isGerman && GERMAN[words]) || words).replace(/\{(\d)\}/g, (place, number) => values[number] ?? place);
})();
