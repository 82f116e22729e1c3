import { readFileSync } from "node:fs";
import { join } from "node:path";
import { READING } from "../../src/diagnose/live";
import { PARTS } from "../../src/diagnose/parts";
import { DIAGNOSING_PERMISSIONS, roleWith } from "../../src/google/permissions";
import { root } from "../inputs";

const page = readFileSync(join(root, "docs/recovery.md"), "utf8");

test.each(DIAGNOSING_PERMISSIONS)("the page names %s and a role that has it", (permission) => {
  const row = page.split("\n").find((line) => line.startsWith("|") && line.includes(`\`${permission}\``)) ?? "";
  expect(row).toContain(`\`${roleWith(permission)}\``);
});

test("the page says how long the project is read", () => {
  expect(page).toContain(`The project is read for ${READING / 1_000} seconds at most`);
});

test("each part has a name of its own and says what it looks at", () => {
  expect(new Set(PARTS.map(({ name }) => name)).size).toBe(PARTS.length);
  for (const { what, deadline } of PARTS) {
    expect(what).toMatch(/^\S.*[^.]$/);
    expect(deadline).toBeGreaterThan(0);
  }
});
