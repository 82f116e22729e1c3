import type { Condition, Measure } from "../alert";
import type { Things } from "../things";
import { MINUTE, SHARE, type Subject } from "./subject";

const of = (
  { connector }: Things,
  title: string,
  metric: string,
): Pick<Measure, "title" | "metric" | "resource" | "labels"> => ({
  title,
  metric: `vpcaccess.googleapis.com/connector/${metric}`,
  resource: "vpc_access_connector",
  labels: { "resource.labels.connector_name": connector.name },
});

const rate = (things: Things, title: string, metric: string): Measure => ({
  ...of(things, title, metric),
  everySeconds: MINUTE,
  align: "ALIGN_RATE",
});

const BYTES_PER_MBIT = 1e6 / 8;

function full(things: Things, share: number, title: string, metric: string): Condition {
  const limit = share * things.connector.mostMbits * BYTES_PER_MBIT;
  return { is: "over", title, measure: rate(things, title, metric), limit, forSeconds: 5 * MINUTE };
}

export const connector: Subject = {
  title: "Connector",
  after: {
    stop: "Stop when packets come back and its CPU has fallen. Do not make another connector by hand: the next deploy removes it.",
  },
  alerts: [
    {
      id: "connector-cpu",
      title: "The connector's machines are busy",
      severity: "WARNING",
      why: "Packets of every service wait in the connector: Redis is as fast as ever, and seems slow.",
      first: [
        { text: "Dashboard, Connector: do instances rise with the CPU? Then it is growing, and this passes." },
        { text: "Raise connector.instances.max, or connector.machineType: both are changed in place." },
      ],
      repair: [
        {
          text: "Raise connector.instances.max in the environment's file, and deploy: it grows in place.",
          command: "npm run deploy -- ENVIRONMENT",
        },
      ],
      threshold: {
        default: 0.8,
        ...SHARE,
        unit: "share of the CPU of the busiest machines",
        reason: "the connector grows before that; who is still above it for ten minutes does not grow enough",
      },
      when: (things, limit) => [
        {
          is: "over",
          title: "CPU of the connector's machines",
          measure: {
            ...of(things, "CPU of the connector's machines", "cpu/utilizations"),
            everySeconds: MINUTE,
            align: "ALIGN_PERCENTILE_95",
          },
          limit,
          forSeconds: 10 * MINUTE,
        },
      ],
    },
    {
      id: "connector-full",
      title: "The connector has as many machines as it may have",
      severity: "WARNING",
      why: "It cannot grow any more, and it never shrinks: with more traffic all services are slow towards Redis.",
      first: [
        { text: "Dashboard, Connector, bytes and CPU: is it still busy, or has it only not shrunk since a peak?" },
        { text: "Raise connector.instances.max in the environment's file: it grows in place." },
      ],
      repair: [
        {
          text: "Raise connector.instances.max in the environment's file, and deploy: it grows in place.",
          command: "npm run deploy -- ENVIRONMENT",
        },
      ],
      when: (things) => [
        {
          is: "over",
          title: "machines of the connector",
          measure: {
            ...of(things, "machines of the connector", "instances"),
            everySeconds: MINUTE,
            align: "ALIGN_MIN",
          },
          limit: things.connector.mostInstances - 1,
          forSeconds: 15 * MINUTE,
        },
      ],
    },
    {
      id: "connector-throughput",
      title: "The connector carries nearly what its machines can",
      severity: "WARNING",
      why: "Beyond it packets are dropped, for every service at once, and time-outs towards Redis look like those of a firewall.",
      first: [
        { text: "Dashboard, Connector, bytes: which way, and since when?" },
        { text: "Raise connector.instances.max or connector.machineType; large values in Redis are the usual cause." },
      ],
      repair: [
        {
          text: "Raise connector.instances.max in the environment's file, and deploy: it grows in place.",
          command: "npm run deploy -- ENVIRONMENT",
        },
      ],
      threshold: {
        default: 0.8,
        ...SHARE,
        unit: "share of what all its machines carry",
        reason: "Google's figures are estimates: a fifth is kept for what they are off by",
      },
      when: (things, share) => [
        full(things, share, "bytes that the connector sends a second", "sent_bytes_count"),
        full(things, share, "bytes that the connector receives a second", "received_bytes_count"),
      ],
    },
    {
      id: "connector-one-way",
      title: "The connector sends packets and receives none",
      severity: "CRITICAL",
      why: "Nothing in the network answers: a firewall rule, the peering or the network itself is gone, for every service at once.",
      first: [
        { text: "which hop of the path is cut?", command: "npx lineup diagnose --project PROJECT" },
        { text: "Then the runbook, from the cause that it names." },
      ],
      repair: [
        {
          text: "Repair the hop that diagnose names; what was changed by hand is taken back by a deploy:",
          command: "npm run deploy -- ENVIRONMENT",
        },
      ],
      all: "AND",
      when: (things) => [
        {
          is: "over",
          title: "packets that the connector sends a second",
          measure: rate(things, "packets that the connector sends a second", "sent_packets_count"),
          limit: 0.1,
          forSeconds: 3 * MINUTE,
        },
        {
          is: "under",
          title: "packets that the connector receives a second",
          measure: rate(things, "packets that the connector receives a second", "received_packets_count"),
          limit: 0.01,
          forSeconds: 3 * MINUTE,
          // Where nothing is received, nothing may be written.
          missing: "ACTIVE",
        },
      ],
    },
  ],
};
