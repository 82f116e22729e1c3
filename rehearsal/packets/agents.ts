// Small programs that Node runs in a namespace. Each takes its orders as JSON in its only argument.

/** One attempt to be heard at an address. */
export interface Attempt {
  kind: "tcp" | "udp";
  /** Undefined: the kernel chooses. */
  from?: string | undefined;
  to: string;
  port: number;
}

/** What became of it: who answered, or the error. ECONNREFUSED is an answer, too: that of the kernel there. */
export type Answered = { by: string } | { error: string };

export interface Listener {
  address: string;
  port: number;
  /** What it answers, which is its name. */
  says: string;
}

/** `{ listeners }`: answers at each, says "ready", and goes on until it is ended. */
export const LISTEN = `
const { listeners } = JSON.parse(process.argv[1]);
const { createServer } = require("node:net");
const ready = listeners.map(({ address, port, says }) => new Promise((done) => {
  createServer((socket) => socket.on("error", () => {}).end(says)).listen(port, address, done);
}));
Promise.all(ready).then(() => console.log("ready"));
`;

/**
 * `{ attempts, patience }`: tries all of them at once, and prints what became of each. Kernels answer the first packet by
 * themselves and at once, so patience may be short; whoever listens gets all the time that a busy machine needs. A timer
 * may be called before what has arrived is read: only after the next round of the loop it is silence.
 */
export const ATTEMPT = `
const { attempts, patience } = JSON.parse(process.argv[1]);
const LONG = 20_000;
const net = require("node:net"), dgram = require("node:dgram");
const tcp = ({ from, to, port }, done, wait) => {
  const socket = net.connect({ host: to, port, ...(from ? { localAddress: from } : {}) });
  let by = "";
  socket.on("connect", () => wait(LONG));
  socket.on("data", (text) => { by += text; });
  socket.on("end", () => done({ by }));
  socket.on("error", ({ code }) => done({ error: code }));
  return () => socket.destroy();
};
const udp = ({ from, to, port }, done) => {
  const socket = dgram.createSocket("udp4");
  socket.on("error", ({ code }) => done({ error: code }));
  socket.bind(0, from, () => socket.connect(port, to, (error) => error ? done({ error: error.code }) : socket.send("?")));
  return () => socket.close();
};
const answers = attempts.map((attempt) => new Promise((done) => {
  let timer, stop, over = false;
  const end = (answer) => {
    if (over) return;
    over = true;
    clearTimeout(timer);
    stop?.();
    done(answer);
  };
  const silence = () => setImmediate(() => setImmediate(() => end({ error: "ETIMEDOUT" })));
  const wait = (time) => { clearTimeout(timer); timer = setTimeout(silence, time); };
  wait(patience);
  stop = (attempt.kind === "tcp" ? tcp : udp)(attempt, end, wait);
}));
Promise.all(answers).then((all) => console.log(JSON.stringify(all)));
`;
