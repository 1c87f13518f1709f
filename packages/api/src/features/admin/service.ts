export { grantAdmin, grantCredits, passwordLink, restoreTarget, suspendTarget } from './command-line.ts'
export type { ActedOn, Target } from './command-line.ts'
