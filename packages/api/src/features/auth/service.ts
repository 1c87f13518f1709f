export { ensureFirstAdminLink, makeAdmin } from './first-admin.ts'
export type { AdminMade } from './first-admin.ts'
export { registrationOf } from './grants/registration.ts'
export { scopeTitles } from './scope-titles.ts'
