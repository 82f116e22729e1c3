import { textAt } from "../../lineup/src/google/answer";
import { own } from "../../lineup/src/inputs/blocks";
import { mustSay, ofType } from "../cloud/written";
import { type Check, type Finding, listIn, Misshapen, reading, unread, type World, wrong } from "./check";
import { isPublic } from "./grants";

/** What an organization may forbid that this environment does: asked before a deploy fails at it half-way. */
export const orgPolicies: Check = {
  title: "organization policies",
  judge: async (world) => {
    const asked = needs(world);
    const found = asked.map((need) =>
      reading(need.constraint, async () => judge(need, await rulesOf(need.constraint, world), world)),
    );
    const good = [...new Set(asked.map(({ constraint }) => constraint))].join(", ");
    return { good: `nothing is in the way: ${good}`, findings: (await Promise.all(found)).flat() };
  },
};

interface Need {
  constraint: string;
  /** What would be refused. */
  what: string;
  /** Whether one of these values lets it through; undefined: nobody here can tell. */
  allowedBy: (values: readonly string[]) => boolean | undefined;
}

function needs({ deployed, bootstrap, environment, reader }: World): Need[] {
  const { id, number } = reader.project;
  const everybody = deployed.filter(({ type, values }) => /_iam_member$/.test(type) && isPublic(String(values.member)));
  const connectors = ofType(deployed, "google_vpc_access_connector");
  const outsiders = ofType(bootstrap, "google_storage_bucket_iam_member").filter((of) =>
    mustSay(of, "member").startsWith("group:"),
  );
  return [
    ...everybody.slice(0, 1).flatMap((of): Need[] => {
      const what = `${String(of.values.member)} may not be given a role, and ${everybody.length} of the services are public`;
      return [
        { constraint: "iam.allowedPolicyMemberDomains", what, allowedBy: () => false },
        {
          constraint: "iam.managed.allowedPolicyMembers",
          what,
          allowedBy: (values) => values.includes(String(of.values.member)),
        },
      ];
    }),
    ...outsiders.map(
      (of): Need => ({
        constraint: "iam.allowedPolicyMemberDomains",
        what: `${mustSay(of, "member")}, as which Google writes access logs, may not be given a role`,
        // The number of google.com as a customer. Others may hold it, too: that is not seen from here.
        allowedBy: (values) => values.some((value) => /^(is:)?C02h8e9nw$/.test(value)) || undefined,
      }),
    ),
    ...(connectors.length > 0
      ? [
          {
            constraint: "compute.trustedImageProjects",
            what: "the connector's machines may not start from images of projects/serverless-vpc-access-images",
            allowedBy: among([`projects/serverless-vpc-access-images`]),
          },
          {
            constraint: "compute.vmCanIpForward",
            what: "the connector's machines may not forward packets",
            allowedBy: among([`projects/${id}`, `projects/${number}`]),
          },
        ]
      : []),
    {
      constraint: "gcp.resourceLocations",
      what: `nothing may be made in ${environment.region}`,
      allowedBy: holding(environment.region),
    },
  ];
}

/** A folder or organization that is named may hold the project: that is not seen from here. */
function among(names: readonly string[]): Need["allowedBy"] {
  const bare = (value: string) => value.replace(/^(is|under):/, "");
  return (values) =>
    values.some((value) => names.includes(bare(value))) ||
    (values.some((value) => /^under:(folders|organizations)\//.test(value)) ? undefined : false);
}

/** Of Google's groups of places only those are known that are named after a region or its continent. */
function holding(region: string): Need["allowedBy"] {
  const [continent = ""] = region.split("-");
  const direct = [region, `is:${region}`, `in:${region}-locations`, `in:${continent}-locations`];
  return (values) =>
    values.some((value) => direct.includes(value)) ||
    (values.some((value) => value.startsWith("in:")) ? undefined : false);
}

async function rulesOf(constraint: string, { reader }: World): Promise<object[]> {
  const said = await reader.one({
    api: "ORG_POLICY",
    path: `projects/${reader.project.id}/policies/${constraint}:getEffectivePolicy`,
    permission: "orgpolicy.policy.get",
  });
  if (!textAt(said, "name")?.endsWith(`/policies/${constraint}`))
    throw new Misshapen(`the answer is not about ${constraint}`);
  const spec = own(said, "spec");
  if (typeof spec !== "object" || spec === null) throw new Misshapen("the answer does not say what holds");
  return listIn(spec as object, "rules");
}

/** A rule that depends on tags of the project, and rules that disagree, leave it open. */
function judge({ constraint, what, allowedBy }: Need, rules: readonly object[], world: World): Finding[] {
  const { project } = world.environment;
  const wayOut = `gcloud org-policies describe ${constraint} --effective --project ${project} shows it: ask who sets it for an exception, or change the environment's file`;
  const answers = new Set(
    rules.map((rule) => (own(rule, "condition") === undefined ? allows(rule, allowedBy) : undefined)),
  );
  const [answer] = answers.size === 1 ? answers : [undefined];
  if (answer === true) return [];
  return answer === false
    ? [wrong(`${constraint}: ${what}`, wayOut)]
    : [unread(`${constraint}: it cannot be told whether ${what}`, wayOut)];
}

function allows(rule: object, allowedBy: Need["allowedBy"]): boolean | undefined {
  if (own(rule, "allowAll") === true || own(rule, "enforce") === false) return true;
  if (own(rule, "denyAll") === true) return false;
  if (own(rule, "enforce") === true) return allowedBy(texts(own(own(rule, "parameters"), "allowedMemberSubjects")));
  const values = own(rule, "values");
  const [allowed, denied] = [texts(own(values, "allowedValues")), texts(own(values, "deniedValues"))];
  // What is not denied by its name may be denied by that of a group.
  if (denied.length > 0) return allowedBy(denied) === true ? false : undefined;
  return allowed.length > 0 ? allowedBy(allowed) : undefined;
}

function texts(said: unknown): string[] {
  if (said === undefined) return [];
  if (!Array.isArray(said) || !said.every((one) => typeof one === "string"))
    throw new Misshapen("the answer has values of another form");
  return said;
}
