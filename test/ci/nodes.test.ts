import pinned from "../../.ci/nodes.json";
import packageJson from "../../package.json";
import { text } from "./scripts-in";

const lines = pinned.map(({ line }) => line);

describe("the lines of Node in .ci/nodes.json", () => {
  test("are tested in an exact version of each", () => {
    expect(
      pinned.filter(({ line, version }) => !/^\d+\.\d+\.\d+$/.test(version) || !version.startsWith(`${line}.`)),
    ).toEqual([]);
  });

  test("are those that GitHub checks", () => {
    const [, matrix = ""] = /^ {8}node: (\[.*\])$/m.exec(text(".github/workflows/pr.yaml")) ?? [];
    expect(JSON.parse(matrix)).toEqual(lines);
  });

  test("begin with the oldest that package.json accepts", () => {
    expect(packageJson.engines.node).toBe(`>=${lines[0]}`);
    expect(text("README.md")).toContain(`Node ${lines[0]} or later`);
  });

  test("contain that of .nvmrc", () => {
    expect(lines).toContain(text(".nvmrc").trim());
  });
});
