import { base, type Root, ref } from "../../../corpus/verify/base";
import { access, env } from "../../../corpus/verify/edit";
import { DATABASE, withDatabase } from "../../../corpus/verify/targets";
import { readJson } from "../../src/inputs/read";
import { judge } from "../../src/verify";

// A database may have two addresses: a service without a way in gets to the public one.

function answer(address: string, ip: Root): (string | null | undefined)[][] {
  const root = structuredClone(base);
  withDatabase(root, {}, ip);
  env(root, "DB_HOST", ref(`${DATABASE}.${address}`));
  access(root, undefined);
  return judge(readJson(root, "main.tf.json")).paths.map(({ to, verdict, causes }) => [to, verdict, causes[0]?.code]);
}

describe("a service without a way in", () => {
  test("may reach a database at the first of two addresses", () => {
    expect(answer("ip_address[0].ip_address", { ipv4_enabled: true })).toEqual([
      [DATABASE, "unknown", "UNRESOLVED_REFERENCE"],
    ]);
  });

  test.each([
    ["at its private address", "private_ip_address", true],
    ["at the first address, where all are private", "ip_address[0].ip_address", false],
  ])("reaches no database %s", (_, address, ipv4_enabled) => {
    expect(answer(address, { ipv4_enabled })).toEqual([[DATABASE, "blocked", "VPC_CONNECTOR_NOT_SET"]]);
  });
});
