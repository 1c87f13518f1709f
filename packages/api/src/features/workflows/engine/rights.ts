import { permits } from '../../../platform/access/permissions.ts'
import { chooseMembership } from '../../../platform/access/memberships.ts'
import type { Call, Identity, Membership } from '../../../platform/calls/call.ts'
import { createContext } from '../../../platform/calls/context.ts'
import type { Hub } from '../../../platform/hub.ts'
import { AppError } from '../../../shared/errors.ts'
import { asStepError } from './step-error.ts'
import type { StepError } from './step-error.ts'

const AGAIN = 'Publish it again, and it works in your name.'

/** An account that is suspended or gone has no memberships, so both read the same to whoever looks at the run. */
function membershipOf(identity: Identity, { org, credential }: Call): Membership {
  try {
    return chooseMembership(identity, org)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'NOT_FOUND') throw error
    const isProgram = credential.kind === 'person' && credential.programId !== undefined
    const who = isProgram
      ? 'The API key or application that published this version has ended, or whoever it belongs to is no longer a member here.'
      : 'Whoever published this version is no longer a member here, or their account is suspended.'
    throw new AppError('FORBIDDEN', { message: `${who} ${AGAIN}`, cause: error })
  }
}

/** Throws where whoever calls is no member any more, or may not hear of such events at this moment. */
async function requireHearing(hub: Hub, call: Call, topic: string | null): Promise<void> {
  const identity = await createContext(hub, call).identity()
  const held = hub.permissions.in(identity, membershipOf(identity, call))
  const open = topic === null ? undefined : hub.events.open.get(topic)
  if (open && !permits(held, open.permission))
    throw new AppError('FORBIDDEN', {
      message: `Whoever published this may no longer hear of “${open.title}”.`,
    })
}

/** Why whoever a run acts as may not go on with it, nor hear of such events; null where they may. */
export async function refusalToHear(hub: Hub, call: Call, topic: string | null): Promise<StepError | null> {
  try {
    await requireHearing(hub, call, topic)
    return null
  } catch (error) {
    return asStepError(error, call.signal ?? new AbortController().signal)
  }
}
