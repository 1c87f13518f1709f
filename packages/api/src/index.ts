export { createHubClient } from './client.ts'
export type { HubClient, HubClientOptions } from './client.ts'
export type { AppRouter } from './router.ts'
export type { ErrorBody, ErrorCode } from './shared/errors.ts'
import type { ModulePermission } from './modules/index.ts'
import type { hubPermissions } from './platform/access/permissions.ts'

/** What a page can ask whether its reader may do it. */
export type OrgPermission = keyof typeof hubPermissions | ModulePermission
