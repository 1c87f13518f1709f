import type { LiveEvent } from '@hub/api/schemas/live'
import { toFailure } from '../../failure.ts'
import { setLive } from '../../live.ts'
import { isOwnRequest } from '../../own-writes.ts'
import type { Hub } from '../../trpc.ts'
import { createRefresh } from './refresh.ts'
import type { Refresh } from './refresh.ts'

const TRY_AGAIN_MS = 3_000
/** A page is read for so long before it follows, and a little more for clocks and ways. */
const MARGIN_SECONDS = 5
const LOOK_BACK_AT_MOST = 300

/** How far each organization was followed in this tab: coming back to it goes on there. */
const positions = new WeakMap<Hub, string>()

export interface Following {
  hub: Hub
  /** The connection was lost and is there again: who the person is here may have changed. */
  onReturn: () => void
  /** The person may not follow it any more: they were removed, or the organization is closed. */
  onRefused: () => void
}

const REFUSALS = new Set(['NOT_FOUND', 'FORBIDDEN', 'ORGANIZATION_SUSPENDED'])

function hear(refresh: Refresh, event: LiveEvent): void {
  if (event.type === 'beat') return
  if (event.type === 'ready' && event.isReset) return refresh.all()
  refresh.add(
    event.reads,
    event.changes.every(({ requestId }) => isOwnRequest(requestId)),
  )
}

/** Follows what is changed in an organization until the answer is called. */
export function followOrganization({ hub, onReturn, onRefused }: Following): () => void {
  const refresh = createRefresh(hub.queryClient)
  let isOver = false
  let wasThere = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let stop = () => {}

  const begin = () => {
    const lastEventId = positions.get(hub) ?? null
    const lookBackSeconds = Math.min(LOOK_BACK_AT_MOST, Math.ceil(performance.now() / 1_000) + MARGIN_SECONDS)
    const subscription = hub.client.live.stream.subscribe(
      { lastEventId, lookBackSeconds },
      {
        onConnectionStateChange: ({ state }) => state !== 'pending' && setLive(false),
        onData: ({ id, data }) => {
          positions.set(hub, id)
          hear(refresh, data)
          setLive(true)
          if (data.type !== 'ready') return
          if (wasThere) onReturn()
          wasThere = true
        },
        onError: (error) => {
          if (REFUSALS.has(toFailure(error).code)) onRefused()
          again()
        },
        onComplete: again,
      },
    )
    stop = () => subscription.unsubscribe()
  }
  const again = () => {
    setLive(false)
    clearTimeout(timer)
    if (!isOver) timer = setTimeout(begin, TRY_AGAIN_MS * (1 + Math.random()))
  }
  begin()
  return () => {
    isOver = true
    clearTimeout(timer)
    stop()
    refresh.stop()
    setLive(false)
  }
}
