import type { AskedAct } from '../acts/act-table.ts'
import { routerOf } from '../acts/act-path.ts'
import { stem } from '../../../../reading/name-index.ts'
import { fold, tokensOf } from '../../../../reading/text.ts'
import { understandRequest } from './request.ts'
import type { Outcome, World } from './types.ts'
import type { Understood } from './understood.ts'

const stemsIn = (words: string): string[] => tokensOf(fold(words)).map(({ text }) => stem(text))

/** "export" of "modules.ops.tasks.export" */
const deedOf = (path: string): string => path.slice(routerOf(path).length + 1)

/** "Export the tasks" is asked of what has that name, and not of what people call so as well. */
const saysItsName = (said: readonly string[], path: string): boolean =>
  path
    .split('.')
    .slice(0, -1)
    .some((part) => said.includes(stem(part.toLowerCase())))

/** The one act that is asked for of all its rows; null where something was said of which of them are meant. */
function actOfAll({ best, outcome }: Understood): AskedAct | null {
  if (!best?.fit || best.fit.leftover.length > 0) return null
  if (outcome.kind === 'byHand') return best.fit.values.size === 0 ? outcome.act : null
  const [call, ...others] = outcome.kind === 'calls' ? outcome.calls : []
  const isOfAll = call && others.length === 0 && !call.leftOut && Object.keys(call.input).length === 0
  return isOfAll ? call.act : null
}

/** The kind of rows that is called by its very name, as the input of this act; null where none is, or several. */
async function kindCalled(said: readonly string[], act: AskedAct, world: World): Promise<Outcome | null> {
  const field = act.fields.find(({ name }) => name === act.phrases.ofKind)
  if (field?.entity == null) return null
  const isSaid = (words: readonly string[]) =>
    said.some((_, at) => words.length > 0 && words.every((word, on) => said[at + on] === word))
  const kinds = (await world.rows(field.entity, {})).filter(({ name }) => isSaid(stemsIn(name)))
  const [kind, ...others] = kinds
  if (!kind || others.length > 0) return null
  if (!act.isOpen) return { kind: 'byHand', act }
  const input = { [field.name]: kind.id }
  return { kind: 'calls', calls: [{ act, input, names: { [field.name]: kind.name }, about: null }] }
}

/**
 * “Export Jobs”, where the organization has rows of a kind that it calls jobs itself: another part's rows are not meant that people
 * call so as well, as they call tasks. What is asked only of some of them knows rows of that part.
 */
export async function ofOwnKind(text: string, world: World): Promise<Outcome | null> {
  const own = world.table.acts.filter(({ phrases }) => phrases.ofKind !== undefined)
  if (own.length === 0) return null
  const meant = actOfAll(await understandRequest(text, world))
  const said = stemsIn(text)
  if (!meant || meant.phrases.ofKind !== undefined || saysItsName(said, meant.path)) return null
  const act = own.find(({ path }) => deedOf(path) === deedOf(meant.path))
  if (!act || (act.isOpen && world.access(act.path) !== 'open')) return null
  return kindCalled(said, act, world)
}
