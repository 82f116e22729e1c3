import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv/dist/2020";
import { typed } from "../commands/process";
import { type Json, root } from "../inputs";
import { settings, stack, stackFolder } from "./world";

const schema = JSON.parse(readFileSync(join(root, "lineup/schemas/adopt-1.json"), "utf8"));
const isAdopt = new Ajv({ allErrors: true, strict: false }).compile(schema);

/** `lineup adopt` of a stack and an inventory, in folders of their own below one. */
export class Adopting {
  constructor(private readonly folder: string) {}

  file(name: string, json: unknown): string {
    const file = join(mkdtempSync(join(this.folder, "file-")), name);
    writeFileSync(file, typeof json === "string" ? json : JSON.stringify(json));
    return file;
  }

  stack(json: Json = stack(), beside: Json | undefined = settings()): string {
    return stackFolder(mkdtempSync(join(this.folder, "stack-")), json, beside);
  }

  typed(live: unknown, ...options: string[]) {
    return typed(["adopt", this.stack(), "--inventory", this.file("live.json", live), ...options]);
  }

  /** The report, which is what its schema says. */
  async report(live: unknown, ...options: string[]): Promise<Json & { status: number }> {
    const { stdout, stderr, status } = await this.typed(live, "--format", "json", ...options);
    if (stdout === "") throw new Error(stderr);
    const report = JSON.parse(stdout);
    isAdopt(report);
    expect(isAdopt.errors ?? []).toEqual([]);
    return { ...report, status };
  }
}

export const rowOf = (report: Json, address: string): Json => report.rows.find((one: Json) => one.address === address);
