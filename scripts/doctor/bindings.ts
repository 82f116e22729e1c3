import { ACCOUNT_IDS } from "../../facts/identities";
import { mustSay, ofType } from "../cloud/written";
import { again, type Check, each, type Finding, reading, type World, wrong } from "./check";
import {
  type Compared,
  compared,
  type Grant,
  isPublic,
  liveGrants,
  shownGrant,
  takeAway,
  writtenGrants,
} from "./grants";
import { policyOfProject } from "./policy";

/** Who may do what: each grant that is written, and what the accounts, or everybody, have beyond it. */
export const bindings: Check = {
  title: "grants",
  judge: async (world) => {
    const findings = [
      ...(await reading("who has which role on the project", () => onProject(world))),
      ...(await onBuckets(world)),
      ...(await onAccounts(world)),
    ];
    const written = ofType(world.bootstrap, PROJECT, BUCKET, ACCOUNT).length;
    return { good: `${written} as written on project, buckets and accounts, and none beyond`, findings };
  },
};

const PROJECT = "google_project_iam_member";
const BUCKET = "google_storage_bucket_iam_member";
const ACCOUNT = "google_service_account_iam_member";

async function onProject(world: World): Promise<Finding[]> {
  const wanted = writtenGrants(ofType(world.bootstrap, PROJECT));
  const live = liveGrants(await policyOfProject(world.reader));
  const id = world.reader.project.id;
  return said(
    compared(wanted, live, ({ member }) => isOurs(world, member)),
    `the project ${id}`,
    `gcloud projects remove-iam-policy-binding ${id}`,
    world,
  );
}

/** Whoever reads the state reads the AUTH string: on its buckets everybody counts. */
async function onBuckets(world: World): Promise<Finding[]> {
  const nameOf = (of: { values: unknown; address: string; type: string }) => mustSay(of as never, "name");
  return each(world, ofType(world.bootstrap, "google_storage_bucket"), nameOf, async (bucket) => {
    const name = nameOf(bucket);
    const wanted = ofType(world.bootstrap, BUCKET).filter((of) => mustSay(of, "bucket") === name);
    const live = await world.reader.one({
      api: "STORAGE",
      path: `b/${encodeURIComponent(name)}/iam`,
      query: { optionsRequestedPolicyVersion: "3" },
      permission: "storage.buckets.getIamPolicy",
    });
    return said(
      compared(writtenGrants(wanted), liveGrants(live), (grant) => !isGivenByGoogle(grant)),
      `the bucket ${name}`,
      `gcloud storage buckets remove-iam-policy-binding gs://${name}`,
      world,
    );
  });
}

/** What Google grants at the making of a bucket: to whoever has a basic role on the project. */
const isGivenByGoogle = ({ role, member }: Grant) =>
  /^project(Owner|Editor|Viewer):/.test(member) && /^roles\/storage\.legacy\w+$/.test(role);

/** Who may become an account of the pipeline: there, too, everybody counts. Of the services', what ours and everybody may. */
async function onAccounts(world: World): Promise<Finding[]> {
  const accounts = ofType(world.bootstrap, "google_service_account");
  return each(
    world,
    accounts,
    (of) => mustSay(of, "email"),
    async (of) => {
      const email = mustSay(of, "email");
      const wanted = ofType(world.bootstrap, ACCOUNT).filter(
        (one) => mustSay(one, "service_account_id") === mustSay(of, "id"),
      );
      const live = await world.reader.one({
        api: "IAM",
        path: `${mustSay(of, "id")}:getIamPolicy`,
        query: { "options.requestedPolicyVersion": "3" },
        permission: "iam.serviceAccounts.getIamPolicy",
        readsPolicy: true,
      });
      const isPipelines = pipelineMembers(world).includes(`serviceAccount:${email}`);
      return said(
        compared(writtenGrants(wanted), liveGrants(live), ({ member }) => isPipelines || isOurs(world, member)),
        `the account ${email}`,
        `gcloud iam service-accounts remove-iam-policy-binding ${email} --project ${world.reader.project.id}`,
        world,
      );
    },
  );
}

function said({ missing, surplus }: Compared, on: string, removal: string, world: World): Finding[] {
  return [
    ...missing.map((grant) => wrong(`missing on ${on}: ${shownGrant(grant)}`, again(world))),
    ...surplus.map((grant) =>
      wrong(`beyond what is written, on ${on}: ${shownGrant(grant)}`, takeAway(removal, grant)),
    ),
  ];
}

/** The accounts that the project's grants are written for: those of the pipeline. */
/** Whoever has a role on the project, and the accounts that have one on the probes alone. */
function pipelineMembers({ bootstrap }: World): string[] {
  const ids: readonly string[] = Object.values(ACCOUNT_IDS);
  const accounts = ofType(bootstrap, "google_service_account").filter((of) => ids.includes(mustSay(of, "account_id")));
  return [
    ...new Set([
      ...writtenGrants(ofType(bootstrap, PROJECT)).map(({ member }) => member),
      ...accounts.map((of) => mustSay(of, "member")),
    ]),
  ];
}

/** Whatever jobs sign in through the pool, an account that was deleted and is named again, and everybody, are ours to judge. */
function isOurs(world: World, member: string): boolean {
  const named = member.replace(/^deleted:/, "").replace(/\?uid=\d+$/, "");
  return isPublic(member) || /^principal(Set)?:/.test(named) || pipelineMembers(world).includes(named);
}
