import type { Story } from "../../watch/replay/story";
import { connectorStories } from "./connector";
import { incident } from "./incident";
import { nightlyStories } from "./nightly";
import { quiet } from "./quiet";
import { redisStories } from "./redis";
import { serviceStories } from "./services";

/** In the order of the tables. */
export const STORIES: readonly Story[] = [
  incident,
  ...redisStories,
  ...connectorStories,
  ...serviceStories,
  ...nightlyStories,
  quiet,
];
