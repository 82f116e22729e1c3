/**
 * Which setting of an environment's file stands behind an attribute. How the setting's value follows from the
 * attribute's is said in one way or none, and then it is the same: by `values`, where an attribute that is not there is
 * "null"; by `from`, a template of attributes of the resource; or by `form`, which has what stands around it
 * ("{}s" of "300s"), and `as`: a number, or the name at the end of a path.
 */
export interface Row {
  address: string;
  /** In the spelling of facts/, without places in lists. `{name}` is what an item calls itself, there and in `setting`. */
  attribute: string;
  setting: string;
  values?: Record<string, string | boolean>;
  from?: string;
  form?: string;
  as?: "number" | "text" | "name";
  /** What a change of it costs, where that is more than an update. */
  why?: string;
}

type How = Omit<Row, "address" | "attribute" | "setting">;

/** The rows of one resource, from attribute to setting. */
export function behind(address: string, settings: Record<string, string | [setting: string, how: How]>): Row[] {
  return Object.entries(settings).map(([attribute, said]) => {
    const [setting, how] = typeof said === "string" ? [said, {}] : said;
    return { address, attribute, setting, ...how };
  });
}

export const REGION: [string, How] = [
  "region",
  { why: "the environment is in one region, and nothing moves to another: all of it is replaced there" },
];
export const UNDER_ANOTHER_NAME = "it is replaced under another name";
