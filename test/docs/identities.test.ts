import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { predefinedRoles } from "../../facts/google-apis/iam";
import { ACCOUNT_IDS, IDENTITIES } from "../../facts/identities";
import { PAGES, pathOf, withTable } from "../../scripts/identities/tables";

const ROOT = join(__dirname, "../..");

test.each(Object.keys(PAGES))(
  "%s has the table of roles that the data gives - run node build/run.js scripts/identities.ts",
  (page) => {
    expect(readFileSync(pathOf(page), "utf8")).toBe(withTable(page));
  },
);

test("every identity has its page, and every one of a pipeline its account", () => {
  expect(
    Object.values(PAGES)
      .flatMap(({ of }) => of)
      .sort(),
  ).toEqual(Object.keys(IDENTITIES).sort());
  const ci = readFileSync(join(ROOT, "docs/ci.md"), "utf8");
  for (const id of Object.values(ACCOUNT_IDS)) expect(ci).toContain(`\`${id}\``);
});

/** Roles that there are, and that the data set does not have. */
const OTHERS: Readonly<Record<string, string>> = {
  "roles/owner": "basic role, of everything",
  "roles/cloudsql.client": "for services, not for what is done here",
};

test("every role that is named anywhere exists", () => {
  const files = execFileSync(
    "git",
    ["ls-files", "-z", "*.md", "constructs", "facts/*.ts", "lineup/src", "stacks", ".github"],
    {
      cwd: ROOT,
      encoding: "utf8",
    },
  );
  const named = files
    .split("\0")
    .filter(Boolean)
    .flatMap((file) => [...readFileSync(join(ROOT, file), "utf8").matchAll(/(?<![/\w])roles\/[a-z]+(?:\.\w+)?\b/g)])
    .map(([role]) => role);
  expect(named.length).toBeGreaterThan(50);
  const known = new Set([...predefinedRoles(), ...Object.keys(OTHERS)]);
  expect([...new Set(named)].filter((role) => !known.has(role))).toEqual([]);
  expect(Object.keys(OTHERS).filter((role) => !named.includes(role) || predefinedRoles().includes(role))).toEqual([]);
});
