import { AppError } from '../../shared/errors.ts'
import type { Actor } from '../calls/call.ts'
import { requirePerson } from './identity.ts'
import type { Meta } from '../calls/meta.ts'
import type { Hub } from '../hub.ts'
import type { PermissionTable } from './permission-table.ts'
import type { OrgPermission } from './permissions.ts'

const STEP_UP_MS = 10 * 60_000

const notForOthers = () =>
  new AppError('FORBIDDEN', { message: 'Not while you act for somebody else. Only they can do this.' })

function requireInPerson({ impersonatorId }: Actor): void {
  if (impersonatorId !== null) throw notForOthers()
}

/** What belongs to the person alone: every secret, every act that asks for a fresh proof, and every write but daily work. */
const isPersonal = ({ stepUp, secret, effect, permission }: Meta, { isWork }: PermissionTable): boolean =>
  stepUp === true || secret === true || (effect !== 'read' && !isWork(permission))

interface Whom {
  hub: { permissions: PermissionTable }
  actor: Actor
}

/**
 * An administrator in somebody's place helps with their work. Nothing they do there lets anybody in, themselves least of
 * all: no account, key, grant, invitation or role changes by them. Throws FORBIDDEN.
 */
export function requireOneself({ hub, actor }: Whom, meta: Meta): void {
  if (isPersonal(meta, hub.permissions) && !meta.byImpersonator) requireInPerson(actor)
}

/** Of what somebody holds, what an administrator in their place can do anything with. */
export function heldInTheirPlace(
  { catalog, permissions }: Pick<Hub, 'catalog' | 'permissions'>,
  held: Iterable<OrgPermission>,
): OrgPermission[] {
  const guarding = Map.groupBy(catalog.entries, ({ meta }) => meta.permission)
  return [...held].filter((permission) => {
    const entries = guarding.get(permission) ?? []
    return (
      entries.length === 0 ||
      entries.some(({ meta }) => !isPersonal(meta, permissions) || meta.byImpersonator)
    )
  })
}

/**
 * What a stolen laptop or an administrator in somebody's place must not be able to do (ASVS 7.5.3). `meta.stepUp` asks for
 * it before a procedure runs; a service does where only some of its inputs weigh that much. Throws FORBIDDEN for
 * programs and impersonators, STEP_UP_REQUIRED where the last proof is older than ten minutes.
 */
export function requireStepUp(actor: Actor, now: Date): void {
  requirePerson(actor)
  requireInPerson(actor)
  // Calls from inside the process have no session: whoever runs commands on the machine could change the rows as well.
  if (actor.shown && now.getTime() - Date.parse(actor.shown.at) > STEP_UP_MS)
    throw new AppError('STEP_UP_REQUIRED')
}
