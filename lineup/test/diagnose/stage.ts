import type { Clue, Live, Part, Scene, Tell } from "../../src/diagnose/part";
import type { Model } from "../../src/inputs/model";
import { readJson } from "../../src/inputs/read";
import type { Inventory } from "../../src/inventory";
import type { Session } from "../../src/probe/session";
import { judge } from "../../src/verify";

export const PROJECT = "acme-staging";
export const NOW = new Date("2026-11-29T03:00:00Z");

/** A live project with nothing in it but what is given. */
export function liveOf(resources: Inventory["resources"] = [], unread: Inventory["unread"] = []): Live {
  const inventory: Inventory = {
    ...{ schema: "lineup/inventory/1", project: PROJECT, readAt: NOW.toISOString(), nulls: "withheld" },
    ...{ resources, unread, missing: [], disabled: [] },
  };
  const model: Model = readJson(inventory, `the live project ${PROJECT}`);
  return { inventory, model, judged: judge(model) };
}

/** A scene in which nobody is asked. */
export function sceneWith(change: Partial<Scene> = {}): Scene {
  return {
    session: { project: PROJECT } as Session,
    project: PROJECT,
    asked: { service: undefined, probe: false, trace: false },
    now: NOW,
    running: new Set(),
    live: Promise.resolve(liveOf()),
    written: undefined,
    outside: {
      resolve: async () => ({ addresses: [], canonical: [] }),
      certificate: async () => ({ names: [], notAfter: "", trusted: true }),
    },
    ...change,
  };
}

export function clue(change: Partial<Clue> = {}): Clue {
  return {
    code: "FIREWALL_RULE",
    certainty: "certain",
    at: "google_compute_firewall.deny-all",
    attribute: "",
    message: "it denies tcp:6379",
    services: ["api"],
    evidence: [],
    repair: { text: "disable it", commands: [] },
    ...change,
  };
}

export function part(name: string, look: (tell: Tell, scene: Scene) => unknown, change: Partial<Part> = {}): Part {
  const looked = async (scene: Scene, tell: Tell) => {
    await look(tell, scene);
  };
  return { name, what: `what ${name} looks at`, deadline: 1_000, look: looked, ...change };
}
