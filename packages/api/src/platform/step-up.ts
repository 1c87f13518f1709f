import { AppError } from '../shared/errors.ts'
import type { Actor } from './call.ts'
import { requirePerson } from './identity.ts'

const STEP_UP_MS = 10 * 60_000

/**
 * What a stolen laptop or an administrator in somebody's place must not be able to do (ASVS 7.5.3). `meta.stepUp` asks for
 * it before a procedure runs; a service does where only some of its inputs weigh that much. Throws FORBIDDEN for
 * programs and impersonators, STEP_UP_REQUIRED where the last proof is older than ten minutes.
 */
export function requireStepUp(actor: Actor, now: Date): void {
  requirePerson(actor)
  if (actor.impersonatorId !== null)
    throw new AppError('FORBIDDEN', {
      message: 'Not while you act for somebody else. Only they can do this.',
    })
  // Calls from inside the process have no session: whoever runs commands on the machine could change the rows as well.
  if (actor.shown && now.getTime() - Date.parse(actor.shown.at) > STEP_UP_MS)
    throw new AppError('STEP_UP_REQUIRED')
}
