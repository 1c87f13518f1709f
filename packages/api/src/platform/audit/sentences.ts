import type { OrgDb } from '@hub/db'
import type { Sentence, SentencePart } from '../../shared/sentence.ts'
import { isUuid } from '../catalog/entities.ts'
import type { EntityDeclaration } from '../catalog/entities.ts'
import { partsOf } from './listener.ts'
import type { Listener, Named } from './listener.ts'
import { subjectOf, subjectPart } from './subjects.ts'
import type { Request } from './subjects.ts'
import { ledWords } from './verbs.ts'
import type { Placeholder, VerbGroup, VerbPiece } from './verbs.ts'

/** An entry of the audit log as it is told. */
export interface Act {
  action: string
  target: Record<string, unknown>
  data: Record<string, unknown>
}

export interface Told {
  /** Whom the words begin with where nobody is known to have done it: of "Maeve signed in" the name. */
  who: string | null
  /** The record that the words begin with, where they do. */
  lead: SentencePart | null
  /** What was done, after the name of who did it. */
  sentence: Sentence
  /** The record it was done to, in words. */
  title: string
  /** What a request is about, where that is known. */
  subject: string | null
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
    const parts = groups.flatMap((group, at) => {
      if (leadsToName(group) && !this.#begins(groups[at + 1], names)) return []
      const words = group.pieces.map((piece) => this.#part(piece, names, group.isOptional))
      return words.every((part) => part !== null) ? words : []
    })
    const named = groups.flatMap(({ pieces }) => pieces).find((piece) => typeof piece !== 'string')
    const first = lead && this.#part(lead, names, false)
    return {
      who: isByNobody ? (first?.text ?? null) : null,
      lead: first,
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

  #subject(): Named | undefined {
    return this.#request && subjectOf(this.#listener.hub, this.#request)
  }

  #subjectText(names: ReadonlyMap<string, SentencePart>): string | null {
    return this.#part({ key: 'subject', target: 'subject', otherwise: null }, names, true)?.text ?? null
  }

  #part(
    piece: VerbPiece,
    names: ReadonlyMap<string, SentencePart>,
    isOptional: boolean,
  ): SentencePart | null {
    if (typeof piece === 'string') return { text: piece, link: null }
    if (piece.key === 'subject')
      return this.#request ? subjectPart(this.#listener, this.#request, names) : null
    const named = this.#named(piece, names)
    if (named !== null || (isOptional && !this.#recordOf(piece))) return named
    const kind = this.#listener.hub.entities.byTarget(piece.target)?.kind
    const unknown = piece.otherwise ?? (this.#isClosed ? '…' : 'somebody')
    return { text: kind ? unnamedWords(kind, piece) : unknown, link: null }
  }

  /** Whether these words begin with a name that the reader may see. */
  #begins(group: VerbGroup | undefined, names: ReadonlyMap<string, SentencePart>): boolean {
    const [first] = group?.pieces ?? []
    return first !== undefined && typeof first !== 'string' && this.#named(first, names) !== null
  }

  /** What an act says of itself is as closed to somebody as the rows that it is about. */
  get #isClosed(): boolean {
    const { hub, may } = this.#listener
    const permission = hub.entities.byAction(this.#act.action)?.permission
    return permission !== undefined && !may(permission)
  }

  #named(piece: Placeholder, names: ReadonlyMap<string, SentencePart>): SentencePart | null {
    const { hub, org } = this.#listener
    const value = this.#value(piece.key)
    const record = this.#recordOf(piece)
    if (record) return names.get(record.id) ?? null
    if (piece.key === 'organization') return { text: org.name, link: null }
    if (value === undefined || value === null || typeof value === 'object') return null
    if (piece.key !== 'procedure' && this.#isClosed) return null
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
const unnamedWords = (kind: EntityDeclaration, { otherwise }: Placeholder): string =>
  kind.unnamed ?? otherwise ?? genericWords(kind)

/** Words that stand only before a name: of "made [the key ]{apiKey}" the first ones between brackets. */
const leadsToName = ({ isOptional, pieces }: VerbGroup): boolean =>
  isOptional && pieces.every((piece) => typeof piece === 'string')

/** Of an action without words of its own the last part: of `shelf.box.emptied` "emptied". */
const lastWords = (action: string) => (action.split('.').at(-1) ?? action).replaceAll('_', ' ')

/** What an action is called where no entry of it is at hand: "Commented on a task". */
export function actionWords(
  { verbs, entities }: Pick<Listener['hub'], 'verbs' | 'entities'>,
  action: string,
): string {
  const { groups } = ledWords(verbs.get(action) ?? lastWords(action))
  const words = groups
    .filter(({ isOptional }) => !isOptional)
    .flatMap(({ pieces }) => pieces)
    .map((piece) => {
      if (typeof piece === 'string') return piece
      if (piece.otherwise !== null) return piece.otherwise
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
