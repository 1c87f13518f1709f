export {
  accountFacts,
  endImpersonationsBy,
  endSessionOf,
  endSessionsOf,
  mailResetLink,
  removeFactors,
  requirePersonAt,
  requirePersonOf,
  resetLink,
  sessionsOf,
} from './account-acts.ts'
export type { AccountFacts } from './account-acts.ts'
export { takeInvitationLimits } from './auth-limits.ts'
export { addSamplePerson, removeSamplePeople, verifySamplePerson } from './sample-people.ts'
export { ensureFirstAdminLink, makeAdmin } from './first-admin.ts'
export type { AdminMade } from './first-admin.ts'
export { impersonationToken, openImpersonation } from './impersonation.ts'
export { registrationOf } from './grants/registration.ts'
export type { Person } from './people.ts'
export { openExport } from './own-account/export.ts'
export { rotateKeysNow } from './sweeps.ts'
