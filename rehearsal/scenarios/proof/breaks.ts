import { apply } from "../../plans";
import { type Sandbox, succeeded } from "../../sandbox";
import { allowRedisAgain, denyRedis, moveConnector, replaceRedis } from "../incident/manual-changes";
import { NETWORK } from "../incident/names";
import type { Expected } from "./asked";
import { deleteOpening, moveRedisToDefault, rotateAuth } from "./by-hand";

/** One of the ways in which staging broke, what the probes and verify say of it, and the repair. */
export interface Break {
  title: string;
  /** Returns the repair. */
  happens: (sandbox: Sandbox) => Promise<() => Promise<unknown>>;
  expected: Omit<Expected, "exit">;
}

const dropped = { phase: "tcp", code: "ETIMEDOUT" } as const;

export const BREAKS: readonly Break[] = [
  {
    title: "the connector is recreated on the network default",
    happens: async (sandbox) => {
      await moveConnector(sandbox);
      return () => moveConnector(sandbox, NETWORK);
    },
    expected: { ...dropped, verify: "GOOGLE_MANAGED_SERVICE_NO_PEERING" },
  },
  {
    title: "the rule that opens the way to Redis is deleted",
    happens: deleteOpening,
    expected: { ...dropped, verify: "FIREWALL_RULE" },
  },
  {
    title: "a deny rule is created outside Terraform",
    happens: async (sandbox) => {
      await denyRedis(sandbox);
      return () => allowRedisAgain(sandbox);
    },
    expected: { ...dropped, verify: "FIREWALL_RULE" },
  },
  {
    title: "Redis is replaced by hand and moves; the services keep the old address",
    happens: async (sandbox) => {
      await replaceRedis(sandbox);
      return () => applied(sandbox);
    },
    expected: { ...dropped, verify: "ADDRESS_MISMATCH" },
  },
  {
    title: "half of the environment is on default: Redis is there, and the services have its address",
    happens: async (sandbox) => {
      await moveRedisToDefault(sandbox);
      return async () => {
        await replaceRedis(sandbox, NETWORK);
        await applied(sandbox);
      };
    },
    expected: { ...dropped, verify: "GOOGLE_MANAGED_SERVICE_NO_PEERING" },
  },
  {
    title: "the password is rotated by hand, which no network shows",
    happens: async (sandbox) => {
      await rotateAuth(sandbox);
      return () => applied(sandbox);
    },
    expected: { phase: "auth", code: "WRONGPASS", verify: "reachable" },
  },
];

/** What ships is deployed again. */
export async function applied(sandbox: Sandbox): Promise<void> {
  succeeded(await apply(sandbox));
}
