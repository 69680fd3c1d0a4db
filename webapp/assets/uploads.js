// Files from this browser into a desktop's Downloads: large ones in pieces, so that a connection that
// is lost costs one piece at most. What is there already stays: another one of that name gets a number.

import { spoken } from "/assets/spoken.js";

const PIECE = 8 * 1024 * 1024;
const PAUSES_MS = [500, 1000, 2000, 4000, 8000];
const MOST_NAMES = 100;
const FOLDER = "Downloads";

/** Why a file did not get there, in words. */
export class UploadFailed extends Error {}

/** What an upload needs, of those that were dropped or chosen: no folders. */
export function filesOf(transfer) {
  const entries = [...(transfer.items ?? [])]
    .filter((item) => item.kind === "file")
    .map((item) => ({ file: item.getAsFile(), folder: item.webkitGetAsEntry?.()?.isDirectory ?? false }));
  return {
    files: entries.filter((entry) => !entry.folder && entry.file).map((entry) => entry.file),
    folders: entries.filter((entry) => entry.folder).map((entry) => entry.file?.name ?? "A folder"),
  };
}

/**
 * Sends a file, and says by what name it is in Downloads. `progress` is told how many bytes are
 * there; a `signal` ends it.
 */
export async function upload({ session, ticket, file, progress = () => {}, signal }) {
  for (let number = 1; number <= MOST_NAMES; number++) {
    const name = numbered(file.name, number);
    const line = new Line({ session, ticket, name, file, progress, signal });
    if (await line.send()) {
      return name;
    }
  }
  throw new UploadFailed(spoken("There are too many files of that name in Downloads."));
}

/** “report.pdf”, “report (2).pdf”, … */
export function numbered(name, number) {
  if (number === 1) {
    return name;
  }
  const dot = name.lastIndexOf(".");
  const end = dot > 0 ? dot : name.length;
  return `${name.slice(0, end)} (${number})${name.slice(end)}`;
}

/** One file on its way to one name. */
class Line {
  #asked;
  #address;
  #key = [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16)).join("");
  #failures = 0;

  constructor(asked) {
    this.#asked = asked;
    const path = [FOLDER, asked.name].map(encodeURIComponent).join("/");
    this.#address = `/sessions/${encodeURIComponent(asked.session)}/files/${path}`;
  }

  /** Whether it is there now; if not, the name is taken. */
  async send() {
    const { file } = this.#asked;
    let from = 0;
    for (;;) {
      const answer = await this.#next(from);
      if (answer.status === 204) {
        this.#asked.progress(file.size);
        return true;
      }
      if (answer.status === 412) {
        return false;
      }
      if (answer.received === undefined && !this.#mayTryAgain(answer)) {
        throw new UploadFailed(this.#words(answer));
      }
      from = answer.received ?? (await this.#whereItIs(answer));
      if (from === null) {
        this.#asked.progress(file.size);
        return true;
      }
      this.#asked.progress(from);
    }
  }

  #next(from) {
    const { file } = this.#asked;
    if (file.size === 0) {
      return this.#put(file, {}, 0);
    }
    if (from === file.size) {
      return this.#ask();
    }
    const end = Math.min(from + PIECE, file.size);
    const range = `bytes ${from}-${end - 1}/${file.size}`;
    return this.#put(file.slice(from, end), { "Content-Range": range }, from);
  }

  /** How far it is. Also after the answer to the last piece was lost: the key tells it from other files. */
  #ask() {
    return this.#put(new Blob(), { "Content-Range": `bytes */${this.#asked.file.size}` }, 0);
  }

  /** How far it is after a failure; null when all of it is there. */
  async #whereItIs(failure) {
    let answer = failure;
    while (this.#mayTryAgain(answer)) {
      await this.#pause();
      if (this.#asked.file.size === 0) {
        return 0;
      }
      answer = await this.#ask();
      if (answer.status === 204) {
        return null;
      }
      if (answer.received !== undefined) {
        return answer.received;
      }
    }
    throw new UploadFailed(this.#words(answer));
  }

  /** A line that was cut, a server that restarts, a piece whose reader has not noticed its end. */
  #mayTryAgain(answer) {
    const passing = [0, 429, 502, 503, 504].includes(answer.status);
    const busy = answer.status === 409 && this.#asked.file.size > 0;
    return (passing || busy) && this.#failures < PAUSES_MS.length;
  }

  #pause() {
    const pause = PAUSES_MS[this.#failures];
    this.#failures += 1;
    return new Promise((done) => setTimeout(done, pause));
  }

  #put(body, headers, before) {
    const { signal, ticket, progress } = this.#asked;
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      const stop = () => request.abort();
      const end = (answer) => {
        signal?.removeEventListener("abort", stop);
        resolve(answer);
      };
      signal?.throwIfAborted();
      signal?.addEventListener("abort", stop);
      request.open("PUT", this.#address);
      request.setRequestHeader("Content-Type", "application/octet-stream");
      request.setRequestHeader("If-None-Match", "*");
      request.setRequestHeader("Upload-Key", this.#key);
      if (ticket) {
        request.setRequestHeader("Atelier-Ticket", ticket);
      }
      Object.entries(headers).forEach(([name, value]) => request.setRequestHeader(name, value));
      request.upload.addEventListener("progress", (event) => progress(before + event.loaded));
      request.addEventListener("load", () => {
        if (request.status === 202) {
          this.#failures = 0;
        }
        end({ status: request.status, ...told(request.responseText) });
      });
      request.addEventListener("error", () => end({ status: 0 }));
      request.addEventListener("abort", () => reject(signal.reason));
      request.send(body);
    });
  }

  #words(answer) {
    return (
      {
        0: spoken("The connection was lost. Nothing was changed; try again."),
        401: spoken("You are not signed in, or this link has expired."),
        403: spoken("You may only watch this desktop, so you cannot put files there."),
        404: spoken("This desktop is not there any more."),
        413: spoken("This file is larger than the server takes."),
        507: spoken("The desktop’s disk is full."),
      }[answer.status] ?? spoken("That did not work: {0}.", answer.detail ?? spoken("the server did not say why"))
    );
  }
}

function told(text) {
  try {
    const { received, detail } = JSON.parse(text);
    return { received, detail };
  } catch {
    return {};
  }
}
