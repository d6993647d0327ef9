// Sets the clock of this process to that of the tests, which begins at NOW of clock-origin.cjs and goes on. jest loads it before every test
// file, and so does every program that a test runs from its sources: nothing in a test meets the day of the machine.
const clockOrigin = require('./clock-origin.cjs');

const NOW = Date.parse(clockOrigin.NOW);
const origin = clockOrigin();
const time = () => NOW + clockOrigin.monotonic() - origin;

globalThis.Date = new Proxy(Date, {
  get: (date, name, receiver) => (name === 'now' ? time : Reflect.get(date, name, receiver)),
  construct: (date, given, type) => Reflect.construct(date, given.length > 0 ? given : [time()], type),
  apply: () => new Date().toString(),
});
Date.prototype.constructor = Date;
