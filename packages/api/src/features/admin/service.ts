export {
  grantAdmin,
  grantCredits,
  passwordLink,
  restoreTarget,
  suspendTarget,
  tellRestored,
} from './command-line.ts'
export type { ActedOn, Target } from './command-line.ts'
export { eventListenersHere, replayEventsHere } from './events/command-line.ts'
export type { ReplayWish } from './events/command-line.ts'
export { actOnJobHere, jobLines, jobStateHere, retryAllHere } from './jobs/command-line.ts'
export type { JobLine } from './jobs/command-line.ts'
export { endHere, rotateSigningKeysHere } from './secrets/command-line.ts'
export type { Ending } from './secrets/command-line.ts'
export { runScheduleHere, schedulesHere } from './jobs/schedules.ts'
export type { Schedule } from './jobs/schema.ts'
