import type { Socket } from "node:net";
import { fakeRedis, type Says } from "../support/probe/fake-redis";
import { type FaultCase, PLANTED, testFaults } from "../support/probe/fault-case";

const WITH_PASSWORD = { REDIS_PASSWORD: PLANTED };

/** A Redis that answers one command in its own way, and all others as Redis. */
const answering = (command: string, says: Says) => () =>
  fakeRedis({ says: ([asked]) => (asked === command ? says : undefined) });

const greeting =
  (text: string | Buffer, end = true) =>
  () =>
    fakeRedis({ greets: (socket: Socket) => (end ? socket.end(text) : socket.write(text)) });

const cutAfter = (text: string) => (socket: Socket) => socket.end(text);
const resetAfter = (text: string) => (socket: Socket) => socket.write(text, () => socket.resetAndDestroy());

const ofAuth: FaultCase[] = [
  {
    fault: "a wrong password",
    server: answering("AUTH", "-WRONGPASS invalid username-password pair or user is disabled.\r\n"),
    ...{ phase: "auth", code: "WRONGPASS", says: /WRONGPASS invalid username.*was it changed/ },
  },
  {
    fault: "a wrong password, as Redis 5 says it",
    server: answering("AUTH", "-ERR invalid password\r\n"),
    ...{ phase: "auth", code: "WRONGPASS" },
  },
  {
    fault: "a password that ends in a line feed",
    server: answering("AUTH", "-WRONGPASS no\r\n"),
    env: { REDIS_PASSWORD: `${PLANTED}\n` },
    ...{ phase: "auth", code: "WRONGPASS", says: /ends in white space/ },
  },
  {
    fault: "a password where none is set",
    server: answering("AUTH", "-ERR AUTH <password> called without any password configured for the default user.\r\n"),
    ...{ phase: "auth", code: "NO_PASSWORD_SET", says: /leave REDIS_PASSWORD out/ },
  },
  {
    fault: "a password where none is set, as Redis 5 says it",
    server: answering("AUTH", "-ERR Client sent AUTH, but no password is set\r\n"),
    ...{ phase: "auth", code: "NO_PASSWORD_SET" },
  },
  {
    fault: "a server that sends the password back",
    server: answering("AUTH", `-ERR bad AUTH ${PLANTED}\r\n`),
    ...{ phase: "auth", code: "ERR", says: /hold a part of the password and are not shown/ },
  },
  {
    fault: "a server that sends half of the password back in base64",
    server: answering("AUTH", `-ERR ${Buffer.from(`x:${PLANTED}`).toString("base64").slice(0, 24)}\r\n`),
    ...{ phase: "auth", code: "ERR", says: /not shown/ },
  },
].map((it) => ({ env: WITH_PASSWORD, ...it }) as FaultCase);

testFaults([
  ...ofAuth,
  {
    fault: "no password where one is wanted",
    server: answering("PING", "-NOAUTH Authentication required.\r\n"),
    ...{ phase: "auth", code: "NOAUTH", says: /give REDIS_PASSWORD/ },
  },
  {
    fault: "too many clients",
    server: greeting("-ERR max number of clients reached\r\n"),
    ...{ phase: "ping", code: "MAXCLIENTS", says: /raise maxclients/ },
  },
  {
    fault: "protected mode",
    server: greeting("-DENIED Redis is running in protected mode because protected mode is enabled\r\n"),
    ...{ phase: "ping", code: "DENIED", says: /protected mode/ },
  },
  {
    fault: "a server that reads its data",
    server: answering("PING", "-LOADING Redis is loading the dataset in memory\r\n"),
    ...{ phase: "ping", code: "LOADING" },
  },
  {
    fault: "a replica without its primary",
    server: answering("PING", "-MASTERDOWN Link with MASTER is down\r\n"),
    ...{ phase: "ping", code: "MASTERDOWN" },
  },
  {
    fault: "an HTTP proxy",
    server: answering("PING", cutAfter("HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\n\r\n<html>")),
    ...{ phase: "ping", code: "NOT_REDIS", says: /"HTTP\/1\.1 400 Bad Request/ },
  },
  {
    fault: "an HTTP proxy that answers the password",
    server: answering("AUTH", "HTTP/1.1 400 Bad Request\r\n"),
    env: WITH_PASSWORD,
    ...{ phase: "auth", code: "NOT_REDIS" },
  },
  {
    fault: "a mail server that greets letter by letter",
    server: () =>
      fakeRedis({
        says: () => () => {},
        greets: (socket) => {
          const letters = [..."220 mail ready\r\n"];
          const timer = setInterval(
            () => socket.write(letters.shift() ?? "", () => letters.length || clearInterval(timer)),
            5,
          );
          socket.on("close", () => clearInterval(timer));
        },
      }),
    ...{ phase: "ping", code: "NOT_REDIS", says: /"220 mail ready"/ },
  },
  {
    fault: "a banner of a megabyte",
    server: greeting("x".repeat(1_000_000), false),
    ...{ phase: "ping", code: "NOT_REDIS", says: /x{100}\.\.\."/ },
  },
  {
    fault: "a reply that does not end",
    server: greeting(`+${"y".repeat(1_000_000)}`, false),
    ...{ phase: "ping", code: "NOT_REDIS", says: /no end/ },
  },
  {
    fault: "a bulk string of a gigabyte",
    server: answering("PING", `$1000000000\r\n${"z".repeat(100_000)}`),
    ...{ phase: "ping", code: "NOT_REDIS" },
  },
  { fault: "arrays in arrays", server: answering("PING", "*1\r\n".repeat(2_000)), phase: "ping", code: "NOT_REDIS" },
  { fault: "a length of nonsense", server: answering("PING", "$-7\r\n"), phase: "ping", code: "NOT_REDIS" },
  { fault: "a null", server: answering("PING", "$-1\r\n"), phase: "ping", code: "UNEXPECTED_REPLY", says: /"null"/ },
  { fault: "an integer", server: answering("PING", ":1\r\n"), phase: "ping", code: "UNEXPECTED_REPLY" },
  { fault: "an array", server: answering("PING", "*2\r\n+a\r\n:-2\r\n"), phase: "ping", code: "UNEXPECTED_REPLY" },
  {
    fault: "a second reply that nobody asked for",
    server: answering("PING", "+PONG\r\n+PONG\r\n"),
    ...{ phase: "set", code: "UNEXPECTED_REPLY", says: /sent "\+PONG" before SET, unasked/ },
  },
  {
    fault: "an error with line ends, escape codes and bells",
    server: answering("PING", "-ERR \u001b[31mred\u001b[0m\rline\nother\u0007 \u202e\u009b\r\n"),
    ...{ phase: "ping", code: "ERR", says: /"ERR \[31mred \[0m line other"/ },
  },
  {
    fault: "a connection that is closed",
    server: answering("PING", cutAfter("")),
    ...{ phase: "ping", code: "CLOSED", says: /closed the connection and did not answer PING/ },
  },
  {
    fault: "a connection that is reset",
    server: answering("AUTH", resetAfter("")),
    env: WITH_PASSWORD,
    ...{ phase: "auth", code: "CLOSED" },
  },
  {
    fault: "a reply cut in the middle of a bulk string",
    server: answering("GET", cutAfter("$40\r\nvalue of lineup")),
    ...{ phase: "get", code: "CLOSED", says: /but for "\$40 value of lineup", which is no whole reply/ },
  },
  {
    fault: "a port with TLS that says so",
    server: answering("PING", Buffer.from([0x15, 3, 1, 0, 2, 2, 70])),
    ...{ phase: "ping", code: "NEEDS_TLS", says: /give REDIS_CA_FILE/ },
  },
]);
