import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { SHAPES } from "./shapes";

/** Every JSON Schema file with its text. What lineup prints may have more fields one day: readers have to let them pass. */
export function schemaFiles(): [file: string, text: string][] {
  return Object.entries(SHAPES).map(([name, shape]) => {
    const schema = z.toJSONSchema(shape, { io: "input" });
    return [join(__dirname, `${name}.json`), `${JSON.stringify({ title: `lineup ${name}`, ...schema }, null, 2)}\n`];
  });
}

if (require.main === module) for (const [file, text] of schemaFiles()) writeFileSync(file, text);
