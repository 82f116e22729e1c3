import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Children } from "../../rehearsal/children";
import { temporaryFolder } from "../support/folder";

const folder = temporaryFolder();

/** What has been killed may still be listed until somebody asks for its end. */
const isRunning = (pid: number) =>
  /^[^Z]/.test(spawnSync("ps", ["-o", "stat=", "-p", `${pid}`], { encoding: "utf8" }).stdout);

test("who winds down is waited for", async () => {
  const children = new Children();
  const child = children.start(
    "sh",
    ["-c", "trap 'sleep 0.3; echo done; exit 0' INT; while true; do sleep 0.05; done"],
    {
      stdio: ["ignore", "pipe", "ignore"],
    },
  );
  let said = "";
  child.stdout?.on("data", (text) => {
    said += text;
  });
  await sleep(150);
  await children.close();
  expect(said).toBe("done\n");
});

test("who does not is killed, with all that it has started", async () => {
  const children = new Children();
  const pids = join(folder, "pids");
  children.start("sh", ["-c", `trap '' INT; sleep 60 & echo $$ $! > ${pids}; wait; sleep 60`], { stdio: "ignore" });
  await sleep(200);
  const started = readFileSync(pids, "utf8").trim().split(" ").map(Number);
  expect(started.map(isRunning)).toEqual([true, true]);
  await children.close(100);
  await sleep(50);
  expect(started.map(isRunning)).toEqual([false, false]);
});

test("nothing starts any more after the end", async () => {
  const children = new Children();
  await children.close();
  expect(() => children.start("true", [], {})).toThrow("the rehearsal is over: true was not started");
});
