import { dayOf, daysAfter } from "../../../facts/days";
import { ACCOUNTS, CONNECTORS, type History, REDIS, SECRETS } from "../../../lineup/test/revisions/history";
import { BECAUSE, revision, Station } from "./station";

// What happened to a service and around it, and what is a way back then. Revisions are counted from the first release.

interface Story {
  title: string;
  happens(past: History): Promise<unknown>;
  /** Which revision is offered; undefined where none is. */
  offered: number | undefined;
  /** Which are refused, with which exit code, and with what in the reason. */
  refused: readonly [number: number, code: number, why: string][];
}

const network = (past: History, name: string) =>
  past.live.make("compute/v1/projects/acme-staging/global/networks", { name, autoCreateSubnetworks: false });
const connector = (past: History, id: string, more: object) =>
  past.live.make(`${CONNECTORS}?connectorId=${id}`, { network: "acme-vpc", minInstances: 2, maxInstances: 3, ...more });
const STALE = "ADDRESS_MISMATCH: REDIS_HOST is 10.166.0.3";
const pinned = (number: number, percent: number) => ({
  type: "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION",
  revision: revision(number),
  percent,
});

const STORIES: readonly Story[] = [
  {
    title: "the image was changed",
    happens: (past) => past.releases(),
    offered: 1,
    refused: [],
  },
  {
    title: "a variable was changed, and the image was not",
    happens: async (past) => {
      await past.releases();
      past.image -= 1;
      await past.releases({ env: [...past.env(), { name: "FEATURE", value: "on" }] });
    },
    offered: 2,
    refused: [],
  },
  {
    title: "Redis was replaced in between",
    happens: async (past) => {
      await past.releases();
      const host = await past.replacesRedis();
      await past.releases({ env: past.env({ host }) });
      await past.releases({ env: past.env({ host }) });
    },
    offered: 3,
    refused: [
      [2, 1, STALE],
      [1, 1, STALE],
    ],
  },
  {
    title: "Redis was replaced, and only the newest knows",
    happens: async (past) => {
      const host = await past.replacesRedis();
      await past.releases({ env: past.env({ host }) });
    },
    offered: undefined,
    refused: [[1, 1, STALE]],
  },
  {
    title: "AUTH was turned on",
    happens: async (past) => {
      await past.releases({ account: "api" });
      await past.keepsSecret(1);
      await past.redis({ authEnabled: true });
      await past.releases({ account: "api", env: past.env({ password: "1" }) });
      await past.releases({ account: "api", env: past.env({ password: "1" }) });
    },
    offered: 3,
    refused: [[2, 1, "AUTH_NOT_GIVEN"]],
  },
  {
    title: "AUTH was rotated, with a new version of the password",
    happens: async (past) => {
      await past.keepsSecret(1);
      await past.redis({ authEnabled: true });
      await past.releases({ account: "api", env: past.env({ password: "1" }) });
      await past.addsVersion();
      await past.releases({ account: "api", env: past.env({ password: "2" }) });
    },
    offered: undefined,
    refused: [[2, 3, "whether version 1 still holds the AUTH string"]],
  },
  {
    title: "TLS was turned on",
    happens: async (past) => {
      const host = await past.replacesRedis({ transitEncryptionMode: "SERVER_AUTHENTICATION" });
      await past.releases({ env: past.env({ host, port: "6378" }) });
      await past.releases({ env: past.env({ host, port: "6379" }) });
      await past.releases({ env: past.env({ host, port: "6378" }) });
    },
    offered: 2,
    refused: [
      [3, 1, "REDIS_INSTANCE_UNSUPPORTED_PORT"],
      [1, 1, "ADDRESS_MISMATCH"],
    ],
  },
  {
    title: "a version of the password was destroyed",
    happens: async (past) => {
      await past.keepsSecret(2);
      await past.redis({ authEnabled: true });
      await past.releases({ account: "api", env: past.env({ password: "1" }) });
      await past.releases({ account: "api", env: past.env({ password: "2" }) });
      await past.releases({ account: "api", env: past.env({ password: "2" }) });
      await past.live.does("POST", `${SECRETS}/redis-auth/versions/1:destroy`, {});
    },
    offered: 3,
    refused: [[2, 1, "SECRET_NOT_READABLE"]],
  },
  {
    title: "the connector was renamed",
    happens: async (past) => {
      await connector(past, "acme-other", { ipCidrRange: "10.2.1.0/28" });
      await past.releases({ connector: "acme-other" });
      await past.releases({ connector: "acme-other" });
      await past.live.does("DELETE", `${CONNECTORS}/acme-conn`);
    },
    offered: 2,
    refused: [[1, 1, "VPC_CONNECTOR"]],
  },
  {
    title: "the connector was deleted, and nobody was told",
    happens: async (past) => {
      await past.releases();
      await past.live.does("DELETE", `${CONNECTORS}/acme-conn`);
    },
    offered: undefined,
    refused: [
      [1, 1, "VPC_CONNECTOR"],
      [2, 1, "VPC_CONNECTOR"],
    ],
  },
  {
    title: "an account was deleted",
    happens: async (past) => {
      for (const name of ["api", "older"]) await past.hasAccount(name);
      await past.releases({ account: "older" });
      await past.releases({ account: "api" });
      await past.releases({ account: "api" });
      await past.live.does("DELETE", `${ACCOUNTS}/older@acme-staging.iam.gserviceaccount.com`);
    },
    offered: 3,
    refused: [[2, 1, "ACCOUNT_UNAVAILABLE"]],
  },
  {
    title: "the network was moved",
    happens: async (past) => {
      await network(past, "older");
      await connector(past, "acme-older", { network: "older", ipCidrRange: "10.2.2.0/28" });
      await past.releases({ connector: "acme-older" });
      await past.releases();
    },
    offered: 1,
    refused: [[2, 1, "GOOGLE_MANAGED_SERVICE_NO_PEERING"]],
  },
  {
    title: "a revision never became ready",
    happens: async (past) => {
      await past.releases();
      await past.fails(revision(2));
      await past.releases();
    },
    offered: 1,
    refused: [[2, 2, "is not ready, so it can take no requests"]],
  },
  {
    title: "a revision was deleted",
    happens: async (past) => {
      await past.releases();
      await past.releases();
      await past.deletes(revision(2));
    },
    offered: 1,
    refused: [[2, 2, `the nearest names are`]],
  },
  {
    title: "the requests were shared between two",
    happens: async (past) => {
      await past.releases();
      await past.releases();
      await past.traffic([pinned(2, 60), { type: "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST", percent: 40 }]);
    },
    offered: 2,
    refused: [],
  },
  {
    title: "somebody had gone back already, by hand",
    happens: async (past) => {
      await past.releases();
      await past.releases();
      await past.traffic([pinned(2, 100)]);
    },
    offered: 1,
    refused: [],
  },
  {
    title: "nothing says how the password is got",
    happens: async (past) => {
      await past.releases();
      await past.redis({ authEnabled: true });
    },
    offered: undefined,
    refused: [[1, 3, "nothing shows how the revision gets it"]],
  },
  {
    title: "Redis is gone",
    happens: async (past) => {
      await past.releases();
      await past.live.does("DELETE", `${REDIS}/acme-redis`);
    },
    offered: undefined,
    refused: [[1, 1, STALE]],
  },
];

describe.each(STORIES)("$title", ({ happens, offered, refused }) => {
  let here: Station;
  beforeEach(async () => {
    here = await Station.open();
    await happens(here.past);
  });
  afterEach(() => here.close());

  test("the right one is offered, and going there works", async () => {
    const { out } = await here.runs("--service api");
    const [, command] = / > (npm run rollback .*)$/m.exec(out) ?? [];
    expect(command).toBe(offered === undefined ? undefined : `npm run rollback -- acme --to ${revision(offered)}`);
    if (offered === undefined) return;
    expect((await here.runs(`--to ${revision(offered)} ${BECAUSE}`)).code).toBe(0);
    expect(await here.shares()).toEqual({ [revision(offered)]: 100 });
    await here.deploys();
    expect(await here.shares()).toEqual({ [revision(offered)]: 100 });
  });

  if (refused.length > 0) {
    test.each(refused)("revision %i is refused with %i: %s", async (number, code, why) => {
      const [file, shares] = [here.file, await here.shares()];
      const done = await here.runs(`--to ${revision(number)} ${BECAUSE}`);
      expect({ code: done.code, said: done.said }).toEqual({ code, said: expect.stringContaining(why) });
      expect([here.file, await here.shares()]).toEqual([file, shares]);
    });
  }
});

describe("a pin", () => {
  let here: Station;
  const today = dayOf(new Date());
  beforeEach(async () => {
    here = await Station.open();
    await here.past.releases();
    await here.runs(`--to ${revision(1)} --until ${daysAfter(today, 2)} ${BECAUSE}`);
  });
  afterEach(() => here.close());

  test("survives the deploys of its days, and a release of the app in between", async () => {
    await here.deploys(today);
    await here.past.releases();
    await here.deploys(daysAfter(today, 2));
    expect(await here.shares()).toEqual({ [revision(1)]: 100 });
  });

  test("ends with its day: the deploy after it goes forward", async () => {
    await here.deploys(daysAfter(today, 3));
    expect(await here.shares()).toEqual({ [`newest: ${revision(2)}`]: 100 });
  });

  test("whose sentence is not in what is deployed is taken away", async () => {
    here.file = here.file.replace(/traffic: \{[^}]*\},/, "");
    await here.deploys(today);
    expect(await here.shares()).toEqual({ [`newest: ${revision(2)}`]: 100 });
  });
});
