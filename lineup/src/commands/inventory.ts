import { readLive } from "../inventory";
import { UsageError } from "../usage-error";
import { defineCommand } from "./command";

export const inventory = defineCommand({
  summary: "the live project, as one JSON file that the others take as input",
  example: "lineup inventory --project acme-staging --output live.json",
  inputs: { usage: "", least: 0, most: 0, explanation: "it reads the project itself" },
  options: ["output", "project", "impersonate", "quiet"],
  exit: {
    0: "everything was read",
    2: "nothing was read, or the command line is wrong",
    3: "something could not be read, and the file says what",
  },
  check(_, { project }) {
    if (project === undefined) throw new UsageError("inventory takes --project ID, the project to read, and got none");
  },
  async run(_, { project = "", impersonate, quiet }, { progress, say }) {
    const read = await readLive({ project, impersonate }, { progress, ...(quiet ? {} : { say }) });
    const notes = read.unread.map(({ what, why }) => `${what} could not be read: ${why}`);
    return {
      text: JSON.stringify(read, null, 2),
      exitCode: notes.length > 0 ? 3 : 0,
      notes: quiet ? [] : notes,
    };
  },
});
