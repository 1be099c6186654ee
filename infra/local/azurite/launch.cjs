// Runs Azurite and ends with its parent: the parent holds the other end of stdin, so it closes however the parent dies.
'use strict';

if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(`Azurite needs Node 20 or newer, this is ${process.version}.`);
  process.exit(1);
}

// Ctrl+C reaches every process of a terminal at once, but what still runs in the parent needs this one: only the parent
// ends it. So Azurite's own listeners for signals are kept for the end of stdin.
let close = () => process.exit(0);
const once = process.once;
process.once = (event, listener) => /^SIG(INT|TERM)$/.test(event) ? ((close = listener), process) : once.call(process, event, listener);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});

process.stdin.resume();
process.stdin.once('end', () => {
  close();
  setTimeout(() => process.exit(1), 10_000).unref();
});

// Once all three services have saved, nothing is left to wait for: a request that came too late would hold its
// connection, and so the process, for ever.
let running = 3;
const log = console.log;
console.log = (...line) => {
  log(...line);
  if (/service successfully closed$/.test(line[0]) && --running === 0) process.exit(0);
};

require('azurite/dist/src/azurite.js');
