// Tells the test, one after the other, what happens on this page.
let told = Promise.resolve();
const did = what =>
  (told = told.then(() => fetch('/did', { method: 'POST', body: what, keepalive: true })));
addEventListener('pageshow', event =>
  did((event.persisted ? 'back_forward' : performance.getEntriesByType('navigation')[0].type)
    + ' ' + document.title));
