/** What takes time: a grant until it acts, or making, changing and removing one of a collection. */
export type Duration = "grant" | `${Verb} ${string}`;
export type Verb = "create" | "update" | "delete";

interface Known {
  /** Of whose collection: `vpcaccess/…/connectors`. */
  of: RegExp;
  seconds: Record<Verb, number>;
  source: string;
}

const MINUTE = 60;
const LOG = "seen in the published log of an apply (Terraform Enterprise on Google Cloud, 2021)";

/** How long each takes at Google. Where only the creation was seen, the others are taken to be as long. */
const KNOWN: readonly Known[] = [
  {
    of: /^vpcaccess\/.*\/connectors$/,
    seconds: same(3 * MINUTE),
    source: "assumed: Google's pages speak of minutes, and give no figure",
  },
  {
    of: /^redis\/.*\/(instances|clusters)$|^memorystore\/.*\/instances$/,
    seconds: same(5 * MINUTE),
    source: `${LOG}: 4 min 53 s; Google's pages speak of several minutes, others have seen ten`,
  },
  { of: /^sql\/.*\/instances$/, seconds: same(9 * MINUTE), source: `${LOG}: 9 min 22 s` },
  { of: /^servicenetworking\/.*\/connections$/, seconds: same(57), source: `${LOG}: 57 s` },
  {
    of: /^run\/.*\/(services|jobs|workerPools)$/,
    seconds: { create: 15, update: 15, delete: 5 },
    source: "seen in the published log of an apply of google_cloud_run_v2_service: 15 s",
  },
  {
    // Until Monitoring knows of it; Logging has it at once.
    of: /^logging\/.*\/metrics$/,
    seconds: { create: 10 * MINUTE, update: 0, delete: 0 },
    source: "said by Monitoring's own refusal: up to 10 minutes (hashicorp/terraform-provider-google#11102)",
  },
  { of: /^compute\//, seconds: same(11), source: `${LOG}: a firewall rule 11 s, a reserved range 17 s, NAT 23 s` },
];

/** https://cloud.google.com/iam/docs/access-change-propagation: typically 2 minutes, potentially 7 or longer. */
const GRANT = 7 * MINUTE;

/** In milliseconds; nothing, for what is done at once. */
export function durationOf(what: Duration): number {
  if (what === "grant") return GRANT * 1000;
  const [verb, collection = ""] = what.split(" ") as [Verb, string];
  return (KNOWN.find(({ of }) => of.test(collection))?.seconds[verb] ?? 0) * 1000;
}

function same(seconds: number): Record<Verb, number> {
  return { create: seconds, update: seconds, delete: seconds };
}
