import { request } from "node:http";
import { connect } from "node:net";
import { LoopbackCloud } from "../../../rehearsal/server/http";
import { aCloud, GLOBAL, refusal } from "./cloud";

const cloud = aCloud();

/** As fetch cannot: whatever host and path one likes. */
function raw(path: string, headers: Record<string, string> = {}): Promise<number> {
  const { port } = new URL(cloud().loopback.url);
  return new Promise((done, failed) => {
    request({ host: "127.0.0.1", port, path, headers }, (response) => {
      response.resume();
      done(response.statusCode ?? 0);
    })
      .on("error", failed)
      .end();
  });
}

describe("the door of the loopback cloud:", () => {
  test("it listens on this machine only", async () => {
    expect(cloud().loopback.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    await expect(LoopbackCloud.start({ host: "0.0.0.0" })).rejects.toThrow(/listens on 127\.0\.0\.1 only/);
    await expect(LoopbackCloud.start({ host: "::" })).rejects.toThrow(/listens on 127\.0\.0\.1 only/);
  });

  test.each(["evil.example", "127.0.0.1.evil.example", "evil.example:80", "localhost.evil.example"])(
    "who comes under the name %s is turned away",
    async (host) => {
      expect(await raw(`/${GLOBAL}/networks`, { host })).toBe(403);
      expect(await raw(`/${GLOBAL}/networks`, { host: "localhost" })).toBe(200);
    },
  );

  test("a page in a browser is turned away, whatever address it uses", async () => {
    expect(await raw(`/${GLOBAL}/networks`, { origin: "https://evil.example" })).toBe(403);
  });

  test.each([
    ["no JSON", "{", "the body is not JSON"],
    ["a list", "[]", "the body is not a JSON object"],
    ["a word", '"name"', "the body is not a JSON object"],
    ["nothing", "null", "the body is not a JSON object"],
    ["a key that would change all objects", '{"name":"a","__proto__":{"x":1}}', "the body has a field __proto__"],
    ["the same further in", '{"name":"a","b":[{"__proto__":{}}]}', "the body has a field __proto__"],
    ["a pit", `{"name":${"[".repeat(200_000)}${"]".repeat(200_000)}}`, "the body is nested too deeply"],
  ])("a body that is %s is refused, and the next one is heard", async (_, body, message) => {
    expect(refusal(await cloud().ask("POST", `${GLOBAL}/networks`, body))).toEqual([400, message]);
    expect((await cloud().ask("POST", `${GLOBAL}/networks`, { name: "a" })).status).toBe(200);
  });

  test("a body that announces more than any resource has is not waited for", async () => {
    expect(await raw(`/${GLOBAL}/networks`, { "content-length": String(2 ** 40) })).toBe(413);
  });

  test("a body without end ends with its connection", async () => {
    const { port } = new URL(cloud().loopback.url);
    const megabyte = Buffer.alloc(1024 * 1024, "a");
    const sent = await new Promise<number>((done) => {
      let count = 0;
      const endless = request({ host: "127.0.0.1", port, path: `/${GLOBAL}/networks`, method: "POST" });
      const more = () => {
        count += 1;
        if (count < 500 && !endless.destroyed) endless.write(megabyte, () => setImmediate(more));
      };
      endless.on("error", () => done(count)).on("response", (response) => response.resume());
      more();
    });
    expect(sent).toBeLessThan(200);
    expect((await cloud().ask("GET", `${GLOBAL}/networks`)).status).toBe(200);
  });

  test("a mask cannot reach what all objects share", async () => {
    await cloud().network();
    const path = `${GLOBAL}/networks/acme-vpc?updateMask=__proto__.polluted`;
    expect((await cloud().ask("PATCH", path, { mtu: 1500 })).status).toBe(400);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test.each(["//", "/%E0%A4%A", "/compute/v1/projects/(a+)+$/global/networks", "/a/../../etc/passwd", "/%00"])(
    "the address %s is no way in, and no way to bring it down",
    async (path) => {
      expect([200, 400, 404]).toContain(await raw(path));
      expect((await cloud().ask("GET", `${GLOBAL}/networks`)).status).toBe(200);
    },
  );

  test("who hangs up in the middle of a sentence is not missed", async () => {
    const { port } = new URL(cloud().loopback.url);
    await new Promise<void>((done) => {
      const socket = connect(Number(port), "127.0.0.1", () => {
        socket.write(`POST /${GLOBAL}/networks HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\n{`);
        setTimeout(() => socket.destroy(), 50).unref();
      });
      socket.on("close", () => done());
    });
    expect(await cloud().get(`${GLOBAL}/networks/default`)).toMatchObject({ name: "default" });
  });

  test("what was asked is kept for reports, and never what was sent", async () => {
    await cloud().ask("POST", `${GLOBAL}/networks?key=secret`, { name: "a", description: "secret" });
    expect(cloud().loopback.asked).toEqual([
      { method: "POST", path: `/${GLOBAL}/networks`, status: 200, called: "compute.networks.insert" },
    ]);
  });
});
