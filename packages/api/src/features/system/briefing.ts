import type { OrgDb } from '@hub/db'
import { permits } from '../../platform/access/permissions.ts'
import { memberListener } from '../../platform/audit/listener.ts'
import type { OrgContext } from '../../platform/calls/context.ts'
import { keptApart } from '../../platform/calls/kept-apart.ts'
import { actOn } from '../../platform/catalog/briefing.ts'
import type { BriefingFacts, BriefingPlace, BriefingSource } from '../../platform/catalog/briefing.ts'
import { linkOf, rowsOf } from '../../platform/catalog/entities.ts'
import type { NamedRow } from '../../platform/catalog/entities.ts'
import { addressOf } from '../../platform/catalog/find.ts'
import type { Hub } from '../../platform/hub.ts'
import { dayIn } from '../../shared/time.ts'
import { LINES_AT_MOST, ROWS_AT_MOST } from './schema.ts'
import type { Briefing, BriefingLine } from './schema.ts'

/** Whoever opens the page waits for all of it; what takes longer is named and left out. */
const ask = keptApart({ ms: 2_000, atOnce: 3 })

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

/** By id. The names of rows are for those who may see their kind, and a line stands without them where they cannot be read. */
async function namesOf(
  reader: BriefingReader,
  { source, facts }: Read,
): Promise<ReadonlyMap<string, NamedRow>> {
  const { hub, permissions } = reader
  const kind = hub.entities.get(source.entity)
  if (kind === undefined || !permissions.has(kind.permission)) return new Map()
  const ids = facts.rows.slice(0, ROWS_AT_MOST).map((id) => ({ entity: source.entity, id }))
  return ask(kind, () => rowsOf('names', reader, ids)).catch((err: unknown) => {
    hub.log.warn({ err, line: source.name }, 'the rows of a line could not be named')
    return new Map()
  })
}

async function lineOf(reader: BriefingReader, read: Read): Promise<BriefingLine> {
  const { source, facts } = read
  const kind = reader.hub.entities.get(source.entity)
  const names = await namesOf(reader, read)
  const listener = memberListener(reader)
  return {
    name: source.name,
    part: source.part,
    kind: source.kind,
    urgency: source.urgency,
    words: facts.words,
    count: facts.count,
    act: actOn(facts.count, source),
    link: addressOf(source.link, { org: reader.org.slug, id: '', name: '' }) ?? '',
    rows: facts.rows.flatMap((id) => {
      const row = names.get(id)
      return row === undefined ? [] : [{ id, name: row.name, link: linkOf(listener, kind, row) }]
    }),
  }
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
  const answers = await Promise.allSettled(sources.map((source) => ask(source, () => source.read(place))))
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
    lines: await Promise.all(read.slice(0, LINES_AT_MOST).map((one) => lineOf(reader, one))),
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
