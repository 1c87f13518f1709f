import { avatarUrlOf } from '../../platform/files/avatars.ts'
import { memberListener, partsOf } from '../../platform/audit/listener.ts'
import type { Listener, Named } from '../../platform/audit/listener.ts'
import { tell } from '../../platform/audit/sentences.ts'
import type { Told } from '../../platform/audit/sentences.ts'
import { addressOf } from '../../platform/catalog/find.ts'
import type { NotificationKind } from '../../platform/notifications/kind.ts'
import type { Sentence, SentencePart } from '../../shared/sentence.ts'
import type { Reader } from './reader.ts'
import type { Notification } from './schema.ts'

/** As it is kept. */
export interface NotificationRow {
  id: string
  kind: string
  actorId: string | null
  entity: string
  entityId: string
  data: Record<string, string>
  /** How many alike it stands for. */
  count: number
  createdAt: string
  dueAt: string
  readAt: string | null
  doneAt: string | null
}

interface Known {
  row: NotificationRow
  kind: NotificationKind
}

/** The words of the kinds in the place of those of the audit log, which tell of the same to everybody. */
const listenerOf = ({ hub, db, org, permissions }: Reader): Listener =>
  memberListener({
    hub: {
      entities: hub.entities,
      catalog: hub.catalog,
      verbs: new Map([...hub.notificationKinds.values()].map(({ name, words }) => [name, words])),
    },
    db,
    org,
    permissions,
  })

const subjectOf = ({ hub: { entities } }: Reader, { entity, entityId }: NotificationRow): Named[] => {
  const kind = entities.get(entity)
  return kind ? [{ kind, entity, id: entityId }] : []
}

type Actors = ReadonlyMap<string, { name: string; avatarUrl: string | null }>

async function actorsOf({ db }: Reader, rows: readonly NotificationRow[]): Promise<Actors> {
  const ids = [...new Set(rows.flatMap(({ actorId }) => actorId ?? []))]
  if (ids.length === 0) return new Map()
  const found = await db
    .selectFrom('authUser')
    .select(['id', 'name', avatarUrlOf('authUser.id').as('avatarUrl')])
    .where('id', 'in', ids)
    .execute()
  return new Map(found.map(({ id, ...person }) => [id, person]))
}

/** What only the kinds themselves know, by the id of the row. */
async function besideOf(reader: Reader, known: readonly Known[]) {
  const details = new Map<string, string>()
  const waiting = new Set<string>()
  for (const [kind, some] of Map.groupBy(known, ({ kind }) => kind)) {
    const lines =
      (await kind.detail?.(
        reader,
        some.map(({ row }) => row),
      )) ?? []
    for (const [at, { row }] of some.entries()) {
      const line = lines[at]
      if (typeof line === 'string') details.set(row.id, line)
    }
    const subjects =
      (await kind.waiting?.(
        reader,
        some.map(({ row }) => row.entityId),
      )) ?? []
    for (const { row } of some)
      if (row.doneAt === null && subjects.includes(row.entityId)) waiting.add(row.id)
  }
  return { details, waiting }
}

/** "Export of tasks finished" is a sentence by itself; any other follows the name of who did it. */
function sentenceOf({ lead, sentence }: Told): Sentence {
  if (!lead) return sentence
  // Words that are a name alone, such as those of a price alert, end with it.
  if (sentence.length === 0) return [lead]
  const space: SentencePart = { text: ' ', link: null }
  return [lead, space, ...sentence]
}

/** Who did it; nobody is named where the sentence stands by itself. */
function whoOf({ lead }: Told, actorId: string | null, actors: Actors) {
  if (lead) return { actorName: null, actorAvatarUrl: null }
  if (actorId === null) return { actorName: 'The hub', actorAvatarUrl: null }
  const { name = 'Former member', avatarUrl = null } = actors.get(actorId) ?? {}
  return { actorName: name, actorAvatarUrl: avatarUrl }
}

/** What concerns somebody, in words, with the names and links they may see now. */
export async function toldNotifications(
  reader: Reader,
  rows: readonly NotificationRow[],
): Promise<Notification[]> {
  const { hub, org } = reader
  const known = rows.flatMap((row) => {
    const kind = hub.notificationKinds.get(row.kind)
    return kind ? [{ row, kind }] : []
  })
  const listener = listenerOf(reader)
  const acts = known.map(({ row: { kind, entity, entityId, data } }) => ({
    action: kind,
    target: { [hub.entities.get(entity)?.target ?? entity]: entityId },
    data,
  }))
  const told = await tell(listener, acts, () => false)
  const subjects = await partsOf(
    listener,
    known.flatMap(({ row }) => subjectOf(reader, row)),
  )
  const actors = await actorsOf(reader, rows)
  const { details, waiting } = await besideOf(reader, known)
  return known.flatMap(({ row, kind }, at) => {
    const words = told[at]
    if (!words) return []
    const { actorId, data: _data, ...shown } = row
    const { group, title, because, icon, tone = 'usual', search = '' } = kind
    const page = subjects.get(row.entityId)?.link ?? null
    return [
      {
        ...shown,
        group,
        title,
        because,
        icon,
        tone,
        ...whoOf(words, actorId, actors),
        sentence: sentenceOf(words),
        detail: details.get(row.id) ?? null,
        link:
          addressOf(kind.link, {
            org: org.slug,
            id: row.entityId,
            name: '',
          }) ?? (page === null ? null : `${page}${search}`),
        isWaiting: waiting.has(row.id),
      },
    ]
  })
}
