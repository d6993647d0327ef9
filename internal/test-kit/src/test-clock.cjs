// Sets the clock of this process to the moment of every test, from which it goes on as the machine's does. jest loads it before every
// test file, and so does every program that a test runs from its sources: nothing in a test meets the day of the machine.
const shift = require('./clock-shift.cjs')();
const { now } = Date;
const time = () => now() + shift;

globalThis.Date = new Proxy(Date, {
  get: (date, name, receiver) => (name === 'now' ? time : Reflect.get(date, name, receiver)),
  construct: (date, given, type) => Reflect.construct(date, given.length > 0 ? given : [time()], type),
  apply: () => new Date().toString(),
});
Date.prototype.constructor = Date;
