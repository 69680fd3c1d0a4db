// A replay in a page of its own, for frames of other sites.
//
//   /live/replay.html?session=<id>&task=<id>[#ticket=<ticket>]
//
// The ticket is one for “stream”. It stands where no server and no log sees it.

(() => {
  const asked = new URLSearchParams(location.search);
  const session = encodeURIComponent(asked.get("session") ?? "");
  const task = encodeURIComponent(asked.get("task") ?? "");
  const ticket = new URLSearchParams(location.hash.slice(1)).get("ticket");

  const replay = document.createElement("atelier-replay");
  if (ticket) {
    replay.ticket = ticket;
  }
  replay.setAttribute("src", `/sessions/${session}/task/${task}/replay`);
  document.body.append(replay);
})();
