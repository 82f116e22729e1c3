import type { Printed } from "../commands";
import { type Options, UsageError } from "../options";
import { readLive } from ".";

/** `lineup inventory`: the live project, as one JSON file. What could not be read is in it, and said besides. */
export async function inventory(options: Options): Promise<Printed> {
  const { project, impersonate } = options;
  refuseOthers(options);
  if (project === undefined) throw new UsageError("lineup inventory wants --project ID: which project it reads");
  const found = await readLive({ project, impersonate });
  const notes = found.unread.map(({ what, why }) => `${what} could not be read: ${why}`);
  return {
    text: JSON.stringify(found, null, 2),
    exitCode: notes.length > 0 ? 3 : 0,
    notes: options.quiet ? [] : notes,
  };
}

function refuseOthers({ inputs, format, config, from, to, exceptions }: Options): void {
  if (inputs.length > 0) throw new UsageError("lineup inventory takes no inputs: it reads the project itself");
  if (format === "markdown" || format === "sarif")
    throw new UsageError("lineup inventory writes JSON and nothing else");
  if ([config, from, to, exceptions].some((said) => said !== undefined)) {
    throw new UsageError("lineup inventory takes --project, --impersonate, --output and --quiet, and nothing else");
  }
}
