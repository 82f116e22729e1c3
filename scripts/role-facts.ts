import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ASKED } from "../facts/roles";

/**
 * `node build/run.js scripts/role-facts.ts FOLDER SOURCE`: renews facts/roles.json from a folder of the data set that
 * facts/google-apis/iam.json names, in which each predefined role is a file. SOURCE says where the folder is from.
 */
const [folder = "", source = ""] = process.argv.slice(2);

interface Role {
  name: string;
  includedPermissions?: string[];
}

const roles = readdirSync(folder)
  .filter((file) => file.endsWith(".json"))
  .map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as Role)
  .map(({ name, includedPermissions = [] }) => ({
    name: name.replace(/^roles\//, ""),
    held: new Set(includedPermissions),
  }))
  .sort((one, other) => (one.name < other.name ? -1 : 1));

const byService: Record<string, string[]> = {};
for (const { name } of roles) {
  const [, service = "", rest = name] = /^([^.]+)\.(.+)$/.exec(name) ?? [];
  byService[service] ??= [];
  byService[service].push(rest);
}

const holding = ASKED.map((permission) => [
  permission,
  roles.flatMap(({ name, held }) => (held.has(permission) ? [name] : [])).join(" "),
]);

const facts = {
  source,
  holding: Object.fromEntries(holding),
  roles: Object.fromEntries(Object.entries(byService).map(([service, names]) => [service, names.join(" ")])),
};
writeFileSync(join(__dirname, "../facts/roles.json"), `${JSON.stringify(facts, null, 2)}\n`);
