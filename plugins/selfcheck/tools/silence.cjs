// Loaded before npm: ends a connection of which nothing comes for long. npm itself waits for minutes, and where
// it cannot even connect for as long as the system does.
//
// NODE_OPTIONS=--require=silence.cjs npm …

const { Socket } = require("node:net");

const PATIENCE = 12_000; // milliseconds; npm tries twice, and within half a minute it is told
const { connect, setTimeout } = Socket.prototype;

Socket.prototype.connect = function (...where) {
  const error = Object.assign(new Error(`nothing came for ${PATIENCE / 1000} seconds`), { code: "ETIMEDOUT" });
  this.setTimeout(PATIENCE, () => this.destroy(error));
  return connect.apply(this, where);
};

Socket.prototype.setTimeout = function (wanted, act) {
  setTimeout.call(this, wanted, act); // none takes its listener away
  return setTimeout.call(this, Math.min(wanted || PATIENCE, PATIENCE));
};
