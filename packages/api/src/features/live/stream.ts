import { tracked } from '@trpc/server'
import type { TrackedEnvelope } from '@trpc/server'
import type { OrgContext } from '../../platform/calls/context.ts'
import { AT_MOST, changesOfLate, changesSince, KEPT_MS } from '../../platform/live/changes.ts'
import type { Read } from '../../platform/live/changes.ts'
import type { News } from '../../platform/live/live.ts'
import { positionText, readPosition, visibleIn } from '../../platform/live/position.ts'
import type { Position } from '../../platform/live/position.ts'
import { toldOf } from '../../platform/live/shown.ts'
import { Inbox } from './inbox.ts'
import type { FollowLive, LiveEvent } from './schema.ts'

/** Proxies end connections on which nothing comes for a minute. */
const BEAT_MS = 25_000

type Followed = AsyncGenerator<TrackedEnvelope<LiveEvent>, void>

const event = (position: Position, data: LiveEvent) => tracked(positionText(position), data)

const told = ({ hub, actor, permissions }: OrgContext, changes: Read['changes']) =>
  toldOf({ hub, userId: actor.userId, permissions }, changes)

interface Beginning extends Read {
  isReset: boolean
}

/** What the reader missed; a reset where that is not known any more, or too much to be told. */
async function begin(ctx: OrgContext, input: FollowLive): Promise<Beginning> {
  const { lastEventId, lookBackSeconds } = input
  if (lastEventId === null) return { ...(await changesOfLate(ctx.db, lookBackSeconds)), isReset: false }
  const last = readPosition(lastEventId)
  const isKept = last !== null && ctx.now().getTime() - last.at < KEPT_MS
  return goOn(ctx, isKept ? last : null)
}

async function goOn({ db }: OrgContext, from: Position | null): Promise<Beginning> {
  const read = from ? await changesSince(db, from) : await changesOfLate(db, 0)
  const isReset = from === null || read.changes.length > AT_MOST
  return { position: read.position, changes: isReset ? [] : read.changes, isReset }
}

/** What is new in what was heard. Looks of this process and the reader's own cross each other. */
function freshOf(before: Position, heard: readonly News[]): Read {
  return heard.reduce<Read>(
    (read, { position, changes }) => {
      const isKnown = visibleIn(read.position.snapshot)
      const fresh = (changes ?? []).filter(({ xid }) => !isKnown(xid))
      // A look that saw more than the last position is later than it.
      return fresh.length === 0 ? read : { position, changes: [...read.changes, ...fresh] }
    },
    { position: before, changes: [] },
  )
}

/**
 * Yields what changed after `lastEventId` and goes on with what changes. Ids of events are positions in the database, so a
 * reader that comes back to any server of the hub is told each change once.
 */
export async function* followLive(
  ctx: OrgContext,
  input: FollowLive,
  signal: AbortSignal | undefined,
): Followed {
  const inbox = new Inbox()
  const leave = await ctx.hub.live.follow(ctx.org.orgId, inbox.put)
  try {
    const first = await begin(ctx, input)
    let { position } = first
    yield event(position, { type: 'ready', isReset: first.isReset, ...told(ctx, first.changes) })
    while (!signal?.aborted) {
      await inbox.arrival(BEAT_MS, signal)
      if (signal?.aborted) return
      const heard = inbox.take()
      if (heard?.length === 0) {
        yield event(position, { type: 'beat' })
        continue
      }
      const read = heard ? { ...freshOf(position, heard), isReset: false } : await goOn(ctx, position)
      position = read.position
      if (read.isReset) yield event(position, { type: 'ready', isReset: true, changes: [], reads: [] })
      else {
        const news = told(ctx, read.changes)
        if (news.changes.length > 0) yield event(position, { type: 'changes', ...news })
      }
    }
  } finally {
    leave()
  }
}
