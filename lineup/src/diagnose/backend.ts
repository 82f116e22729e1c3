import { blocks, own } from "../inputs/blocks";
import { filesIn } from "../inputs/folder";
import { isFolder } from "../inputs/read";
import type { Written } from "./part";

const BUCKET = /^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$/;
const PREFIX = /^[\w./-]{0,500}$/;

/** Where the state of a root is kept; undefined where that is not a bucket of Google's, or is given elsewhere. */
export async function stateOf(folder: string): Promise<Written["state"]> {
  const root = isFolder(folder) ? await filesIn(folder) : undefined;
  const backends = [...(root?.files ?? []), ...(root?.overrides ?? [])]
    .flatMap((file) => blocks(own(file, "terraform")))
    .flatMap((settings) => blocks(own(settings, "backend")))
    .flatMap((backend) => blocks(own(backend, "gcs")));
  const last = backends.at(-1);
  const [bucket, prefix = ""] = [own(last, "bucket"), own(last, "prefix") ?? ""];
  if (typeof bucket !== "string" || typeof prefix !== "string") return undefined;
  return BUCKET.test(bucket) && PREFIX.test(prefix) ? { bucket, prefix } : undefined;
}
