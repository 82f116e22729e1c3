import { own } from "../../lineup/src/inputs/blocks";
import { mustSay, ofType, type Written } from "../cloud/written";
import { again, type Check, each, type Finding, listIn, Misshapen, type World, wrong } from "./check";

/** The accounts of the pipeline and of the services: there, enabled, and without a key. */
export const accounts: Check = {
  title: "accounts",
  judge: async (world) => {
    const written = ofType(world.bootstrap, "google_service_account");
    const emailOf = (of: Written) => mustSay(of, "email");
    const ofAccounts = await each(world, written, emailOf, (of) => account(of, world));
    const isThere = (of: Written) => !ofAccounts.some(({ what }) => what === `${emailOf(of)}: not there`);
    const findings = [
      ...ofAccounts,
      ...(await each(
        world,
        written.filter(isThere),
        (of) => `keys of ${emailOf(of)}`,
        (of) => keys(of, world),
      )),
    ];
    return { good: `${written.length} are there, and none has a key`, findings };
  },
};

async function account(of: Written, world: World): Promise<Finding[]> {
  const email = mustSay(of, "email");
  const live = await world.reader.one({ api: "IAM", path: mustSay(of, "id"), permission: "iam.serviceAccounts.get" });
  if (own(live, "email") !== email) throw new Misshapen(`the answer is not about ${email}`);
  return own(live, "disabled") === true ? [wrong(`${email} is disabled`, again(world))] : [];
}

/** A key is a copy of the account that nobody can take back. Google's own keys are none of these. */
async function keys(of: Written, { reader }: World): Promise<Finding[]> {
  const email = mustSay(of, "email");
  const answer = await reader.one({
    api: "IAM",
    path: `${mustSay(of, "id")}/keys`,
    query: { keyTypes: "USER_MANAGED" },
    permission: "iam.serviceAccountKeys.list",
  });
  return listIn(answer, "keys").map((key) => {
    const id = String(own(key, "name") ?? "")
      .split("/")
      .at(-1);
    return wrong(
      `${email} has a key, ${id}`,
      `gcloud iam service-accounts keys delete ${id} --iam-account ${email} --project ${reader.project.id}`,
    );
  });
}
