export { grantAdmin, grantCredits, passwordLink, restoreTarget, suspendTarget } from './command-line.ts'
export type { ActedOn, Target } from './command-line.ts'
export { actOnJobHere, jobLines, jobStateHere, retryAllHere } from './jobs/command-line.ts'
export type { JobLine } from './jobs/command-line.ts'
