export { ensureFirstAdminLink, makeAdmin } from './first-admin.ts'
export type { AdminMade } from './first-admin.ts'
