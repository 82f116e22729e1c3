import { whyNoMachine } from "../../../rehearsal/machine/needs";
import { asProbed, dependsOnRedis } from "../../../rehearsal/oracle/probe";
import { judgeByPackets } from "../../../rehearsal/packets/judge";
import { authorityOf } from "../../../rehearsal/server/certificates";
import type { Store } from "../../../rehearsal/server/store";
import { itNeeds } from "../../support/needs";
import { CACHE, change, env, give, whole } from "./store";

function cloud(alter: (store: Store) => void): Store {
  const store = whole();
  change(store, CACHE, { reservedIpRange: "10.166.0.0/29", authEnabled: true });
  store.put(`${CACHE}/auth`, { string: "of-this-one" });
  alter(store);
  return store;
}

/** What packets and then the probe make of it. */
async function outcome(store: Store): Promise<string> {
  const [judged] = await judgeByPackets(store);
  if (judged?.answer !== "reachable" || !dependsOnRedis(judged, store)) throw new Error(`no probe: ${judged?.reason}`);
  const { probe, contradicts, judged: after } = await asProbed(judged, store);
  return `${after.answer}: ${probe}${contradicts ? ", which contradicts the packets" : ""}`;
}

const told = (values: Record<string, string>) => (store: Store) =>
  give(store, { env: env({ REDIS_HOST: "10.166.0.3", ...values }) });

describe("where packets arrive the probe says whether Redis lets the program in", () => {
  // One test for all: which skips are allowed is a list of titles.
  itNeeds({ missing: whyNoMachine() }, "by its password, and by the authority of its certificate", async () => {
    const withTls = (certificate: string) => (store: Store) => {
      change(store, CACHE, { transitEncryptionMode: "SERVER_AUTHENTICATION", port: 6378 });
      told({ REDIS_PASSWORD: "of-this-one", REDIS_PORT: "6378", REDIS_CA: certificate })(store);
    };
    const [own, other] = [authorityOf(CACHE), authorityOf(`${CACHE}2`)];
    const outcomes = await Promise.all([
      outcome(cloud(told({ REDIS_PASSWORD: "of-this-one" }))),
      outcome(cloud(told({ REDIS_PASSWORD: "of-another" }))),
      outcome(cloud(withTls(own.certificate))),
      outcome(cloud(withTls(other.certificate))),
    ]);
    expect(outcomes).toEqual([
      "reachable: passes every phase",
      "blocked: stops at auth, WRONGPASS",
      "reachable: passes every phase",
      expect.stringMatching(/^blocked: stops at tls, /),
    ]);
  });
});
