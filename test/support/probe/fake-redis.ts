import { createServer, type Server, type Socket } from "node:net";
import { type TlsOptions, createServer as tlsServer } from "node:tls";

/** What a server says to one command: bytes, or something that it does to the connection. */
export type Says = string | Buffer | ((socket: Socket) => void) | undefined;

export interface FakeRedis {
  port: number;
  /** Every command that came, as words. */
  asked: string[][];
  /** The keys that it holds now. */
  keys: Map<string, string>;
  close: () => void;
}

interface Ways {
  /** Answers in place of Redis; undefined: as Redis would. */
  says?: (words: string[], redis: FakeRedis) => Says;
  /** What it does to whoever connects, before any command. */
  greets?: (socket: Socket) => void;
  tls?: TlsOptions;
}

const bulk = (value: string | undefined) =>
  value === undefined ? "$-1\r\n" : `$${Buffer.byteLength(value)}\r\n${value}\r\n`;

function asRedis([command = "", key = "", value = ""]: string[], { keys }: FakeRedis): string {
  if (command === "PING") return "+PONG\r\n";
  if (command === "AUTH") return "+OK\r\n";
  if (command === "SET") keys.set(key, value);
  if (command === "SET") return "+OK\r\n";
  if (command === "GET") return bulk(keys.get(key));
  if (command === "EXPIRE") return keys.has(key) ? ":1\r\n" : ":0\r\n";
  if (command === "DEL") return keys.delete(key) ? ":1\r\n" : ":0\r\n";
  return "-ERR unknown command\r\n";
}

/** The whole commands in these bytes, and what is left. */
function commands(bytes: Buffer): { all: string[][]; rest: Buffer } {
  const all: string[][] = [];
  for (let at = 0; ; ) {
    const count = /^\*(\d+)\r\n/.exec(bytes.toString("latin1", at));
    if (!count) return { all, rest: bytes.subarray(at) };
    let end = at + count[0].length;
    const words: string[] = [];
    for (let word = 0; word < Number(count[1]); word += 1) {
      const size = /^\$(\d+)\r\n/.exec(bytes.toString("latin1", end));
      const stop = size ? end + size[0].length + Number(size[1]) : Number.POSITIVE_INFINITY;
      if (!size || bytes.length < stop + 2) return { all, rest: bytes.subarray(at) };
      words.push(bytes.toString("utf8", end + size[0].length, stop));
      end = stop + 2;
    }
    all.push(words);
    at = end;
  }
}

/** A Redis as far as the probe asks one, with the ways of a broken one; on this machine only. */
export function fakeRedis({ says, greets, tls }: Ways = {}): Promise<FakeRedis> {
  const sockets = new Set<Socket>();
  const serve = (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    greets?.(socket);
    let rest: Buffer = Buffer.alloc(0);
    socket.on("data", (chunk) => {
      const read = commands(Buffer.concat([rest, chunk]));
      rest = read.rest;
      for (const words of read.all) {
        redis.asked.push(words);
        const answer = says?.(words, redis) ?? asRedis(words, redis);
        if (typeof answer === "function") answer(socket);
        else socket.write(answer);
      }
    });
  };
  const server: Server = tls ? tlsServer(tls, serve) : createServer(serve);
  server.on("tlsClientError", () => {});
  const redis: FakeRedis = { port: 0, asked: [], keys: new Map(), close };
  function close() {
    server.close();
    for (const socket of sockets) socket.destroy();
  }
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      redis.port = typeof address === "object" && address ? address.port : 0;
      resolve(redis);
    });
  });
}
