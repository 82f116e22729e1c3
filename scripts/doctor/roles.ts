import { textAt } from "../../lineup/src/google/answer";
import { own } from "../../lineup/src/inputs/blocks";
import { standingOf } from "../cloud/standing";
import { mustSay, ofType, type Written } from "../cloud/written";
import { again, type Check, each, type Finding, Misshapen, type World, wrong } from "./check";

/** The custom roles, permission by permission: facts/identities.ts says what each is for. */
export const roles: Check = {
  title: "custom roles",
  judge: async (world) => {
    const written = ofType(world.bootstrap, "google_project_iam_custom_role");
    const findings = await each(
      world,
      written,
      (of) => mustSay(of, "role_id"),
      (of) => role(of, world),
    );
    return { good: written.map((of) => mustSay(of, "role_id")).join(", "), findings };
  },
};

async function role(of: Written, world: World): Promise<Finding[]> {
  const id = mustSay(of, "role_id");
  const standing = await standingOf(of, world.reader);
  if (standing.is === "absent") return [wrong(`${id} is not there`, again(world))];
  if (standing.is === "deleted") return [wrong(`${id} is deleted, and keeps its id`, standing.undelete)];
  const live = await world.reader.one({ api: "IAM", path: mustSay(of, "name"), permission: "iam.roles.get" });
  if (textAt(live, "name") !== mustSay(of, "name")) throw new Misshapen(`the answer is not about the role ${id}`);
  const there = texts(own(live, "includedPermissions") ?? []);
  const wanted = texts(of.values.permissions);
  const missing = wanted.filter((one) => !there.includes(one));
  const more = there.filter((one) => !wanted.includes(one));
  return [
    ...(missing.length > 0 ? [wrong(`${id} lacks ${missing.join(", ")}`, again(world))] : []),
    ...(more.length > 0 ? [wrong(`${id} allows more than written: ${more.join(", ")}`, again(world))] : []),
    ...(own(live, "stage") === "DISABLED" ? [wrong(`${id} is disabled`, again(world))] : []),
  ];
}

function texts(said: unknown): string[] {
  if (!Array.isArray(said) || !said.every((one) => typeof one === "string")) {
    throw new Misshapen("the answer has no list of permissions");
  }
  return said;
}
