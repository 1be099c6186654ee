// Runs Azurite and ends with its parent: the parent holds the other end of stdin, so it closes however the parent dies.
'use strict';

if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(`Azurite needs Node 20 or newer, this is ${process.version}.`);
  process.exit(1);
}

process.stdin.resume();
process.stdin.once('end', () => {
  if (!process.emit('SIGTERM')) process.exit(0);
  setTimeout(() => process.exit(1), 10_000).unref();
});

require('azurite/dist/src/azurite.js');
