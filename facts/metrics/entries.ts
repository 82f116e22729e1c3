/** The fields of an entry of a log: https://cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry */
export const ENTRY_FIELDS = [
  "logName",
  "resource",
  "timestamp",
  "receiveTimestamp",
  "severity",
  "insertId",
  "httpRequest",
  "labels",
  "metadata",
  "operation",
  "trace",
  "spanId",
  "traceSampled",
  "sourceLocation",
  "split",
  "errorGroups",
  "apphub",
  "apphubDestination",
  "apphubSource",
  "protoPayload",
  "textPayload",
  "jsonPayload",
] as const;

/** https://cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry#LogSeverity */
export const ENTRY_SEVERITIES = [
  "DEFAULT",
  "DEBUG",
  "INFO",
  "NOTICE",
  "WARNING",
  "ERROR",
  "CRITICAL",
  "ALERT",
  "EMERGENCY",
] as const;

/** "The maximum length of the filter is 20000 characters": https://docs.cloud.google.com/logging/docs/reference/v2/rest/v2/projects.metrics */
export const LOG_FILTER_CHARACTERS = 20_000;
