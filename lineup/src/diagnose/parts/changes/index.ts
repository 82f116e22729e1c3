import { isUnread } from "../../../google/refusal";
import type { Live, Part, Scene, Tell } from "../../part";
import { type Running, runningIn } from "../serving";
import { audited, changesIn } from "./audit";
import { releasesOf } from "./released";

export const changes: Part = {
  name: "changes",
  what: "what changed in the last seven days, and who changed it",
  deadline: 20_000,
  async look(scene, tell) {
    const live = scene.live.catch(() => undefined);
    await Promise.all([administered(scene, live, tell), released(scene, live, tell)]);
  },
};

async function administered(scene: Scene, live: Promise<Live | undefined>, tell: Tell): Promise<void> {
  try {
    const { entries, more } = await audited(scene);
    for (const change of changesIn(entries, await live)) tell.change(change);
    if (more) tell.gap(`of the audit log only the newest ${entries.length} entries were read`);
  } catch (error) {
    if (!isUnread(error)) throw error;
    tell.gap(`the audit log could not be read, so who changed what is known of releases only: ${error.message}`);
  }
}

async function released(scene: Scene, live: Promise<Live | undefined>, tell: Tell): Promise<void> {
  const services = await live.then((it) => (it === undefined ? [] : runningIn(it)));
  await Promise.all(services.map((service) => releasesTold(scene, service, tell)));
}

async function releasesTold(scene: Scene, service: Running, tell: Tell): Promise<void> {
  try {
    for (const change of await releasesOf(scene, service)) tell.change(change);
  } catch (error) {
    if (!isUnread(error)) throw error;
    tell.gap(`the revisions of ${service.name} could not be listed: ${error.message}`);
  }
}
