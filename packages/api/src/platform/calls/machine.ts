import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { AppError } from '../../shared/errors.ts'
import { readCredential } from '../kept/credentials.ts'
import type { CredentialDeclaration } from '../kept/credentials.ts'
import { readSettings } from '../kept/settings.ts'
import type { z } from 'zod'
import { canonicalJson } from '../data/canonical-json.ts'
import type { Hub } from '../hub.ts'
import { sha256 } from '../secrets/secrets.ts'

/** The hands of a module where no person acts: in one organization, by its procedures, with declared permissions. */
export interface Machine {
  readonly orgId: string
  readonly log: Logger
  now(): Date
  /**
   * Calls a procedure as `modules.shelf.empty`; its answer is as its schema says. What it costs, leaves in the audit log and
   * is refused is as for a person. A write that is asked for again for the same cause with the same input answers what it
   * answered before. Rejects with an AppError.
   */
  call(path: string, input: unknown): Promise<unknown>
  /** What the organization set for the module that declares these fields. */
  settings<Fields extends z.ZodObject>(fields: Fields): Promise<z.infer<Fields>>
  /** The secret that the organization gave the machine's own module; null while there is none. */
  credential(declaration: CredentialDeclaration): Promise<string | null>
}

interface Place {
  name: string
  orgId: string
  /** What it works for, where that may come again: a write for it is done once. */
  cause?: string
  requestId?: string | null
}

/** Makes a machine's hands for one organization. */
export function machineIn(hub: Hub, { name, orgId, cause, requestId }: Place): Machine {
  const keyed = (path: string, input: unknown): unknown => {
    const entry = hub.catalog.get(path)
    if (cause === undefined || !entry?.takesKey || typeof input !== 'object') return input
    const key = sha256(`${name}|${cause}|${path}|${canonicalJson(input)}`).toString('base64url')
    return { idempotencyKey: key, ...input }
  }
  return {
    orgId,
    log: hub.log.child({ machine: name, orgId }),
    now: hub.now,
    settings: (fields) => readSettings({ hub, db: hub.db.org(orgId) }, fields),
    async credential(declaration) {
      const { module } = hub.credentialTable.by(declaration)
      if (!name.startsWith(`${module}.`)) throw new AppError('FORBIDDEN')
      return readCredential({ hub, db: hub.db.org(orgId), org: { orgId } }, declaration)
    },
    async call(path, input) {
      if (!hub.machines.has(name)) throw new AppError('NOT_FOUND')
      return hub.catalog.call(path, keyed(path, input), {
        door: 'system',
        credential: { kind: 'machine', name, orgId },
        org: orgId,
        requestId: requestId ?? randomUUID(),
        ip: null,
        userAgent: null,
      })
    },
  }
}

/** Every organization that is open, a page at a time. */
export async function* openOrganizations({ db }: Pick<Hub, 'db'>): AsyncGenerator<string> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const rows = await db.system
      .selectFrom('organization')
      .select('id')
      .where('suspendedAt', 'is', null)
      .where('id', '>', after)
      .orderBy('id')
      .limit(100)
      .execute()
    for (const { id } of rows) yield id
    const last = rows.at(-1)
    if (!last) return
    after = last.id
  }
}
