import type { Meant } from '../acts/meaning.ts'
import { stem } from '../../../../reading/name-index.ts'
import { fold, tokensOf } from '../../../../reading/text.ts'
import { understandRequest } from './request.ts'
import { isPlainlyMeant } from './sure.ts'
import type { ReadQuestion } from '../../../../platform/catalog/questions.ts'
import { readsOne } from './asked-of-row.ts'
import { isReading } from './stands.ts'
import type { Call, Outcome, World } from './types.ts'

/** Whether an act answers this that goes before the organization's own data: what the data makes of it is a guess then. */
export async function isBeforeData(text: string, world: World): Promise<boolean> {
  const { best, outcome } = await understandRequest(text, world)
  const rule = best?.fit?.act.phrases.beforeData
  if (!best?.fit || !rule || outcome.kind !== 'calls') return false
  const isWhole =
    best.fit.leftover.length === 0 && outcome.calls.every(({ leftOut }) => leftOut === undefined)
  if (!isWhole || !isPlainlyMeant(best)) return false
  const meansData = tokensOf(text).some((word) => rule.unless.includes(stem(word.text)))
  return !meansData && (await world.rows(rule.withRows, {})).length > 0
}

const moduleOf = (path: string) => path.split('.').slice(0, 2).join('.')

/** A look-up of rows by a text or by filters: of the one that is named it is hardly meant. */
const isOfNoRow = (call: Call): boolean =>
  isReading(call) &&
  call.about === null &&
  !call.act.fields.some(({ name, kind }) => kind === 'entity' && name in call.names)

/** The row is the one that the question names, and not its kind, whose name is said besides. */
const isCalled = (meant: Meant, { input: { where } }: ReadQuestion): boolean =>
  meant.kind === 'rows' &&
  Array.isArray(where) &&
  meant.candidates.some(({ name }) => where.some((one) => fold(String(one)).endsWith(`=${fold(name)}`)))

/**
 * "Show me the Quay Street job": a question that only names a row of the organization's own, to its last word, is answered by that
 * row where nothing else is surely meant.
 */
export async function namedInData(text: string, asked: ReadQuestion, world: World): Promise<Outcome | null> {
  if (!('where' in asked.input)) return null
  const { outcome } = await understandRequest(text, world)
  if (outcome.kind === 'calls' && !outcome.calls.every(isOfNoRow)) return null
  const acts = world.table.acts.filter(
    (act) =>
      moduleOf(act.path) === moduleOf(asked.path) && readsOne(act) && world.access(act.path) === 'open',
  )
  for (const { path } of acts) {
    const { outcome: read, best } = await understandRequest(text, world, [path])
    const isNamed = [...(best?.fit?.values.values() ?? [])].some((meant) => isCalled(meant, asked))
    if (isNamed && read.kind === 'calls') return read
  }
  return null
}
