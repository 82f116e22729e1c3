import { bootstrapStackOf } from "../../environments/names";
import { identitiesIn } from "../github/settings";
import { again, type Check, wrong } from "./check";

/** The state of the bootstrap: without it the next bootstrap has to find all of it again. */
export const state: Check = {
  title: "state of the bootstrap",
  judge: async (world) => {
    const { name, names } = world.environment;
    const place = `gs://${names.stateBucket}/${bootstrapStackOf(name)}/default.tfstate`;
    const outputs = await world.outputs();
    if (Object.keys(outputs).length === 0) {
      return {
        good: "",
        findings: [wrong(`${place}: nothing is there - ${name} was never bootstrapped, or it was lost`, again(world))],
      };
    }
    try {
      identitiesIn(outputs);
      return { good: place, findings: [] };
    } catch (error) {
      return { good: "", findings: [wrong(`${place}: ${(error as Error).message}`, again(world))] };
    }
  },
};
