import { eventListenersHere, replayEventsHere } from '@hub/api/server'
import type { Hub, ReplayWish } from '@hub/api/server'
import { withLocalHub } from './local-hub.ts'
import { UsageError } from './output.ts'

interface Line {
  name: string
  waiting: number
  dead: number
  oldestWaitingAt: string | null
}

const lineOf = ({ name, waiting, dead, oldestWaitingAt }: Line): string =>
  [
    name,
    `${waiting} waiting`,
    `${dead} given up`,
    ...(oldestWaitingAt === null ? [] : [`since ${oldestWaitingAt}`]),
  ].join('  ')

function replay(hub: Hub, wish: ReplayWish) {
  if (wish.listener === undefined || wish.from === undefined)
    throw new UsageError(
      'Say for whom and since when: events replay --listener <name> --from <time>, such as --from 2026-11-22T08:00:00Z. "events listeners" shows them.',
    )
  return replayEventsHere(hub, wish)
}

/** Looks at the listeners of events, or sets one back; null where there is no such command. */
export function runEvents(command: string, wish: ReplayWish): Promise<unknown> | null {
  if (command === 'listeners') return withLocalHub(async (hub) => (await eventListenersHere(hub)).listeners)
  return command === 'replay' ? withLocalHub((hub) => replay(hub, wish)) : null
}

/** Lines for people. */
export function eventText(result: unknown): string {
  if (Array.isArray(result)) return (result as Line[]).map(lineOf).join('\n')
  const { count } = result as { count: number }
  return count === 1 ? '1 event is heard again.' : `${count} events are heard again.`
}
