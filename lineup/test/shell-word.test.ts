import { execFileSync } from "node:child_process";
import { word } from "../src/text/shell";

test.each(["cdktf.out/stacks/staging", "api@acme.iam.gserviceaccount.com", "acme-1=100", "7%"])(
  "%s needs no quotes",
  (text) => expect(word(text)).toBe(text),
);

test.each(["", "a b", "it's", "$(date)", "`date`", "a;b", "-force", "=ls", "~", "*", "a\nb", '"'])(
  "a shell hands %j on as it is",
  (text) => expect(execFileSync("bash", ["-c", `printf -- %s ${word(text)}`], { encoding: "utf8" })).toBe(text),
);
