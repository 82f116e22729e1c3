// Runs inside Cloud Run: opens the connection that a service would open to its Redis, uses it, and says at which phase
// that stops. One line of JSON on standard output; the exit code is 20 + the index of the phase, 0 if all passed.
import { execFile } from "node:child_process";
import { createHash, randomBytes, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { isIP, connect as openTcp } from "node:net";
import { checkServerIdentity, connect as openTls } from "node:tls";

// In the order in which they are asked, each with its own deadline in milliseconds.
const DEADLINES = {
  ...{ config: 1000, dns: 2000, tcp: 2500, tls: 1500, auth: 1000, ping: 1000 },
  ...{ set: 1000, get: 1000, expire: 1000, del: 1000, connections: 1500, latency: 1000 },
};
const PHASES = Object.keys(DEADLINES);
const BUDGET = 4500;
// Kept of the budget for what comes after a failure: to delete the key, and to look whether TLS is what differs.
const AFTERWARDS = 400;
// A reply has a few bytes. What has more is not read on.
const MOST_BYTES = 16_384;
// A secret has 64 kB at most.
const MOST_OF_CA = 1_048_576;

const begun = performance.now();
const { env } = process;
const password = env.REDIS_PASSWORD ?? "";
const result = { phases: [] };
let at = { name: "config" };
let target = { host: "", port: 0 };
let main;
let key;

// ---- Why a phase fails

class Fault extends Error {
  /** `phase`: the one to blame, where it is not the current one. */
  constructor(code, message, phase) {
    super(message);
    Object.assign(this, { code, phase });
  }
}

/** The host, unless the password has come to stand in it: an AUTH string of Memorystore looks like a name. */
function shown() {
  const { host } = target;
  const isPassword = password.length > 3 && fold(host).includes(fold(password));
  return isPassword || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(host) ? "(a host like a password)" : host;
}

const where = () => (isIP(target.host) === 6 ? `[${target.host}]:${target.port}` : `${shown()}:${target.port}`);

/** What a peer sent, fit to be printed: no control characters, not long, and nothing of the password in any form. */
function got(bytes) {
  const text = Buffer.from(bytes).toString("utf8");
  if (holdsPassword(text)) return `(${bytes.length} bytes that hold a part of the password and are not shown)`;
  const plain = text.replace(/[^\x21-\x7e]+/g, " ").trim();
  return `"${plain.length > 120 ? `${plain.slice(0, 120)}...` : plain}"`;
}

function holdsPassword(text) {
  const forms = [password, JSON.stringify(password).slice(1, -1), encodeURIComponent(password), hex(password)];
  // In base64 the same bytes look different after one or two others.
  for (const before of ["", "_", "__"]) {
    forms.push(
      Buffer.from(before + password)
        .toString("base64url")
        .slice(before.length && before.length + 1),
    );
  }
  const folded = fold(text);
  return forms.some((form) => {
    const size = Math.min(4, form.length);
    const parts = Array.from({ length: form.length - size + 1 }, (_, start) => fold(form.slice(start, start + size)));
    return size > 0 && parts.some((part) => folded.includes(part));
  });
}

const hex = (text) => Buffer.from(text).toString("hex");
const fold = (text) => text.toLowerCase().replaceAll("+", "-").replaceAll("/", "_");

const REFUSALS = [
  [/^NOAUTH\b/, "NOAUTH", "it wants a password: give REDIS_PASSWORD", "auth"],
  [/^WRONGPASS\b|^ERR invalid password/, "WRONGPASS", "REDIS_PASSWORD is not its password: was it changed since?"],
  [
    /no password is set|without any password configured/,
    "NO_PASSWORD_SET",
    "it has none: switch AUTH on, or leave REDIS_PASSWORD out",
  ],
  [/max number of clients/, "MAXCLIENTS", "close connections that are not used, or raise maxclients"],
  [/^DENIED\b/, "DENIED", "its protected mode lets only its own machine in: set a password or protected-mode no"],
  [/^LOADING\b/, "LOADING", "it is reading its data: try again in a minute"],
  [/^MASTERDOWN\b/, "MASTERDOWN", "this replica has lost its primary: wait for the failover, or look at the instance"],
  [/^READONLY\b/, "READONLY", "this is a replica: use the primary's address"],
  [/^OOM\b/, "OOM", "its memory is full: raise its size, or set a maxmemory-policy that evicts"],
  [/^MISCONF\b/, "MISCONF", "it cannot write its snapshots and takes no writes: look at the instance"],
  [/^NOREPLICAS\b/, "NOREPLICAS", "too few replicas follow it, so it takes no writes"],
  [/^CLUSTERDOWN\b/, "CLUSTERDOWN", "its cluster does not serve all slots: look at the instance"],
  [/^MOVED\b/, "MOVED", "other nodes of its cluster hold the keys: give the address of one that holds some"],
  [/^NOPERM\b/, "NOPERM", "its ACL does not let this user do that"],
  [/^BUSY\b/, "BUSY", "a script blocks it: end that script"],
  [
    /^ERR unknown command/,
    "UNKNOWN_COMMAND",
    "it does not know this command, so it is not the Redis that the service needs",
  ],
];

function refusal(error, asked) {
  const said = `${where()} answered ${asked} with ${got(error)}`;
  const [, code = "ERR", remedy = "look this error up in the documentation of Redis", phase] =
    REFUSALS.find(([pattern]) => pattern.test(error)) ?? [];
  // A secret that was made with echo ends in a line feed.
  const blank = code === "WRONGPASS" && /^\s|\s$/.test(password) ? "; it begins or ends in white space" : "";
  return Object.assign(new Fault(code, `${said}: ${remedy}${blank}`, phase), { refused: true });
}

// ---- Phases, each with a deadline, all within the budget

const round = (ms) => Math.round(ms * 100) / 100;
const since = (start) => round(performance.now() - start);

/** `late`: what did not happen in this time. */
async function phase(name, late, work) {
  at = { name, ok: false, ms: 0 };
  const entry = at;
  result.phases.push(entry);
  const start = performance.now();
  const left = Math.max(0, BUDGET - AFTERWARDS - (start - begun));
  const limit = Math.min(DEADLINES[name], left);
  const tooLate = () => {
    if (limit > DEADLINES[name] / 2) return new Fault("ETIMEDOUT", late(`within ${Math.round(limit)} ms`));
    return new Fault("BUDGET", late(`before the ${BUDGET} ms of all phases together were over`));
  };
  try {
    const value = await within(
      limit,
      () => work(entry),
      () => main?.strange() ?? tooLate(),
    );
    entry.ok = true;
    return value;
  } finally {
    entry.ms = since(start);
  }
}

function within(ms, work, fault) {
  let timer;
  const end = new Promise((_, reject) => {
    timer = setTimeout(() => reject(fault()), ms);
  });
  return Promise.race([end, Promise.resolve().then(work)]).finally(() => clearTimeout(timer));
}

// ---- One connection: TCP, then TLS, then RESP2

const UNREACHED = {
  ECONNREFUSED: "nothing listens there: look at address and port, or whether the instance runs",
  EHOSTUNREACH: "no route leads there: look at the connector's network and its peering",
  ENETUNREACH: "no route leads there: look at the connector's network and its peering",
  ECONNRESET: "something on the way, or the server, cut it off: look at proxies and firewall rules",
};

function tcp() {
  return new Promise((resolve, reject) => {
    const socket = openTcp({ host: target.address, port: target.port, noDelay: true });
    const failed = ({ code = "TCP" }) => {
      const remedy = UNREACHED[code] ?? "look this error up";
      reject(new Fault(code, `${where()} took no connection (${code}): ${remedy}`));
    };
    socket.on("error", failed);
    socket.once("connect", () => resolve(socket.off("error", failed)));
  });
}

/** The name is always the target's: Node would check "localhost" for a socket that it is given. */
function tls(socket) {
  return new Promise((resolve, reject) => {
    const secure = openTls({
      ...{ socket, ca: target.ca, rejectUnauthorized: true, minVersion: "TLSv1.2" },
      servername: isIP(target.host) ? "" : target.host,
      checkServerIdentity: (_, certificate) => nameFault(certificate),
    });
    const failed = (error) => reject(tlsFault(error));
    secure.on("error", failed);
    secure.once("secureConnect", () => {
      Object.assign(result.certificate, authority(secure));
      resolve(secure.off("error", failed));
    });
  });
}

/** By a SAN, as everybody does; by a CN that is the address where there is no SAN, as Memorystore does. */
function nameFault(certificate) {
  const { subjectaltname: san, subject } = certificate;
  const byCn = san === undefined && subject?.CN === target.host;
  if (!byCn && (san === undefined || checkServerIdentity(target.host, certificate))) {
    const names = `SAN ${san === undefined ? "none" : got(san)}, CN ${got(String(subject?.CN ?? ""))}`;
    const remedy = "connect to a name of the certificate, or have one made for this address";
    return new Fault("CERT_NAME", `${where()} has a certificate for others (${names}): ${remedy}`);
  }
  result.certificate = { name: byCn ? "cn" : isIP(target.host) ? "ip-san" : "dns-san", of: shown() };
  return undefined;
}

/** Which certificate of REDIS_CA_FILE the chain ends at, counted from 1, and when that one expires. */
function authority(secure) {
  let last = secure.getPeerCertificate(true);
  while (last.issuerCertificate && last.issuerCertificate !== last) last = last.issuerCertificate;
  const isLast = (pem) => new X509Certificate(pem).fingerprint256 === last.fingerprint256;
  const expires = new Date(last.valid_to);
  return {
    trustedBy: 1 + (target.ca ?? []).findIndex(isLast),
    caExpires: expires.toISOString().slice(0, 10),
    caDaysLeft: Math.floor((expires - Date.now()) / 86_400_000),
  };
}

const HANDSHAKES = [
  [/^CERT_HAS_EXPIRED/, "CERT_EXPIRED", "has a certificate that has expired: renew it, or look at the clocks"],
  [/^CERT_NOT_YET_VALID/, "CERT_NOT_YET_VALID", "has a certificate that is not valid yet: look at the clocks"],
  [
    /^(SELF_SIGNED|DEPTH_ZERO|UNABLE_TO|CERT_|INVALID_CA)/,
    "CERT_UNTRUSTED",
    "has a certificate that none in REDIS_CA_FILE has signed: was the CA renewed? mount every certificate that the instance lists",
  ],
  [
    /WRONG_VERSION|PACKET_LENGTH|HTTP_REQUEST|UNEXPECTED_MESSAGE/,
    "NOT_TLS",
    "answered the handshake, but not in TLS: leave REDIS_CA_FILE out, or give the port with TLS",
  ],
  [
    /PROTOCOL|HANDSHAKE_FAILURE|NO_SHARED|INSUFFICIENT/,
    "TLS_VERSION",
    "shares no version or cipher with this client, which speaks TLS 1.2 and 1.3: let it speak one of them",
  ],
  [/^E[A-Z]+$/, "CLOSED", "closed the connection during the handshake: is this the port with TLS?"],
];

function tlsFault(error) {
  if (error instanceof Fault) return error;
  const why = String(error.code ?? error.message);
  const [, code = "TLS", text = "broke the handshake: look this error up"] =
    HANDSHAKES.find(([pattern]) => pattern.test(why)) ?? [];
  return new Fault(code, `${where()} ${text} (${got(why)})`);
}

/** One command, one reply. What the peer sends is bounded, and nothing of it is taken for granted. */
class Talk {
  bytes = Buffer.alloc(0);
  overdue = 0;

  constructor(socket) {
    this.socket = socket;
    socket.on("data", (chunk) => {
      this.first ??= chunk[0];
      this.bytes = Buffer.concat([this.bytes, chunk]);
      if (this.bytes.length > MOST_BYTES) this.fail(this.notRedis(`${got(this.bytes)} and no end`));
      this.settle();
    });
    const gone = (why) => {
      this.gone ??= why;
      this.settle();
    };
    socket.on("error", ({ code }) => gone(` (${code})`));
    socket.on("close", () => gone(""));
  }

  ask(...words) {
    // Before the first command a server says why it lets nobody in; later nothing comes unasked.
    if (this.asked && !this.waiting && this.bytes.length > 0) this.fail(this.unasked(words[0]));
    if (this.waiting) this.overdue += 1;
    this.asked = words[0];
    if (!this.fault && this.gone === undefined) this.socket.write(encode(words));
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.settle();
    });
  }

  settle() {
    if (!this.waiting) return;
    const reply = this.next();
    const fault = this.fault ?? (this.gone === undefined ? undefined : this.cut());
    if (!reply && !fault) return;
    const { resolve, reject } = this.waiting;
    this.waiting = undefined;
    if (!reply) reject(fault);
    else if (reply.kind === "-") reject(refusal(reply.value, this.asked));
    else resolve(reply.value);
  }

  /** The next whole reply, past those that nobody waits for any more. */
  next() {
    try {
      for (let reply = read(this.bytes); reply; reply = read(this.bytes)) {
        this.bytes = this.bytes.subarray(reply.end);
        if (this.overdue === 0) return reply;
        this.overdue -= 1;
      }
    } catch {
      // A whole line says more than its first letter.
      const isWhole = this.bytes.includes(10) || this.bytes.length > 200 || isTls(this.bytes);
      if (isWhole || this.gone !== undefined) this.fail(this.strange());
    }
    return undefined;
  }

  fail(fault) {
    this.fault ??= fault;
    this.bytes = Buffer.alloc(0);
    this.socket.destroy();
  }

  /** Why what has come so far cannot be Redis's; undefined where it can. */
  strange() {
    try {
      read(this.bytes);
      return undefined;
    } catch {
      if (!isTls(this.bytes)) return this.notRedis(got(this.bytes));
      return needsTls(this.asked);
    }
  }

  notRedis(what) {
    return new Fault("NOT_REDIS", `${where()} answered ${this.asked} with ${what}: that is no Redis, perhaps a proxy`);
  }

  unasked(next) {
    const what = `${where()} sent ${got(this.bytes)} before ${next}, unasked`;
    return new Fault("UNEXPECTED_REPLY", `${what}: its answers cannot be told apart, so look what stands between`);
  }

  cut() {
    const remedy = "look at its log, at its maxclients and timeout, and at proxies on the way";
    return new Fault(
      "CLOSED",
      `${where()} closed the connection${this.gone} and did not answer ${this.rest()}: ${remedy}`,
    );
  }

  rest() {
    return this.bytes.length === 0 ? this.asked : `${this.asked} but for ${got(this.bytes)}, which is no whole reply`;
  }
}

const needsTls = (asked) =>
  new Fault(
    "NEEDS_TLS",
    `${where()} answered ${asked} in TLS or not at all: give REDIS_CA_FILE, or the port without TLS`,
  );

const encode = (words) =>
  Buffer.from([`*${words.length}`, ...words.flatMap((it) => ["$".concat(Buffer.byteLength(it)), it]), ""].join("\r\n"));

const isTls = (bytes) => bytes.length > 1 && bytes[0] >= 20 && bytes[0] <= 23 && bytes[1] === 3;

/** The reply of RESP2 that begins at `start`, and where it ends; undefined while some of it is still to come. */
function read(bytes, start = 0, depth = 0) {
  if (bytes.length <= start) return undefined;
  const kind = String.fromCharCode(bytes[start]);
  if (!"+-:$*".includes(kind) || depth > 4) throw new Error("not RESP2");
  const stop = bytes.indexOf("\r\n", start);
  if (stop < 0) return undefined;
  const value = bytes.toString("utf8", start + 1, stop);
  const end = stop + 2;
  if (kind === "+" || kind === "-") return { kind, value, end };
  if (!(kind === ":" ? /^-?\d{1,19}$/ : /^(-1|\d{1,9})$/).test(value)) throw new Error("not RESP2");
  const number = Number(value);
  if (kind === ":") return { kind, value: number, end };
  if (number === -1) return { kind, value: null, end };
  return kind === "$" ? readBulk(bytes, end, end + number) : readArray(bytes, end, number, depth);
}

function readBulk(bytes, start, stop) {
  if (bytes.length < stop + 2) return undefined;
  if (bytes[stop] !== 13 || bytes[stop + 1] !== 10) throw new Error("not RESP2");
  return { kind: "$", value: bytes.toString("utf8", start, stop), end: stop + 2 };
}

function readArray(bytes, start, length, depth) {
  const value = [];
  let end = start;
  while (value.length < length) {
    const item = read(bytes, end, depth + 1);
    if (!item) return undefined;
    value.push(item.value);
    end = item.end;
  }
  return { kind: "*", value, end };
}

async function expect(wanted, talk, ...words) {
  const reply = await talk.ask(...words);
  if (reply === wanted) return;
  const said = `${where()} answered ${words[0]} with ${got(JSON.stringify(reply))}`;
  throw new Fault("UNEXPECTED_REPLY", `${said}, where Redis says ${JSON.stringify(wanted)}: look what stands between`);
}

const login = (talk) => expect("OK", talk, "AUTH", password);
const ping = (talk) => expect("PONG", talk, "PING");

async function another(sockets = []) {
  const socket = await tcp();
  sockets.push(socket);
  const talk = new Talk(target.ca ? await tls(socket) : socket);
  if (password) await login(talk);
  return talk;
}

// ---- What each phase asks

async function config() {
  const { REDIS_HOST: host = "", REDIS_PORT: port = "", REDIS_CA_FILE: file = "" } = env;
  // It may hold a password, as redis://:secret@host does, and is not printed.
  const isHost = /^[A-Za-z0-9_]([A-Za-z0-9_.-]{0,252})$/.test(host) || isIP(host) !== 0;
  if (!isHost) {
    const has = host === "" ? "is not set" : `has ${host.length} characters and is neither an address nor a name`;
    throw new Fault("HOST", `REDIS_HOST ${has}: give the address of the Redis and nothing else`);
  }
  const portNumber = number("REDIS_PORT", port, 65_535, "PORT");
  target = { host, port: portNumber };
  result.target = { host: shown(), port: portNumber, tls: file !== "", auth: password !== "" };
  const connections = number("PROBE_CONNECTIONS", env.PROBE_CONNECTIONS || "10", 100, "SETTING");
  const pings = number("PROBE_PINGS", env.PROBE_PINGS || "100", 10_000, "SETTING");
  if (file !== "") target.ca = await certificates(file);
  return { connections, pings };
}

function number(name, text, most, code) {
  if (/^[1-9]\d{0,4}$/.test(text) && Number(text) <= most) return Number(text);
  // It may hold what belongs to another variable.
  const has = /^[\w-]{1,6}$/.test(text) ? `is ${got(text)}` : `has ${text.length} characters`;
  throw new Fault(code, `${name} ${text === "" ? "is not set" : has}: give a number from 1 to ${most}`);
}

async function certificates(file) {
  const text = await regular(file).catch(({ code = "no plain file" }) => {
    const named = file.startsWith("/") ? got(file) : `a path of ${file.length} characters that does not begin with /`;
    const what = `REDIS_CA_FILE names ${named}, which cannot be read (${code})`;
    throw new Fault("CA_UNREADABLE", `${what}: mount the secret there`);
  });
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  const broken = 1 + blocks.findIndex((pem) => !isCertificate(pem));
  if (blocks.length > 0 && broken === 0) return blocks;
  const what = blocks.length === 0 ? "no certificate" : `a certificate that cannot be read, number ${broken}`;
  throw new Fault(
    "CA_INVALID",
    `REDIS_CA_FILE holds ${what}: mount the instance's certificates in PEM, one after another`,
  );
}

/** A pipe that nobody writes to would keep this process from ending. */
async function regular(file) {
  const it = await stat(file);
  return it.isFile() && it.size <= MOST_OF_CA ? readFile(file, "utf8") : Promise.reject({});
}

function isCertificate(pem) {
  try {
    return new X509Certificate(pem).subject !== null;
  } catch {
    return false;
  }
}

/** In a process that can be ended: a thread that waits for a name would keep this one from ending. */
function dns() {
  const say = "(e, value) => console.log(JSON.stringify(e ? { code: e.code } : { value }))";
  const script = `require("dns").lookup(process.argv[1], { all: true }, ${say})`;
  const options = { timeout: DEADLINES.dns - 100, killSignal: "SIGKILL" };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ["--eval", script, "--", target.host], options, (error, out) => {
      if (error && !error.killed) return reject(error);
      const { value, code } = error ? { code: "ETIMEDOUT" } : JSON.parse(out);
      if (value) return resolve((value.find(({ family }) => family === 4) ?? value[0]).address);
      const remedy = "look whether the name is right, and its private zone visible from this network";
      return reject(new Fault(code, `${shown()} has no address (${code}): ${remedy}`));
    });
  });
}

async function set() {
  // A node of a cluster holds some of all keys, and refuses the others without having touched them.
  for (let tries = 1; ; tries += 1) {
    key = `lineup:probe:${randomBytes(12).toString("hex")}`;
    try {
      return await expect("OK", main, "SET", key, `value of ${key}`, "EX", "60");
    } catch (error) {
      if (error.refused) key = undefined;
      if (error.code !== "MOVED" || tries === 50) throw error;
    }
  }
}

async function connect(asked) {
  result.connections = { asked, answered: 0 };
  const sockets = [];
  const one = async () => {
    await ping(await another(sockets));
    result.connections.answered += 1;
  };
  const all = await Promise.allSettled(Array.from({ length: asked }, one));
  for (const socket of sockets) socket.destroy();
  const reasons = all.flatMap(({ reason }) => reason ?? []);
  const reason = reasons.find(({ refused }) => refused) ?? reasons[0];
  if (reason) throw new Fault(reason.code, `${answered()}; ${reason.message}`);
}

const answered = () => `${result.connections.answered} of ${result.connections.asked} connections at once answered`;

async function measure(most) {
  const times = [];
  for (const end = performance.now() + DEADLINES.latency / 2; times.length < most && performance.now() < end; ) {
    const start = performance.now();
    await ping(main);
    times.push(since(start));
  }
  times.sort((a, b) => a - b);
  const share = (part) => times[Math.ceil(times.length * part) - 1];
  const connectMs = round(took("tcp") + took("tls"));
  result.latency = { pings: times.length, connectMs, p50Ms: share(0.5), p95Ms: share(0.95), maxMs: share(1) };
}

const took = (name) => result.phases.find((it) => it.name === name).ms;

// ---- All phases, and what is done afterwards whatever happens

async function probe() {
  const settings = await phase("config", (time) => `REDIS_CA_FILE could not be read ${time}: try again`, config);
  const unnamed = (time) => `Nobody said ${time} which address ${shown()} has: look at the DNS of this network`;
  target.address = await phase("dns", unnamed, (entry) => {
    if (isIP(target.host) === 0) return dns();
    entry.skipped = true;
    return target.host;
  });
  const dropped = (time) =>
    `${where()} did not answer ${time}: packets are dropped on the way, so look at firewall rules, peering and routes`;
  const socket = await phase("tcp", dropped, tcp);
  const unsecured = (time) => `${where()} did not finish the TLS handshake ${time}: is this the port with TLS?`;
  const secure = await phase("tls", unsecured, (entry) => {
    if (target.ca) return tls(socket);
    entry.skipped = true;
    return socket;
  });
  const silent = (time) =>
    `${where()} did not answer ${main.rest()} ${time}: it hangs, or packets are lost; look at its load`;
  main = new Talk(secure);
  await phase("auth", silent, (entry) => {
    entry.skipped = password === "" || undefined;
    return password && login(main);
  });
  await phase("ping", silent, () => ping(main));
  await phase("set", silent, set);
  await phase("get", silent, () => expect(`value of ${key}`, main, "GET", key));
  await phase("expire", silent, () => expect(1, main, "EXPIRE", key, "30"));
  await phase("del", silent, async () => {
    await expect(1, main, "DEL", key);
    key = undefined;
  });
  const few = (time) => `${answered()} ${time}: look at the load and the maxclients of ${where()}`;
  await phase("connections", few, () => connect(settings.connections));
  await phase("latency", silent, () => measure(settings.pings));
}

/** With the password or without, as long as it is not sent: whether TLS is what differs. */
async function otherwise(name, code) {
  if (code === "CLOSED" && !target.ca && main && main.first === undefined && (name === "auth" || name === "ping")) {
    const speaks = await tls(await tcp()).then(
      () => true,
      (error) => /^(CERT_|TLS_)/.test(error.code),
    );
    return speaks ? needsTls(main.asked) : undefined;
  }
  if (name === "tls" && ["CLOSED", "ETIMEDOUT", "BUDGET"].includes(code)) {
    const talk = new Talk(await tcp());
    await talk.ask("PING").catch(() => {});
    if (talk.first === 43 || talk.first === 45) {
      return new Fault(
        "NOT_TLS",
        `${where()} speaks Redis without TLS: leave REDIS_CA_FILE out, or give the port with TLS`,
      );
    }
  }
  return undefined;
}

async function forget() {
  if (!key || !main) return;
  const talk = main.fault || main.gone !== undefined ? await another() : main;
  await talk.ask("DEL", key);
  key = undefined;
}

/** What is left of the budget, and no more, for what may fail. */
const atMost = (work) =>
  within(Math.max(50, BUDGET - since(begun)), work, () => new Error("too late")).catch(() => undefined);

const ownText = () => {
  const index = process.execArgv.findIndex((arg) => /^(--eval|-e|-pe?)$/.test(arg));
  return index < 0 ? readFileSync(process.argv[1]) : process.execArgv[index + 1];
};

function end(verdict, message, exitCode, failed = {}) {
  const left = key ? `; its key ${key} was not deleted and expires within a minute` : "";
  const { phases, target: printed, connections, latency, certificate } = result;
  const line = {
    ...{ schema: "lineup/probe/1", severity: verdict === "reachable" ? "INFO" : "ERROR", message: message + left },
    ...{ verdict, ...failed, script: createHash("sha256").update(ownText()).digest("hex") },
    ...{ execution: env.CLOUD_RUN_EXECUTION, at: new Date().toISOString(), ms: since(begun), target: printed },
    ...{ phases, connections, latency, certificate },
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
  process.exit(exitCode);
}

async function stopped(signal, number) {
  await atMost(forget);
  end("unknown", `The probe was stopped by ${signal} in phase ${at.name}`, 128 + number, { code: signal });
}

async function failed(error) {
  if (!(error instanceof Fault)) return broken(error);
  const better = await atMost(() => otherwise(at.name, error.code));
  const fault = better ?? error;
  await atMost(forget);
  const name = fault.phase ?? at.name;
  // What came after the one to blame was asked in vain.
  result.phases.length = 1 + PHASES.indexOf(name);
  result.phases.at(-1).ok = false;
  end("blocked", fault.message, 20 + PHASES.indexOf(name), { phase: name, code: fault.code });
}

function broken(error) {
  end("unknown", `The probe itself broke in phase ${at.name}: ${got(String(error?.message ?? error))}`, 70, {
    code: "INTERNAL",
  });
}

process.stdout.on("error", () => {});
process.once("SIGTERM", () => stopped("SIGTERM", 15));
process.once("SIGINT", () => stopped("SIGINT", 2));
process.once("uncaughtException", broken);
probe()
  .then(() => end("reachable", `PING answered in ${result.latency.p50Ms} ms by ${where()}`, 0), failed)
  .catch(broken);
