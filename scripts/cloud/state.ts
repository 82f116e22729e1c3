import { thingsAt } from "../../lineup/src/google/answer";
import { NotThere } from "../../lineup/src/google/refusal";
import { own } from "../../lineup/src/inputs/blocks";
import type { Reader } from "../../lineup/src/inventory/reader";

/** A state as Terraform keeps it, as far as it is read here. It may hold secrets: nothing else of it is kept. */
export interface State {
  lineage: string;
  serial: number;
  /** The addresses of what it manages. */
  addresses: readonly string[];
  outputs: Readonly<Record<string, string>>;
}

/** What is in the place of a state is none. */
export class NoState extends Error {}

export function stateIn(text: unknown): State {
  const said = typeof text === "string" ? parsed(text) : text;
  const [lineage, serial] = [own(said, "lineage"), own(said, "serial")];
  if (own(said, "version") !== 4 || typeof lineage !== "string" || typeof serial !== "number") {
    throw new NoState("it is not a state of Terraform's, version 4");
  }
  const managed = thingsAt(said, "resources").filter(({ mode }) => mode === "managed");
  return {
    lineage,
    serial,
    addresses: managed
      .filter((one) => thingsAt(one, "instances").length > 0)
      .map(({ type, name }) => `${type}.${name}`),
    outputs: Object.fromEntries(
      Object.entries(own(said, "outputs") ?? {}).flatMap(([name, output]) => {
        const value = own(output, "value");
        return typeof value === "string" ? [[name, value]] : [];
      }),
    ),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new NoState("it is not JSON");
  }
}

/** The state of a stack in its bucket, where the gcs backend keeps it; undefined where there is none, or no bucket. */
export async function stateInBucket(reader: Reader, bucket: string, prefix: string): Promise<State | undefined> {
  const path = `b/${encodeURIComponent(bucket)}/o/${encodeURIComponent(`${prefix}/default.tfstate`)}`;
  const asked = { api: "STORAGE", path, permission: "storage.objects.get" } as const;
  try {
    // Asked for its content, Cloud Storage says in plain text that an object is not there.
    await reader.one(asked);
    return stateIn(await reader.one({ ...asked, query: { alt: "media" } }));
  } catch (error) {
    if (error instanceof NotThere) return undefined;
    if (error instanceof NoState) throw new NoState(`gs://${bucket}/${prefix}/default.tfstate: ${error.message}`);
    throw error;
  }
}
