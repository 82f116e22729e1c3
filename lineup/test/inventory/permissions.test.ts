import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SOURCES } from "../../src/inventory";
import { grantOf, NEEDED_ROLES, roleWith } from "../../src/inventory/permissions";
import { root } from "../inputs";

const page = readFileSync(join(root, "docs/inventory.md"), "utf8");
const needed = [...new Set(SOURCES.flatMap(({ permissions }) => permissions))].sort();

const isNamed = (role: string) => page.includes(`\`${role}\``);

test.each(needed)("%s has a role that holds it", (permission) => {
  expect(roleWith(permission)).toMatch(/^roles\/[a-z]+(\.[A-Za-z]+)?$/);
});

test("the page about the inventory names every role that lineup does", () => {
  expect(NEEDED_ROLES.filter((role) => !isNamed(role))).toEqual([]);
});

test("a permission that lineup does not know is named without a role", () => {
  expect(grantOf("run.tasks.list")).toBe("grant the permission run.tasks.list");
});
