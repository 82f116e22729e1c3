// Small programs that Node runs in a namespace. Each takes its orders as JSON in its only argument.

/**
 * One attempt to be heard at an address. By `icmp` the kernel there is heard: it says that nobody has the port, unless its
 * rules let no such message out.
 */
export interface Attempt {
  kind: "tcp" | "udp" | "icmp";
  /** Undefined: the kernel chooses. */
  from?: string | undefined;
  to: string;
  port: number;
}

/** What became of it: who answered, or the error. */
export type Answered = { by: string } | { error: string };

export interface Listener {
  kind: "tcp" | "udp";
  address: string;
  port: number;
  /** What it answers, which is its name. */
  says: string;
}

/** `{ listeners }`: answers at each, says "ready", and goes on until it is ended. */
export const LISTEN = `
const { listeners } = JSON.parse(process.argv[1]);
const net = require("node:net"), dgram = require("node:dgram");
const ready = listeners.map(({ kind, address, port, says }) => new Promise((done) => {
  if (kind === "tcp") return net.createServer((socket) => socket.on("error", () => {}).end(says)).listen(port, address, done);
  const socket = dgram.createSocket("udp4");
  socket.on("message", (_, from) => socket.send(says, from.port, from.address));
  socket.bind(port, address, done);
}));
Promise.all(ready).then(() => console.log("ready"));
`;

/**
 * `{ attempts, patience }`: tries all of them at once, and prints what became of each. The kernel answers the first packet
 * by itself and at once, so patience may be short; whoever listens gets all the time that a busy machine needs. A timer
 * may be called before what has arrived is read: only after the next round of the loop it is silence.
 */
export const ATTEMPT = `
const { attempts, patience } = JSON.parse(process.argv[1]);
const LONG = 20_000;
const net = require("node:net"), dgram = require("node:dgram");
const tcp = ({ from, to, port }, done, wait) => {
  const socket = net.connect({ host: to, port, ...(from ? { localAddress: from } : {}) });
  let by = "";
  wait(patience);
  socket.on("connect", () => wait(LONG));
  socket.on("data", (text) => { by += text; });
  socket.on("end", () => done({ by }));
  socket.on("error", ({ code }) => done({ error: code }));
  return () => socket.destroy();
};
const udp = ({ from, to, port, kind }, done, wait) => {
  const socket = dgram.createSocket("udp4");
  wait(kind === "udp" ? LONG : patience);
  socket.on("message", (text) => done({ by: String(text) }));
  socket.on("error", ({ code }) => done(kind === "icmp" && code === "ECONNREFUSED" ? { by: to } : { error: code }));
  socket.bind(0, from, () => socket.connect(port, to, (error) => error ? done({ error: error.code }) : socket.send("?")));
  return () => { try { socket.close(); } catch {} };
};
const answers = attempts.map((attempt) => new Promise((done) => {
  let timer, over = false, stop = () => {};
  const end = (answer) => { over = true; clearTimeout(timer); stop(); done(answer); };
  const silence = () => setImmediate(() => setImmediate(() => over || end({ error: "ETIMEDOUT" })));
  const wait = (time) => { clearTimeout(timer); timer = setTimeout(silence, time); };
  stop = (attempt.kind === "tcp" ? tcp : udp)(attempt, end, wait);
}));
Promise.all(answers).then((all) => console.log(JSON.stringify(all)));
`;
