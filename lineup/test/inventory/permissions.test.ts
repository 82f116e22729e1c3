import { readFileSync } from "node:fs";
import { join } from "node:path";
import { permissionsOfRole } from "../../../facts/google-apis/iam";
import {
  DIAGNOSING_PERMISSIONS,
  GOING_BACK_PERMISSIONS,
  grantOf,
  NEEDED_ROLES,
  PROBING_PERMISSIONS,
  roleWith,
} from "../../src/google/permissions";
import { SOURCES } from "../../src/inventory";
import { root } from "../inputs";

const page = readFileSync(join(root, "docs/inventory.md"), "utf8");
const needed = [...new Set(SOURCES.flatMap(({ permissions }) => permissions))].sort();
/** The data does not have the role that it takes to impersonate an account. */
const beside = ["compute.projects.get", "serviceusage.services.use"];

const more = [...PROBING_PERMISSIONS, ...DIAGNOSING_PERMISSIONS, ...GOING_BACK_PERMISSIONS];

test.each([...needed, ...beside, ...more])("the role that is named for %s holds it", (permission) => {
  const role = roleWith(permission) ?? "";
  expect(permissionsOfRole(role)).toContain(permission);
});

/** Of the roles that are for the inventory alone; the others are for a quota project, and to impersonate. */
const READING = NEEDED_ROLES.filter((role) => !/serviceUsageConsumer|TokenCreator/.test(role));

test.each(READING)("%s only reads", (role) => {
  const held = permissionsOfRole(role) ?? [];
  expect(held.length).toBeGreaterThan(0);
  const changing = held.filter((one) =>
    /\.(create|delete|update|set|add|remove|enable|disable|actAs|access)[A-Za-z]*$/.test(one),
  );
  expect(changing).toEqual([]);
});

test("the page about the inventory names every role that lineup does", () => {
  expect(NEEDED_ROLES.filter((role) => !page.includes(`\`${role}\``))).toEqual([]);
});

test("a permission that lineup does not know is named without a role", () => {
  expect(grantOf("run.tasks.get")).toBe("grant the permission run.tasks.get");
});
