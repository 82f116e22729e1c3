import { writeFileSync } from "node:fs";
import { mistakesPage, PAGE } from "./mistakes/page";

/** Writes docs/mistakes.md. */
mistakesPage().then((page) => writeFileSync(PAGE, page));
