import { inspectDatabase } from '@hub/db'
import type { DatabaseInspection } from '@hub/db'
import { modules } from './modules/index.ts'
import { OWN_DATABASE } from './open-hub.ts'
import type { OpenHubOptions } from './open-hub.ts'

/** How the server and the database of a hub are, without preparing anything there. Rejects when it cannot be reached. */
export const inspectHub = ({
  adminUrl,
  embedded,
  secret,
}: Pick<OpenHubOptions, 'adminUrl' | 'embedded' | 'secret'>): Promise<DatabaseInspection> =>
  inspectDatabase({ adminUrl, secret, modules, ...(embedded && { database: OWN_DATABASE }) })
