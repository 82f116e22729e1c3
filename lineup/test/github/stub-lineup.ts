import { writeFileSync } from "node:fs";
import { join } from "node:path";

export const review = (verdict: string, change: object = {}) => ({
  schema: "lineup/review/1",
  verdict,
  paths: [],
  risks: [],
  counts: { create: 1, update: 2, replace: 0, delete: 0, import: 0, move: 0, forget: 0 },
  ...change,
});

export const danger = {
  level: "danger",
  code: "REDIS_REPLACED",
  address: "google_redis_instance.cache",
  consequence: "data gone",
};

/** Programs with the command line of lineup and a fixed answer. */
export function stubbed(folder: string) {
  let made = 0;
  return (json: unknown, exitCode: number, { stderr = "", markdown = "### lineup\n" } = {}): string => {
    made += 1;
    const file = join(folder, `lineup-${made}.js`);
    const texts = {
      json: typeof json === "string" ? json : JSON.stringify(json),
      markdown,
      sarif: "{}",
      html: "<!DOCTYPE html>",
    };
    writeFileSync(
      file,
      `const args = process.argv.slice(2);
       const value = (name) => args[args.indexOf(name) + 1];
       const texts = ${JSON.stringify(texts)};
       require("fs").appendFileSync(${JSON.stringify(`${file}.calls`)}, JSON.stringify(args) + "\\n");
       process.stdout.write("::error::from lineup\\n");
       process.stderr.write(${JSON.stringify(stderr)});
       if (texts.json) require("fs").writeFileSync(value("--output"), texts[value("--format")]);
       process.exitCode = ${exitCode};`,
    );
    return file;
  };
}
