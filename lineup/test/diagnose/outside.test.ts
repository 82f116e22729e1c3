import { createSocket, type Socket } from "node:dgram";
import { type AddressInfo, createServer as createPlain } from "node:net";
import { createServer, type Server } from "node:tls";
import { authorityOf, serverCertificateOf, VALID_TO } from "../../../rehearsal/server/certificates";
import { internet } from "../../src/diagnose/outside";

const HERE = "127.0.0.1";

describe("certificates", () => {
  let server: Server;
  let port: number;
  beforeAll(async () => {
    const { certificate, key } = serverCertificateOf("outside", "api.acme.example");
    server = createServer({ cert: `${certificate}\n${authorityOf("outside").certificate}\n`, key });
    server.on("tlsClientError", () => {});
    port = await listening(server);
  });
  afterAll(() => new Promise((done) => server.close(done)));

  test("one that nobody trusts is an answer: why, and until when it holds", async () => {
    const shown = await internet({ port }).certificate("api.acme.example", HERE);
    expect(shown.trusted).toBe(false);
    expect(shown.why).toMatch(/^[A-Z_]+$/);
    expect(Date.parse(shown.notAfter)).toBe(Date.parse(VALID_TO));
  });

  test("where nothing listens, the refusal has its code", async () => {
    const other = createServer();
    const closed = await listening(other);
    await new Promise((done) => other.close(done));
    await expect(internet({ port: closed }).certificate("api.acme.example", HERE)).rejects.toMatchObject({
      code: "ECONNREFUSED",
    });
  });

  test("what answers with something else than TLS is refused, and nothing hangs", async () => {
    const plain = createPlain((socket) => {
      socket.on("error", () => {});
      socket.resume();
      socket.end("HTTP/1.1 400 Bad Request\r\n\r\n");
    });
    const at = await listening(plain);
    await expect(internet({ port: at }).certificate("api.acme.example", HERE)).rejects.toBeDefined();
    await new Promise((done) => plain.close(done));
  });
});

describe("names", () => {
  let socket: Socket;
  let nameServers: string[];
  beforeAll(async () => {
    socket = createSocket("udp4");
    socket.on("message", (question, from) => socket.send(answerTo(question), from.port, from.address));
    await new Promise<void>((ready) => socket.bind(0, HERE, ready));
    nameServers = [`${HERE}:${socket.address().port}`];
  });
  afterAll(() => new Promise<void>((done) => socket.close(done)));

  test("a name with an address has it", async () => {
    const { addresses, canonical } = await internet({ nameServers }).resolve("api.acme.example");
    expect(addresses).toEqual(["203.0.113.5"]);
    expect(canonical).toEqual([]);
  });

  test("a name that is not there is refused as one", async () => {
    await expect(internet({ nameServers }).resolve("gone.acme.example")).rejects.toMatchObject({ code: "ENOTFOUND" });
  });
});

function listening(server: { listen(port: number, host: string, ready: () => void): unknown; address(): unknown }) {
  return new Promise<number>((ready) => {
    server.listen(0, HERE, () => ready((server.address() as AddressInfo).port));
  });
}

/** RFC 1035: the question again, with one address for an A of any name but one. */
function answerTo(question: Buffer): Buffer {
  const end = question.indexOf(0, 12) + 5;
  const isGone = question.subarray(12, end).includes("gone");
  const isA = question.readUInt16BE(end - 4) === 1;
  const header = Buffer.from(question.subarray(0, 12));
  header.writeUInt16BE(0x8180 | (isGone ? 3 : 0), 2);
  header.writeUInt16BE(isA && !isGone ? 1 : 0, 6);
  header.writeUInt16BE(0, 10);
  const record = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 203, 0, 113, 5]);
  return Buffer.concat([header, question.subarray(12, end), ...(isA && !isGone ? [record] : [])]);
}
