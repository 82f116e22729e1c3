import { writeFileSync } from "node:fs";
import { PAGES, pathOf, withTable } from "./identities/tables";

/** Writes the tables of roles in the pages, from facts/identities.ts. */
for (const page of Object.keys(PAGES)) writeFileSync(pathOf(page), withTable(page));
