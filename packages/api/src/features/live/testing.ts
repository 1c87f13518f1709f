import { isTrackedEnvelope } from '@trpc/server'
import type { Call } from '../../platform/calls/call.ts'
import type { Hub } from '../../platform/hub.ts'
import { LiveEvent } from './schema.ts'

/** Who follows, and at which server of the hub. */
export interface Seat {
  hub: Hub
  call: Call
}

export interface Heard {
  id: string
  data: LiveEvent
}

/** A follower as a page is one: everything it was told, until it is closed. */
export interface Follower {
  heard: Heard[]
  /** Resolves once this is true of what was heard; throws after five seconds. */
  until(isThere: (heard: readonly Heard[]) => boolean): Promise<void>
  /** Ends the connection, and tells where to go on. */
  drop(): Promise<string>
}

const DEADLINE_MS = 3_000
const LOOK_MS = 5

/** Follows an organization from now on, or from where another follower ended. */
export async function followAs({ hub, call }: Seat, lastEventId: string | null = null): Promise<Follower> {
  const closing = new AbortController()
  const heard: Heard[] = []
  const { signal } = closing
  const stream = await hub.catalog.subscribe('live.stream', { lastEventId }, { ...call, signal })
  const reading = (async () => {
    for await (const event of stream) {
      if (!isTrackedEnvelope(event)) throw new Error('The stream yields tracked events only.')
      heard.push({ id: event[0], data: LiveEvent.parse(event[1]) })
    }
  })()
  const follower: Follower = {
    heard,
    async until(isThere) {
      for (let waited = 0; !isThere(heard); waited += LOOK_MS) {
        if (waited > DEADLINE_MS) throw new Error(`Not heard: ${JSON.stringify(heard)}`)
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
      }
    },
    async drop() {
      closing.abort()
      await reading
      const last = heard.at(-1)
      if (!last) throw new Error('Nothing was heard.')
      return last.id
    },
  }
  await follower.until(({ length }) => length > 0)
  return follower
}

/** Every change that was told, in order. */
export const changesIn = (heard: readonly Heard[]) =>
  heard.flatMap(({ data }) => (data.type === 'beat' ? [] : data.changes))

/** Ids of the rows of one kind in what was told. */
export const rowsIn = (heard: readonly Heard[], entity: string): string[] =>
  changesIn(heard).flatMap(({ rows }) => rows.flatMap((row) => (row.entity === entity ? [row.id] : [])))

export const readsIn = (heard: readonly Heard[]): Set<string> =>
  new Set(heard.flatMap(({ data }) => (data.type === 'beat' ? [] : data.reads)))
