import { type AdoptionCase, adoptionCases } from "../../../corpus/adoptions";
import { type RecordedWorld, readAdoption, readWorld } from "../../../corpus/adoptions/recording";
import { type Answer, actionOf } from "../../../corpus/score/adopt/confusion";
import type { Stack } from "../../../lineup/src/adopt/rounds";
import type { Model } from "../../../lineup/src/inputs/model";
import { LoopbackCloud } from "../../server/http";
import { asGcloud } from "../out-of-band";
import { rowsOf } from "./sentences";
import { become, liveModel } from "./world";

/** Asks lineup about every case, without Terraform. */
export async function answers(stack: Stack): Promise<Answer[]> {
  const cloud = await LoopbackCloud.start();
  try {
    const found: Answer[] = [];
    for (const one of adoptionCases) {
      await become(asGcloud(cloud), readWorld() as RecordedWorld, one);
      found.push(...(await answersTo(one, stack, await liveModel(asGcloud(cloud)))));
    }
    return found;
  } finally {
    await cloud.close();
  }
}

/** What lineup says of the resources of a case, beside what was planned. */
export async function answersTo({ id }: AdoptionCase, stack: Stack, live: Model): Promise<Answer[]> {
  const { changes } = readAdoption(id);
  const rows = await rowsOf(stack, live);
  return rows.map(({ address, outcome }) => ({
    id,
    address,
    said: outcome,
    planned: actionOf(changes[address]?.actions ?? ["nothing"]),
  }));
}
