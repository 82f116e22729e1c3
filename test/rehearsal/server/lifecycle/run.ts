import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Sandbox } from "../../../../rehearsal/sandbox";
import { toolsOrWhyNot } from "../../../../rehearsal/tools";
import { lifecycles } from "./all";
import { Passage } from "./passage";
import { table, writeTable } from "./table";

/**
 * `node build/run.js test/rehearsal/server/lifecycle/run.ts [-- --write]`: real Terraform creates, reads, updates,
 * deletes and imports every type of resource on the loopback cloud, and detects a change outside Terraform. Prints
 * the table of docs/rehearsal.md, or writes it there. Exit 1 where a cell is empty, 2 where a tool is missing.
 */
const folder = mkdtempSync(join(tmpdir(), "lifecycle-"));
main()
  .then((code) => {
    process.exitCode = code;
  })
  .finally(() => rmSync(folder, { recursive: true, force: true }));

async function main(): Promise<number> {
  const tools = toolsOrWhyNot();
  if (typeof tools === "string") {
    console.error(tools);
    return 2;
  }
  const sandbox = await Sandbox.open(folder, tools);
  try {
    const passage = new Passage(sandbox, tools, lifecycles);
    const trouble = [...(await passage.all()), ...sandbox.cloud.inventions];
    const text = table(lifecycles, passage.seen, tools.version);
    if (process.argv.includes("--write")) writeTable(text);
    console.log(text);
    for (const line of trouble) console.error(line);
    return trouble.length > 0 ? 1 : 0;
  } finally {
    await sandbox.close();
  }
}
