import type { Hub } from '../../../platform/hub.ts'
import { systemWrite } from '../../../platform/data/write.ts'
import { callHere, checkInput, organizationOf } from '../command-line.ts'
import { readListeners, replayFor } from './acts.ts'
import { ReplayEvents } from './schema.ts'
import type { EventListenerStates, ReplayedEvents } from './schema.ts'

/** Who hears events, and how far behind each is. */
export const eventListenersHere = (hub: Hub): Promise<EventListenerStates> => readListeners(hub.db.system)

export interface ReplayWish {
  listener?: string | undefined
  from?: string | undefined
  until?: string | undefined
  topic?: string | undefined
  org?: string | undefined
}

/** Has a listener hear events once more. */
export async function replayEventsHere(hub: Hub, { org, ...wish }: ReplayWish): Promise<ReplayedEvents> {
  const orgId = org === undefined ? undefined : await organizationOf(hub.db.system, org)
  const input = checkInput(ReplayEvents, { ...wish, orgId })
  return systemWrite({ hub, call: callHere() }, null, null)((tx) => replayFor(tx, input))
}
