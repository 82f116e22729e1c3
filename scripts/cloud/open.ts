import { signedIn } from "../../lineup/src/inventory";
import { named } from "../../lineup/src/inventory/project";
import type { Reader } from "../../lineup/src/inventory/reader";
import { enabledApis } from "./apis";

/** The APIs that have to be on before Terraform can turn on the others, and before anything can be looked at. */
export const FIRST_APIS: readonly string[] = ["serviceusage", "cloudresourcemanager", "iam", "storage"].map(
  (api) => `${api}.googleapis.com`,
);

/** Reads a project with the credentials of this machine. It sends what Reader sends: nothing that changes anything. */
export async function opened(
  project: string,
): Promise<{ reader: () => Promise<Reader>; missing: () => Promise<string[]> }> {
  const readerOf = await signedIn({ project }, { say: (text) => process.stderr.write(`${text}\n`) });
  const unnamed = readerOf({ id: project, number: undefined });
  return {
    reader: async () => readerOf(await named(unnamed)),
    missing: async () => {
      const enabled = await enabledApis(unnamed);
      return FIRST_APIS.filter((api) => !enabled.has(api));
    },
  };
}
