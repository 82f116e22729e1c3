/**
 * What a night's drift detection leaves in the log of the project: an entry of its own, so that its absence can be seen.
 * `lineup mark` of a workflow writes it, and an alert counts it.
 */
export const NIGHT_MARK = {
  /** Below `projects/PROJECT/logs/`. */
  log: "lineup-drift",
  /** The monitored resource: the entry is of the project, and of nothing in it. */
  resource: "global",
  schema: "lineup/night/1",
} as const;
