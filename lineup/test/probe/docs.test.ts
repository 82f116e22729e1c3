import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PROBING_PERMISSIONS, roleWith } from "../../src/google/permissions";
import { MEANINGS } from "../../src/probe/meanings";
import { root } from "../inputs";

const page = readFileSync(join(root, "docs/probe.md"), "utf8");

test("the table of meanings is that of the command", () => {
  const rows = MEANINGS.map(({ phase, codes, verify, message, meanings, fix }) => {
    const code = codes ? codes.map((one) => `\`${one}\``).join(", ") : "any other";
    return `| ${phase ? `\`${phase}\`` : "any"} | ${code} | ${verify ?? "any"} | ${message} | ${meanings.join("; or ")} | ${fix} |`;
  });
  const head = ["| stops at | with | verify says | so | it can mean | do |", "|---|---|---|---|---|---|"];
  const table = page.slice(page.indexOf("<!-- meanings: begin -->"), page.indexOf("<!-- meanings: end -->"));
  expect(table.trim().split("\n").slice(1)).toEqual([...head, ...rows]);
});

test.each(PROBING_PERMISSIONS)("the page names %s and a role that has it", (permission) => {
  const row = page.split("\n").find((line) => line.startsWith("|") && line.includes(`\`${permission}\``)) ?? "";
  expect(row).toContain(`\`${roleWith(permission)}\``);
});
