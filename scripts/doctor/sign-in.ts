import { isDeepStrictEqual } from "node:util";
import { textAt } from "../../lineup/src/google/answer";
import { isBlock, own } from "../../lineup/src/inputs/blocks";
import { lastSegment } from "../../lineup/src/values";
import { standingOf } from "../cloud/standing";
import { blockOf, mustSay, ofType, said, type Written } from "../cloud/written";
import { again, type Check, each, type Finding, Misshapen, type World, wrong } from "./check";

/** The pool and the provider: which jobs of GitHub Google takes for anybody at all. */
export const signIn: Check = {
  title: "sign-in of GitHub's jobs",
  judge: async (world) => {
    const pools = ofType(world.bootstrap, "google_iam_workload_identity_pool");
    const providers = ofType(world.bootstrap, "google_iam_workload_identity_pool_provider");
    const ofThem = [
      ...(await each(world, pools, nameOf, (of) => pool(of, world))),
      ...(await each(world, providers, nameOf, (of) => provider(of, world))),
    ];
    const isThere = (of: Written) =>
      !ofThem.some(({ what }) => [GONE, DELETED].some((how) => what.startsWith(`${nameOf(of)} ${how}`)));
    const findings = [
      ...ofThem,
      ...(await each(
        world,
        pools.filter(isThere),
        (of) => `providers of ${nameOf(of)}`,
        (of) => others(of, { written: providers, there: providers.filter(isThere) }, world),
      )),
    ];
    return { good: [...pools, ...providers].map(nameOf).join(", "), findings };
  },
};

const nameOf = (of: Written) =>
  `${of.type.endsWith("_provider") ? "provider" : "pool"} ${lastSegment(mustSay(of, "id"))}`;

async function pool(of: Written, world: World): Promise<Finding[]> {
  const live = await standing(of, world, "iam.workloadIdentityPools.get");
  if (Array.isArray(live)) return live;
  return isDisabled(live) ? [wrong(`${nameOf(of)} is disabled`, again(world))] : [];
}

async function provider(of: Written, world: World): Promise<Finding[]> {
  const live = await standing(of, world, "iam.workloadIdentityPoolProviders.get");
  if (Array.isArray(live)) return live;
  const oidc = blockOf(of, "oidc");
  const compared: [string, unknown, unknown][] = [
    ["condition", said(of, "attribute_condition") ?? "", textAt(live, "attributeCondition") ?? ""],
    [
      "attribute mapping",
      { ...(of.values.attribute_mapping as object) },
      { ...(own(live, "attributeMapping") as object) },
    ],
    ["issuer", oidc?.issuer_uri, own(own(live, "oidc"), "issuerUri")],
    ["list of audiences", oidc?.allowed_audiences ?? [], own(own(live, "oidc"), "allowedAudiences") ?? []],
    // Keys of somebody's own would sign tokens in GitHub's name.
    ["set of signing keys", oidc?.jwks_json ?? "", own(own(live, "oidc"), "jwksJson") ?? ""],
  ];
  return [
    ...(isDisabled(live) ? [wrong(`${nameOf(of)} is disabled`, again(world))] : []),
    ...compared
      .filter(([, written, there]) => !isDeepStrictEqual(written, there))
      .map(([what]) => wrong(`${nameOf(of)} has another ${what} than written`, again(world))),
  ];
}

const GONE = "is not there";
const DELETED = "is deleted";

/** The answer, or what is wrong where there is none to compare. */
async function standing(of: Written, world: World, permission: string): Promise<Finding[] | object> {
  const is = await standingOf(of, world.reader);
  if (is.is === "absent") return [wrong(`${nameOf(of)} ${GONE}`, again(world))];
  if (is.is === "deleted") return [wrong(`${nameOf(of)} ${DELETED}, and keeps its id for 30 days`, is.undelete)];
  const live = await world.reader.one({ api: "IAM", path: mustSay(of, "id"), permission });
  if (
    lastSegment(textAt(live, "name") ?? "") !== lastSegment(mustSay(of, "id")) ||
    textAt(live, "state") !== "ACTIVE"
  ) {
    throw new Misshapen(`the answer is not about an active ${nameOf(of)}`);
  }
  return live;
}

/** What the pool's bindings trust, any of its providers can say: another one is another door. */
async function others(
  of: Written,
  providers: { written: readonly Written[]; there: readonly Written[] },
  world: World,
): Promise<Finding[]> {
  const path = mustSay(of, "id");
  const found = await world.reader.list("workloadIdentityPoolProviders", {
    api: "IAM",
    path: `${path}/providers`,
    permission: "iam.workloadIdentityPoolProviders.list",
  });
  const listed = found.map((one) => {
    const name = textAt(one, "name");
    if (name === undefined) throw new Misshapen("its list has a provider without a name");
    return lastSegment(name);
  });
  const idOf = (one: Written) => mustSay(one, "workload_identity_pool_provider_id");
  const known = providers.written.map(idOf);
  // A list that lacks what is there may lack more.
  if (!providers.there.map(idOf).every((id) => listed.includes(id)))
    throw new Misshapen("its list lacks a provider that is written");
  return listed
    .filter((id) => !known.includes(id))
    .map((id) =>
      wrong(
        `${nameOf(of)} has a provider that is not written: ${id}`,
        `gcloud iam workload-identity-pools providers delete ${id} --workload-identity-pool ${lastSegment(path)} --location global --project ${world.reader.project.id}`,
      ),
    );
}

function isDisabled(live: object): boolean {
  const disabled = own(live, "disabled");
  if (disabled !== undefined && typeof disabled !== "boolean")
    throw new Misshapen("the answer does not say whether it is disabled");
  return disabled === true || !isBlock(live);
}
