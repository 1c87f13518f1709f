export type { AppRouter } from './router.ts'
export type { ErrorBody, ErrorCode } from './shared/errors.ts'
export type { OrgPermission } from './platform/permissions.ts'
