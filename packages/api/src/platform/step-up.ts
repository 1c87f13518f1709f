import { AppError } from '../shared/errors.ts'
import { featureOf } from './cache-epochs.ts'
import type { Actor } from './call.ts'
import { requirePerson } from './identity.ts'
import type { Meta } from './meta.ts'

const STEP_UP_MS = 10 * 60_000

const notForOthers = () =>
  new AppError('FORBIDDEN', { message: 'Not while you act for somebody else. Only they can do this.' })

/** For what is somebody's own although its meta does not tell. Throws FORBIDDEN for an administrator in their place. */
export function requireInPerson({ impersonatorId }: Actor): void {
  if (impersonatorId !== null) throw notForOthers()
}

/** What belongs to the person alone: whatever changes their account, spends or rules as the owner, shows a secret, or asks for a fresh proof. */
const isPersonal = ({ path, meta }: { path: string; meta: Meta }): boolean =>
  meta.stepUp === true ||
  meta.secret === true ||
  (meta.effect !== 'read' &&
    (meta.permission === 'self' || meta.permission === 'organization.own' || featureOf(path) === 'auth'))

/** An administrator in somebody's place helps with their work; their account, keys and secrets stay out of reach. */
export function requireOneself(actor: Actor, procedure: { path: string; meta: Meta }): void {
  if (isPersonal(procedure) && !procedure.meta.byImpersonator) requireInPerson(actor)
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
