import { Planted } from "../../../../rehearsal/scenarios/proof/nothing-told";
import { LoopbackCloud } from "../../../../rehearsal/server/http";

const PASSWORDS = ["planted-one", "planted-two"];

/** A proof that has printed this, in a cloud with two passwords. */
async function searched({ stdout = "", logged = "" }): Promise<string> {
  const cloud = await LoopbackCloud.start();
  const { store } = cloud.cloud;
  for (const [index, string] of PASSWORDS.entries()) {
    store.put(`redis/projects/p/locations/r/instances/i${index}/auth`, { string });
  }
  store.put("logging/projects/p/entries/1", { textPayload: logged });
  const ran = [{ command: "node lineup/bin/lineup.js probe", code: 0, stdout, stderr: "", seconds: 1 }];
  try {
    return new Planted({ began: 0, sandbox: { cloud, ran } } as never).search();
  } finally {
    await cloud.close();
  }
}

test("a password that nothing holds is found nowhere", async () => {
  expect(await searched({ stdout: "arrives" })).toBe("2 passwords, 2 outputs, none in any");
});

test.each([
  ["in what lineup printed", { stdout: "redis://:planted-one@10.0.0.3" }],
  ["in the log, as base64", { logged: Buffer.from("planted-two").toString("base64") }],
])("a password is found %s, and is not printed by that", async (_, where) => {
  const failed = await searched(where).catch((error: Error) => error.message);
  expect(failed).toContain("no output holds a password");
  expect(failed).not.toContain("planted");
});
