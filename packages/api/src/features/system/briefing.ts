import type { OrgDb } from '@hub/db'
import { permits } from '../../platform/access/permissions.ts'
import { memberListener } from '../../platform/audit/listener.ts'
import type { OrgContext } from '../../platform/calls/context.ts'
import { withinTime } from '../../platform/calls/within-time.ts'
import { actOn } from '../../platform/catalog/briefing.ts'
import type { BriefingFacts, BriefingPlace, BriefingSource } from '../../platform/catalog/briefing.ts'
import { linkOf, rowsOf } from '../../platform/catalog/entities.ts'
import { addressOf } from '../../platform/catalog/find.ts'
import type { Hub } from '../../platform/hub.ts'
import { dayIn } from '../../shared/time.ts'
import { LINES_AT_MOST, ROWS_AT_MOST } from './schema.ts'
import type { Briefing, BriefingLine } from './schema.ts'

/** Whoever opens the page waits for all of it; what takes longer is named and left out. */
const LONGEST_MS = 2_000

const kinds: readonly BriefingSource['kind'][] = ['needs', 'know']
const urgencies: readonly BriefingSource['urgency'][] = ['failure', 'deadline', 'usual']
const rankOf = ({ kind, urgency }: BriefingSource) => kinds.indexOf(kind) * 10 + urgencies.indexOf(urgency)

interface Read {
  source: BriefingSource
  facts: BriefingFacts
}

/** Whom a briefing is for, and what they may see at this moment. */
export interface BriefingReader {
  hub: Hub
  db: OrgDb
  org: { slug: string; name: string; timeZone: string }
  userId: string
  permissions: ReadonlySet<string>
  now: Date
}

const placeOf = ({ hub, db, org, userId, permissions, now }: BriefingReader): BriefingPlace => ({
  db,
  userId,
  now,
  today: dayIn(org.timeZone, now),
  may(path) {
    const entry = hub.catalog.get(path)
    return entry !== undefined && permits(permissions, entry.meta.permission)
  },
})

/** A source that throws before it has a promise is as far away as one whose promise fails. */
const readFrom = async (source: BriefingSource, place: BriefingPlace) => source.read(place)

/** The names of rows are for those who may see their kind. */
async function linesOf(reader: BriefingReader, read: readonly Read[]): Promise<BriefingLine[]> {
  const { hub, permissions } = reader
  const org = reader.org.slug
  const ids = read.flatMap(({ source: { entity }, facts }) => {
    const permission = hub.entities.get(entity)?.permission
    const mayName = permission !== undefined && permissions.has(permission)
    return mayName ? facts.rows.slice(0, ROWS_AT_MOST).map((id) => ({ entity, id })) : []
  })
  const names = await rowsOf('names', reader, ids)
  const listener = memberListener(reader)
  return read.map(({ source, facts }) => {
    const kind = hub.entities.get(source.entity)
    return {
      name: source.name,
      part: source.part,
      kind: source.kind,
      urgency: source.urgency,
      words: facts.words,
      count: facts.count,
      act: actOn(facts.count, source),
      link: addressOf(source.link, { org, id: '', name: '' }) ?? '',
      rows: facts.rows.slice(0, ROWS_AT_MOST).flatMap((id) => {
        const row = names.get(id)
        return row === undefined ? [] : [{ id, name: row.name, link: linkOf(listener, kind, row) }]
      }),
    }
  })
}

/**
 * What needs this person today, and what is good to know, out of every part of the hub that they may read: all are asked at
 * once, and one that fails or takes too long is named and holds up no other.
 */
export async function readBriefing(reader: BriefingReader): Promise<Briefing> {
  const { hub, permissions } = reader
  const sources = hub.briefing
    .filter(({ permission }) => permissions.has(permission))
    .toSorted((one, other) => rankOf(one) - rankOf(other))
  const place = placeOf(reader)
  const answers = await Promise.allSettled(
    sources.map((source) => withinTime(readFrom(source, place), LONGEST_MS)),
  )
  const read: Read[] = []
  const silent = new Set<string>()
  for (const [at, source] of sources.entries()) {
    const answer = answers[at]
    if (answer?.status === 'rejected') {
      silent.add(source.part)
      hub.log.warn({ err: answer.reason, line: source.name }, 'a line of the briefing could not be read')
    } else if (answer?.value && answer.value.count > 0) read.push({ source, facts: answer.value })
  }
  return {
    day: place.today,
    lines: await linesOf(reader, read.slice(0, LINES_AT_MOST)),
    parts: new Set(sources.map(({ part }) => part)).difference(silent).size,
    leftOut: Math.max(0, read.length - LINES_AT_MOST),
    unanswered: [...silent],
  }
}

/** That of the caller, now. */
export const getBriefing = (ctx: OrgContext): Promise<Briefing> =>
  readBriefing({
    hub: ctx.hub,
    db: ctx.db,
    org: ctx.org,
    userId: ctx.actor.userId,
    permissions: ctx.permissions,
    now: ctx.now(),
  })
