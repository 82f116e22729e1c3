import { readFileSync } from "node:fs";
import { join } from "node:path";
import packageJson from "../../package.json";

test("every package with an install script is known, and none of them runs it", () => {
  const { packages } = JSON.parse(readFileSync(join(__dirname, "../../package-lock.json"), "utf8"));
  const locked = Object.entries<{ hasInstallScript?: boolean }>(packages);
  const names = locked
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => path.replace(/^.*node_modules\//, ""));
  expect(packageJson.allowScripts).toEqual(Object.fromEntries(names.map((name) => [name, false])));
});
