import type { OrgDb } from '@hub/db'
import type { Sentence, SentencePart } from '../../shared/sentence.ts'
import { idsIn, isUuid, rowsOf } from '../catalog/entities.ts'
import type { EntityDeclaration } from '../catalog/entities.ts'
import { addressOf } from '../catalog/find.ts'
import type { Hub } from '../hub.ts'
import { ledWords } from './verbs.ts'
import type { Placeholder, VerbPiece } from './verbs.ts'

/** An entry of the audit log as it is told. */
export interface Act {
  action: string
  target: Record<string, unknown>
  data: Record<string, unknown>
}

/** Who is told, and what they may know. */
export interface Listener {
  hub: Pick<Hub, 'entities' | 'catalog' | 'verbs'>
  db: OrgDb
  org: { slug: string; name: string }
  may: (permission: string) => boolean
  /** Names of records that the organization's own tables do not show this reader. */
  namesElsewhere?: (ids: readonly string[]) => Promise<ReadonlyMap<string, SentencePart>>
}

/** A member, who is told the names they may see. */
export const memberListener = ({
  hub,
  db,
  org,
  permissions,
}: Omit<Listener, 'may'> & { permissions: ReadonlySet<string> }): Listener => ({
  hub,
  db,
  org,
  may: (permission) => permissions.has(permission),
})

export interface Told {
  /** Whom the words begin with where nobody is known to have done it: of "Maeve signed in" the name. */
  who: string | null
  /** What was done, after the name of who did it. */
  sentence: Sentence
  /** The record it was done to, in words. */
  title: string
  /** What a request is about, where that is known. */
  subject: string | null
}

export interface Named {
  kind: EntityDeclaration
  entity: string
  id: string
}

interface Request {
  procedure: string
  args: Record<string, unknown>
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** The requests that these acts name, in one query. */
async function requestsIn(db: OrgDb, acts: readonly Act[]): Promise<ReadonlyMap<string, Request>> {
  const ids = [
    ...new Set(acts.flatMap(({ target }) => (isUuid(target['approval']) ? [target['approval']] : []))),
  ]
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('approval')
    .select(['id', 'procedure', 'args'])
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map(({ id, ...request }) => [id, request]))
}

/** Whoever may look at what a procedure changes may know the name that something new is to have. */
const readingOf = (permission: string) => permission.replace(/[^.]+$/, 'read')

/** One act with what it names. */
class Telling {
  readonly #listener: Listener
  readonly #act: Act
  readonly #request: Request | undefined

  constructor(listener: Listener, act: Act, request: Request | undefined) {
    this.#listener = listener
    this.#act = act
    this.#request = request
  }

  /** Every record the sentence may name. */
  records(): Named[] {
    const subject = this.#subject()
    const { lead, groups } = ledWords(this.#verb)
    const pieces = [lead ?? '', ...groups.flatMap((group) => group.pieces)]
    const named = pieces.flatMap((piece) => (typeof piece === 'string' ? [] : (this.#recordOf(piece) ?? [])))
    return subject ? [...named, subject] : named
  }

  told(names: ReadonlyMap<string, SentencePart>, isByNobody: boolean): Told {
    const { lead, groups } = ledWords(this.#verb)
    const parts = groups.flatMap(({ pieces, isOptional }) => {
      const words = pieces.map((piece) => this.#part(piece, names, isOptional))
      return words.every((part) => part !== null) ? words : []
    })
    const named = groups.flatMap(({ pieces }) => pieces).find((piece) => typeof piece !== 'string')
    return {
      who: lead && isByNobody ? (this.#part(lead, names, false)?.text ?? null) : null,
      sentence: merged(parts),
      title: (named && this.#part(named, names, false)?.text) ?? this.#listener.org.name,
      subject: this.#subjectText(names),
    }
  }

  get #verb(): string {
    const { hub } = this.#listener
    const { action, target } = this.#act
    const known = hub.verbs.get(action)
    if (known !== undefined) return known
    const about = Object.keys(target).find((key) => hub.entities.byTarget(key))
    return about === undefined ? lastWords(action) : `${lastWords(action)} {${about}}`
  }

  /** What a key of the entry stands for. */
  #value(key: string): unknown {
    const { target, data } = this.#act
    if (key === 'procedure') return this.#request?.procedure ?? data[key]
    return target[key] ?? data[key]
  }

  #recordOf({ key, target }: Placeholder): Named | undefined {
    const found = this.#listener.hub.entities.byTarget(target)
    const id = this.#value(key)
    return found && isUuid(id) ? { ...found, id } : undefined
  }

  /** What a request is about: the `id` in its arguments, or one such as `taskId` of a task; other ids say with whom. */
  #subject(): Named | undefined {
    if (!this.#request) return undefined
    const { entities, catalog } = this.#listener.hub
    const { args, procedure } = this.#request
    return idsIn(args, catalog.get(procedure)?.inputJson ?? {})
      .flatMap(({ entity, id, path }) => {
        const kind = entities.get(entity)
        return kind && (path === 'id' || path === `${kind.target}Id`) ? [{ kind, entity, id }] : []
      })
      .at(0)
  }

  #subjectText(names: ReadonlyMap<string, SentencePart>): string | null {
    return this.#part({ key: 'subject', target: 'subject' }, names, true)?.text ?? null
  }

  #subjectPart(names: ReadonlyMap<string, SentencePart>): SentencePart | null {
    const subject = this.#subject()
    if (subject) return names.get(subject.id) ?? null
    const { hub, may } = this.#listener
    const permission = hub.catalog.get(this.#request?.procedure ?? '')?.meta.permission ?? ''
    const title = may(readingOf(permission)) ? text(this.#request?.args['title']) : null
    return title === null ? null : { text: title, link: null }
  }

  #part(
    piece: VerbPiece,
    names: ReadonlyMap<string, SentencePart>,
    isOptional: boolean,
  ): SentencePart | null {
    if (typeof piece === 'string') return { text: piece, link: null }
    if (piece.key === 'subject') return this.#subjectPart(names)
    const known = this.#known(piece, names)
    if (known !== null || isOptional) return known
    const kind = this.#listener.hub.entities.byTarget(piece.target)?.kind
    return { text: kind ? unnamedWords(kind) : 'somebody', link: null }
  }

  #known(piece: Placeholder, names: ReadonlyMap<string, SentencePart>): SentencePart | null {
    const { hub, org } = this.#listener
    const value = this.#value(piece.key)
    const record = this.#recordOf(piece)
    if (record) return names.get(record.id) ?? { text: unnamedWords(record.kind), link: null }
    if (piece.key === 'organization') return { text: org.name, link: null }
    if (value === undefined || value === null || typeof value === 'object') return null
    const words = String(value as string | number | boolean)
    return {
      text: piece.key === 'procedure' ? (hub.catalog.get(words)?.meta.title ?? words) : words,
      link: null,
    }
  }
}

/** "a task", "an API key" */
function genericWords({ noun }: EntityDeclaration): string {
  const isShort = /^[A-Z]{2}/.test(noun)
  return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${isShort ? noun : noun.charAt(0).toLowerCase() + noun.slice(1)}`
}

/** What stands in place of a name that may not be seen, or of a row that is gone. */
const unnamedWords = (kind: EntityDeclaration): string => kind.unnamed ?? genericWords(kind)

/** Of an action without words of its own the last part: of `shelf.box.emptied` "emptied". */
const lastWords = (action: string) => (action.split('.').at(-1) ?? action).replaceAll('_', ' ')

/** What an action is called where no entry of it is at hand: "Commented on a task". */
export function actionWords({ verbs, entities }: Listener['hub'], action: string): string {
  const { groups } = ledWords(verbs.get(action) ?? lastWords(action))
  const words = groups
    .filter(({ isOptional }) => !isOptional)
    .flatMap(({ pieces }) => pieces)
    .map((piece) => {
      if (typeof piece === 'string') return piece
      const kind = entities.byTarget(piece.target)?.kind
      return kind ? genericWords(kind) : piece.key === 'organization' ? 'the organization' : '…'
    })
    .join('')
    .trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Neighboring words without a link are one part. */
function merged(parts: readonly SentencePart[]): Sentence {
  const sentence: SentencePart[] = []
  for (const part of parts) {
    const last = sentence.at(-1)
    if (last && last.link === null && part.link === null) last.text += part.text
    else sentence.push({ ...part })
  }
  const [first] = sentence
  if (first && first.link === null) first.text = first.text.trimStart()
  return sentence
}

/** Names and links of these records as this reader may know them, in one query for each kind. */
export async function partsOf(
  { hub, db, org, may, namesElsewhere }: Listener,
  records: readonly Named[],
): Promise<ReadonlyMap<string, SentencePart>> {
  if (namesElsewhere) return namesElsewhere(records.map(({ id }) => id))
  const seen = records.filter(({ kind }) => may(kind.permission))
  const rows = await rowsOf('names', { db, hub }, seen)
  return new Map(
    seen.flatMap(({ id, kind }) => {
      const name = rows.get(id)?.name
      return name === undefined
        ? []
        : [[id, { text: name, link: addressOf(kind.link, { org: org.slug, id, name }) }]]
    }),
  )
}

/** Tells entries of the audit log in plain words; `isByNobody` says of which nobody is known to have done them. */
export async function tell<One extends Act>(
  listener: Listener,
  acts: readonly One[],
  isByNobody: (act: One) => boolean,
): Promise<Told[]> {
  const requests = listener.namesElsewhere ? new Map<string, Request>() : await requestsIn(listener.db, acts)
  const tellings = acts.map(
    (act) => new Telling(listener, act, requests.get(text(act.target['approval']) ?? '')),
  )
  const names = await partsOf(
    listener,
    tellings.flatMap((telling) => telling.records()),
  )
  return tellings.map((telling, at) => {
    const act = acts[at]
    return telling.told(names, act !== undefined && isByNobody(act))
  })
}
