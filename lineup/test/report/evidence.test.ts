import type { Evidence } from "../../src/diagnose/contract";
import { telling } from "../../src/report/evidence";

const AT = "google_cloud_run_v2_service.api";
const said = (from: string, text: string, when?: string): Evidence => ({
  ...{ from, at: AT, attribute: "", text },
  ...(when === undefined ? {} : { when }),
});
const at = (minute: number) => `2026-11-29T02:${String(minute).padStart(2, "0")}:00Z`;

test("of many lines of a log, what was found and who changed it are still among what is shown", () => {
  const lines = Array.from({ length: 20 }, (_, minute) => said("logs", `line ${minute}`, at(minute + 20)));
  const { shown, more } = telling([...lines, said("paths", "the way is cut"), said("changes", "it was made", at(13))]);
  expect(shown.map(({ text }) => text)).toEqual(["the way is cut", "it was made", "line 19", "line 18", "line 17"]);
  expect(more).toBe(17);
});

test("of many changes the newest are shown, whoever told them first", () => {
  const changes = [1, 5, 3, 4, 2].map((minute) => said("changes", `change ${minute}`, at(minute)));
  expect(telling(changes).shown.map(({ text }) => text)).toEqual(["change 5", "change 4", "change 3"]);
});

test("of little evidence nothing is left out", () => {
  expect(telling([said("paths", "the way is cut")])).toMatchObject({ more: 0, shown: [{ text: "the way is cut" }] });
});
