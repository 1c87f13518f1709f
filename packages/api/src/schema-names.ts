import { z } from 'zod'
import * as adminBlocks from './features/admin/blocks/schema.ts'
import * as adminEvents from './features/admin/events/schema.ts'
import * as adminBroadcasts from './features/admin/broadcasts/schema.ts'
import * as adminJobs from './features/admin/jobs/schema.ts'
import * as admin from './features/admin/schema.ts'
import * as approvals from './features/approvals/schema.ts'
import * as assistant from './features/assistant/schema.ts'
import * as audit from './features/audit/schema.ts'
import * as authApiKeys from './features/auth/api-keys/schema.ts'
import * as authGoogle from './features/auth/google/schema.ts'
import * as authGrants from './features/auth/grants/schema.ts'
import * as authOwnAccount from './features/auth/own-account/schema.ts'
import * as authPasskeys from './features/auth/passkeys/schema.ts'
import * as authProfile from './features/auth/profile/schema.ts'
import * as auth from './features/auth/schema.ts'
import * as authSessions from './features/auth/sessions/schema.ts'
import * as credits from './features/credits/schema.ts'
import * as endpoints from './features/endpoints/schema.ts'
import * as events from './features/events/schema.ts'
import * as files from './features/files/schema.ts'
import * as jobs from './features/jobs/schema.ts'
import * as notifications from './features/notifications/schema.ts'
import * as live from './features/live/schema.ts'
import * as organizationsAccess from './features/organizations/access/schema.ts'
import * as organizationsCredentials from './features/organizations/credentials/schema.ts'
import * as organizationsModuleSettings from './features/organizations/module-settings/schema.ts'
import * as organizations from './features/organizations/schema.ts'
import * as system from './features/system/schema.ts'
import * as views from './features/views/schema.ts'
import * as workflowActions from './features/workflows/actions/schema.ts'
import * as workflowDefinition from './features/workflows/definition/schema.ts'
import * as workflows from './features/workflows/schema.ts'
import * as workflowTransfer from './features/workflows/transfer/schema.ts'
import type { HubModule } from './platform/module.ts'
import * as doors from './shared/doors.ts'
import * as effect from './shared/effect.ts'
import * as levels from './shared/levels.ts'
import * as roles from './shared/roles.ts'
import * as mutation from './shared/mutation.ts'

/** Every file of schemas of the hub itself; `schema-names.test.ts` finds one that is missing. */
export const schemaFiles = [
  adminBlocks,
  adminEvents,
  adminBroadcasts,
  adminJobs,
  admin,
  approvals,
  assistant,
  audit,
  authApiKeys,
  authGoogle,
  authGrants,
  authOwnAccount,
  authPasskeys,
  authProfile,
  auth,
  authSessions,
  credits,
  endpoints,
  events,
  files,
  jobs,
  notifications,
  live,
  organizationsAccess,
  organizationsCredentials,
  organizationsModuleSettings,
  organizations,
  system,
  views,
  workflowActions,
  workflowTransfer,
  workflowDefinition,
  workflows,
  doors,
  effect,
  levels,
  roles,
  mutation,
] as const

/** Texts and numbers are described where they stand; what has parts or choices is described once, by its name. */
const isNamed = (value: unknown) =>
  value instanceof z.ZodObject || value instanceof z.ZodEnum || value instanceof z.ZodDiscriminatedUnion

/** The names under which programs meet the schemas: those they have in the source. */
export const schemaNamesOf = (modules: readonly HubModule[]): ReadonlyMap<unknown, string> =>
  new Map(
    [schemaFiles, modules.map(({ schemas }) => schemas)]
      .flat(2)
      .flatMap((file: Record<string, unknown>) =>
        Object.entries(file).flatMap(([name, schema]) => (isNamed(schema) ? [[schema, name] as const] : [])),
      ),
  )
