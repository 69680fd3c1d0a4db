// Who drives: the server says so over the live view's own connection, as text beside the pictures,
// and takes {"control":"take"|"hand_back"} there. Whoever only touches a desktop that nobody drives
// has control without asking; from the assistant it is taken by the button.

import { spoken } from "/assets/spoken.js";

const TICK_MS = 1000;

function clock(seconds) {
  const minutes = Math.floor(seconds / 60);
  return `${minutes}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
}

/** On a server that asks nobody who they are, everybody is called the same. */
function nameOf(holder) {
  return holder.name === "anyone" ? spoken("Someone") : holder.name;
}

export function connectControl({ viewOnly, takeAtOnce, say, changed }) {
  const view = document.getElementById("view");
  const take = document.getElementById("take-control");
  const bar = document.getElementById("control");
  const words = document.getElementById("control-words");
  const time = document.getElementById("control-time");
  const note = document.getElementById("control-note");
  let socket = null;
  let state = null;
  let lease = null;
  let since = 0;
  // Once: who handed control back and lost the connection is not to have it again.
  let wanted = takeAtOnce && !viewOnly;

  function ask(wish) {
    if (socket?.readyState === WebSocket.OPEN) {
      socket.send(JSON.stringify(wish));
    }
  }

  function attach(newSocket) {
    socket = newSocket;
    socket.addEventListener("message", (event) => {
      if (typeof event.data === "string") {
        // The VNC client must not take it for pictures.
        event.stopImmediatePropagation();
        hear(JSON.parse(event.data));
      }
    });
    socket.addEventListener("close", () => {
      state = null;
      show();
    });
  }

  function hear(told) {
    if (told.error) {
      lease = null;
      say(told.error);
      return;
    }
    const first = state === null;
    const mine = driving(told);
    if (mine && !driving(state)) {
      since = Date.now();
      note.value = "";
    }
    state = told;
    if (mine) {
      lease = told.lease_id;
    } else if (first && lease && told.holder?.kind === "person") {
      // The connection was lost and stands again: what was ours is kept for a while.
      ask({ control: "take", lease_id: lease });
    } else if (first && wanted && told.may_drive && told.holder?.kind !== "maintenance") {
      ask({ control: "take" });
    } else if (!first) {
      lease = null;
    }
    wanted = false;
    show();
  }

  function driving(told) {
    return Boolean(told?.you && !told.holder.passing);
  }

  /** A task that waits for an answer, or for something that only a person can do. */
  function asks() {
    return state?.task_status?.startsWith("needs_") ?? false;
  }

  /** In a few words, for the bar above the picture; null where there is nothing to say. */
  function standing() {
    const holder = state?.holder;
    if (state?.you) {
      return spoken("You are driving");
    }
    if (holder?.kind === "person") {
      return spoken("{0} is driving", nameOf(holder));
    }
    if (holder?.kind === "task") {
      return spoken(asks() ? "The assistant needs you" : "The assistant is working");
    }
    if (holder?.kind === "maintenance") {
      return spoken("Being changed");
    }
    return state?.task_id ? spoken("The assistant is paused") : null;
  }

  function show() {
    const mine = driving(state);
    const focused = document.activeElement;
    view.dataset.control = mine ? "you" : (state?.holder?.kind ?? "nobody");
    bar.hidden = !mine;
    words.textContent = spoken(state?.task_id ? "You have control, the assistant is paused." : "You have control.");
    note.hidden = !state?.task_id;
    const kind = state?.holder?.kind;
    take.hidden = viewOnly || !state?.may_drive || mine || kind === "maintenance" || (!kind && !state.task_id);
    keepFocus(focused);
    tick();
    changed();
  }

  /** Whoever has only keys is not sent back to the beginning by a button that goes. */
  function keepFocus(before) {
    if (before === take && take.hidden && !bar.hidden) {
      (note.hidden ? bar.querySelector("button") : note).focus();
    } else if (bar.contains(before) && bar.hidden && !take.hidden) {
      take.focus();
    }
  }

  function tick() {
    if (driving(state)) {
      time.textContent = clock(Math.max(0, (Date.now() - since) / 1000));
    }
  }

  /** Someone who acts in vain should learn why, and what to do. */
  function explain() {
    if (viewOnly || !state || state.you) {
      return;
    }
    if (state.holder?.kind === "task") {
      say(
        spoken(
          asks()
            ? "The assistant needs you. Answer it, or press “Take control” to drive yourself."
            : "The assistant is working. Press “Take control” to drive yourself.",
        ),
      );
    } else if (state.holder?.kind === "person") {
      say(spoken("{0} is driving. Only one can at a time.", nameOf(state.holder)));
    } else if (state.holder?.kind === "maintenance") {
      say(spoken("This desktop is {0}.", state.holder.doing));
    }
  }

  setInterval(tick, TICK_MS);
  // A page that the browser keeps to go back to would keep control too.
  window.addEventListener("pagehide", () => socket?.close());
  take.addEventListener("click", () => ask({ control: "take" }));
  bar.addEventListener("submit", (event) => {
    event.preventDefault();
    ask({ control: "hand_back", note: note.value });
  });

  return { attach, explain, standing };
}
