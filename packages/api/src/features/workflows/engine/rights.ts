import { permits } from '../../../platform/access/permissions.ts'
import { chooseMembership } from '../../../platform/access/memberships.ts'
import type { Call, Identity, Membership } from '../../../platform/calls/call.ts'
import { createContext } from '../../../platform/calls/context.ts'
import type { Hub } from '../../../platform/hub.ts'
import { AppError } from '../../../shared/errors.ts'
import { asStepError } from './step-error.ts'
import type { StepError } from './step-error.ts'

/** An account that is suspended or gone has no memberships, so both read the same to whoever looks at the run. */
function membershipOf(identity: Identity, named: string | null): Membership {
  try {
    return chooseMembership(identity, named)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'NOT_FOUND') throw error
    throw new AppError('FORBIDDEN', {
      message:
        'Whoever published this version is no longer a member here, or their account is suspended. Publish it again, and it works in your name.',
      cause: error,
    })
  }
}

/** Throws where whoever calls is no member any more, or may not hear of such events at this moment. */
async function requireHearing(hub: Hub, call: Call, topic: string | null): Promise<void> {
  const identity = await createContext(hub, call).identity()
  const held = hub.permissions.in(identity, membershipOf(identity, call.org))
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
