// What a page says, in the language of whoever's browser shows it. Known by its words in English, so that whoever reads
// the code reads what is said; what is not known here is said in English.

const GERMAN = {
  "Add files": "Dateien hinzufügen",
  "Ask for a new link, or open it from the console.": "Bitten Sie um einen neuen Link, oder öffnen Sie ihn aus der Konsole.",
  "Being changed": "Wird geändert",
  "Cancel": "Abbrechen",
  "Cancel {0}": "{0} abbrechen",
  "Cancelled.": "Abgebrochen.",
  "Clipboard": "Zwischenablage",
  "Close": "Schließen",
  "Connect again": "Neu verbinden",
  "Connected to the desktop": "Mit dem Desktop verbunden",
  "Connecting to the desktop…": "Verbindung zum Desktop wird aufgebaut…",
  "Connecting…": "Verbindet…",
  "Connection lost": "Verbindung verloren",
  "Connection lost, trying again…": "Verbindung verloren, neuer Versuch…",
  "Copied.": "Kopiert.",
  "Copy": "Kopieren",
  "Desktop · Atelier OS": "Desktop · Atelier OS",
  "Desktop tools": "Werkzeuge des Desktops",
  "Drop the files to put them in Downloads": "Lassen Sie die Dateien los, um sie in Downloads zu legen",
  "Ended": "Beendet",
  "Files for this desktop": "Dateien für diesen Desktop",
  "Full screen": "Vollbild",
  "Hand back": "Zurückgeben",
  "It was deleted, or the address is wrong.": "Er wurde gelöscht, oder die Adresse ist falsch.",
  "Its files are kept.": "Seine Dateien sind noch da.",
  "Live": "Live",
  "Live, only watching": "Live, nur zuschauen",
  "Not connected": "Nicht verbunden",
  "On the desktop’s clipboard. Paste it there with Control and V.":
    "In der Zwischenablage des Desktops. Fügen Sie es dort mit Strg und V ein.",
  "Open it from the console, or ask for a link that may.":
    "Öffnen Sie ihn aus der Konsole, oder bitten Sie um einen Link, der es darf.",
  "Open it from the console.": "Öffnen Sie ihn aus der Konsole.",
  "Send to the desktop": "An den Desktop senden",
  "Sign in to the console, or ask for a new link.": "Melden Sie sich an der Konsole an, oder bitten Sie um einen neuen Link.",
  "Someone": "Jemand",
  "Start it again": "Wieder starten",
  "Take control": "Steuern",
  "That did not work: {0}.": "Das hat nicht geklappt: {0}.",
  "That is too much text for the clipboard. Upload it as a file instead.":
    "Das ist zu viel Text für die Zwischenablage. Laden Sie ihn als Datei hoch.",
  "The assistant is paused": "Der Assistent ist angehalten",
  "The assistant is working": "Der Assistent arbeitet",
  "The assistant is working. Press “Take control” to drive yourself.":
    "Der Assistent arbeitet. Drücken Sie „Steuern“, um selbst zu steuern.",
  "The assistant needs you": "Der Assistent braucht Sie",
  "The assistant needs you. Answer it, or press “Take control” to drive yourself.":
    "Der Assistent braucht Sie. Antworten Sie ihm, oder drücken Sie „Steuern“, um selbst zu steuern.",
  "The connection was ended.": "Die Verbindung wurde beendet.",
  "The connection was lost. Nothing was changed; try again.":
    "Die Verbindung ging verloren. Es wurde nichts geändert; versuchen Sie es noch einmal.",
  "The desktop does not answer at the moment.": "Der Desktop antwortet gerade nicht.",
  "The desktop. Control, Alt and Escape together leave it.": "Der Desktop. Strg, Alt und Escape zusammen verlassen ihn.",
  "The desktop’s disk is full.": "Die Festplatte des Desktops ist voll.",
  "The server is restarting.": "Der Server startet neu.",
  "There are too many files of that name in Downloads.": "In Downloads sind zu viele Dateien dieses Namens.",
  "This address names no desktop.": "Diese Adresse nennt keinen Desktop.",
  "This browser did not keep up with the pictures.": "Dieser Browser kam mit den Bildern nicht nach.",
  "This browser sent something the desktop does not understand. Nothing was lost.":
    "Dieser Browser hat etwas gesendet, das der Desktop nicht versteht. Es ging nichts verloren.",
  "This desktop has stopped.": "Dieser Desktop ist beendet.",
  "This desktop is not there any more.": "Diesen Desktop gibt es nicht mehr.",
  "This desktop is {0}.": "Dieser Desktop wird gerade geändert.",
  "This file cannot be read.": "Diese Datei lässt sich nicht lesen.",
  "This file is larger than the server takes.": "Diese Datei ist größer, als der Server annimmt.",
  "This page may not show the desktop.": "Diese Seite darf den Desktop nicht zeigen.",
  "Try again": "Noch einmal versuchen",
  "Try now": "Jetzt versuchen",
  "Waiting…": "Wartet…",
  "What did you do? (for the assistant)": "Was haben Sie getan? (für den Assistenten)",
  "What was copied on the desktop, or what you want to paste there":
    "Was auf dem Desktop kopiert wurde, oder was Sie dort einfügen wollen",
  "You are driving": "Sie steuern",
  "You are not signed in, or this link has expired.": "Sie sind nicht angemeldet, oder dieser Link ist abgelaufen.",
  "You are only watching, so files cannot be put on this desktop.":
    "Sie schauen nur zu, deshalb können Sie diesem Desktop keine Dateien geben.",
  "You have control, the assistant is paused.": "Sie haben die Steuerung, der Assistent ist angehalten.",
  "You have control.": "Sie haben die Steuerung.",
  "You may only watch this desktop, so you cannot put files there.":
    "Sie dürfen diesem Desktop nur zuschauen, deshalb können Sie ihm keine Dateien geben.",
  "Your control": "Ihre Steuerung",
  "the server did not say why": "der Server hat nicht gesagt, warum",
  "{0} is a folder. Drop the files in it, or pack it into one file first.":
    "{0} ist ein Ordner. Ziehen Sie die Dateien daraus hierher, oder packen Sie ihn zuerst in eine Datei.",
  "{0} is driving": "{0} steuert",
  "{0} is driving. Only one can at a time.": "{0} steuert. Das kann immer nur eine Person.",
  "{0} is in Downloads": "{0} ist in Downloads",
};
const LANGUAGE = navigator.language?.toLowerCase().startsWith("de") ? "de" : "en";

/** These words, with what belongs at {0}, {1} and so on. */
export function spoken(words, ...values) {
  const said = (LANGUAGE === "de" && GERMAN[words]) || words;
  return said.replace(/\{(\d)\}/g, (place, number) => values[number] ?? place);
}

/** Has a page that was written in English say it so. */
export function speak(page) {
  page.documentElement.lang = LANGUAGE;
  if (LANGUAGE === "en") {
    return;
  }
  const texts = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const words = texts.currentNode.data.trim().replace(/\s+/g, " ");
    if (words) {
      texts.currentNode.data = spoken(words);
    }
  }
  for (const name of ["aria-label", "placeholder"]) {
    page.querySelectorAll(`[${name}]`).forEach((each) => each.setAttribute(name, spoken(each.getAttribute(name))));
  }
}
