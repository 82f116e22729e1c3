import { isDeepStrictEqual } from "node:util";
import { PLAIN_ID, projectBeside } from "../../../facts/imports";
import { isBlock, type RawBlock } from "../../../lineup/src/inputs/blocks";
import { plain } from "../../../lineup/src/text/plain";
import { readBesides } from "./expressions";

/**
 * What a branch may take over: planning an import reads the object, and expressions can carry what was read into a name
 * or an output. Of these nothing that is read is a secret, but for Redis's AUTH string, which the schema calls one and no
 * expression may name. Not here: jobs of Cloud Run and channels of alerts, which hold values in clear, and a secret's
 * version.
 */
const IMPORTABLE = new Set(
  [
    "google_cloud_run_v2_service_iam_member google_compute_address google_compute_firewall google_compute_global_address",
    "google_compute_network google_compute_router google_compute_router_nat google_compute_subnetwork",
    "google_project_iam_member google_project_service google_redis_instance google_secret_manager_secret",
    "google_secret_manager_secret_iam_member google_service_account google_service_account_iam_member",
    "google_service_networking_connection google_vpc_access_connector",
  ].flatMap((names) => names.split(" ")),
);
/**
 * A service holds values in clear as well: it may be taken over where no expression reads more of any service than this.
 * Of any, because `moved` makes one of another. What a plan prints and leaves behind says none of its values either.
 */
const SERVICE = "google_cloud_run_v2_service";
const HARMLESS = ["id", "location", "name", "project", "uid", "uri"];

/** Why imports are refused, unless main has the same. */
export function imports(configuration: RawBlock, main: RawBlock): string[] {
  const ours = listed(main.import);
  return listed(configuration.import)
    .filter((block) => !ours.some((one) => isDeepStrictEqual(one, block)))
    .flatMap((block) => {
      const why = wrongWith(block, projectOf(main), configuration);
      const to = isBlock(block) ? String(block.to) : "what is not one block";
      return why
        ? [`import of ${plain(to, 120)} is refused: ${why} - merge the import first, and start Deploy by hand`]
        : [];
    });
}

function wrongWith(block: unknown, project: unknown, configuration: RawBlock): string | undefined {
  if (!isBlock(block)) return "it has to and id";
  const other = Object.keys(block).find((key) => key !== "to" && key !== "id");
  if (other !== undefined) return `it has ${plain(other, 120)}, and may have to and id`;
  const [, type = ""] = /^(\w+)\.[\w-]+$/.exec(String(block.to)) ?? [];
  const [read] = type === SERVICE ? readOfServices(configuration) : [];
  if (read !== undefined)
    return `an expression reads ${plain(`${SERVICE}.${read}`, 120)}, and may carry a value of it in clear`;
  if (type !== SERVICE && !IMPORTABLE.has(type))
    return "a plan would read an object of this kind, which may hold secrets in clear";
  if (typeof block.id !== "string" || !PLAIN_ID.test(block.id)) return "its id is not written out in plain characters";
  const elsewhere = projectBeside(block.id, project);
  return elsewhere && `its id is one of the project ${plain(elsewhere, 120)}, and ${project} is planned`;
}

/** In every text, and in every key: Terraform reads templates in both. */
function readOfServices(value: unknown): string[] {
  if (typeof value === "string") return readBesides(value, SERVICE, HARMLESS);
  if (Array.isArray(value)) return value.flatMap(readOfServices);
  return isBlock(value) ? Object.entries(value).flat().flatMap(readOfServices) : [];
}

function projectOf({ provider }: RawBlock): unknown {
  const [settings] = isBlock(provider) ? listed(provider.google) : [];
  return isBlock(settings) ? settings.project : undefined;
}

/** Where Terraform takes one block or a list of them. */
export function listed(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
