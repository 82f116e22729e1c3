import { ApiError } from "../../api-error";

/** How Monitoring refuses a value: seen in hashicorp/terraform-provider-google#10893, #13349, #16892. */
export function invalid(field: string, value: unknown, why: string): ApiError {
  const said = typeof value === "string" ? value : JSON.stringify(value);
  return new ApiError(400, `Field ${field} had an invalid value of "${said}": ${why}`);
}

/** "300s" in seconds; undefined for what is no duration. */
export function secondsOf(duration: unknown): number | undefined {
  const [, seconds] = /^(\d{1,12}(?:\.\d{1,9})?)s$/.exec(String(duration)) ?? [];
  return seconds === undefined ? undefined : Number(seconds);
}
