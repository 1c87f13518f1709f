import { contentWords, fold, quoted, unquoted } from './normalize.ts'
import type { World, WorldTask } from './types.ts'

export type Scope = 'open' | 'done' | 'removed' | 'any'

const scopes: Record<Scope, (task: WorldTask) => boolean> = {
  open: (task) => !task.isRemoved && task.status !== 'done',
  done: (task) => !task.isRemoved && task.status === 'done',
  removed: (task) => task.isRemoved,
  any: (task) => !task.isRemoved,
}

const ordinals = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
]
const pronoun =
  /^(?:it|that|this|that one|this one|(?:this|that|the|the same|the last|my last) (?:task|one|todo))$/

export type Found =
  | { kind: 'one'; id: string; title: string }
  | { kind: 'many'; tasks: { id: string; title: string }[] }
  | { kind: 'none' }

/** "the second one", "number 2", "#2", "the last one" of the tasks shown last. */
export function byPosition(phrase: string, listed: readonly { id: string; title: string }[]) {
  const named = /^(?:the )?(\w+)(?: (?:one|task|item))?$/.exec(phrase)?.[1] ?? ''
  if (ordinals.includes(named)) return listed[ordinals.indexOf(named)]
  if (/^(?:the )?last (?:one|task|item)$/.test(phrase)) return listed.at(-1)
  const number =
    /^(?:#|(?:the )?(?:task |number |no\.? |nr\.? |item )+#?)(\d{1,2})$|^(\d{1,2})(?:st|nd|rd|th)?(?: one)?$/.exec(
      phrase,
    )
  return number ? listed[Number(number[1] ?? number[2]) - 1] : undefined
}

function isNear(word: string, titleWords: readonly string[]): boolean {
  return titleWords.some(
    (other) =>
      other === word ||
      (word.length > 2 && other.startsWith(word)) ||
      (other.length > 3 && word.startsWith(other)),
  )
}

/** Tasks that hold the most of the words; at least three in five must be there. */
function byWords(phrase: string, tasks: readonly WorldTask[]): WorldTask[] {
  const exact = fold(unquoted(quoted(phrase) ?? phrase))
  const same = tasks.filter((task) => fold(task.title) === exact)
  if (same.length > 0) return same
  const words = contentWords(quoted(phrase) ?? phrase)
  if (words.length === 0) return []
  const scored = tasks.map((task) => {
    const titleWords = fold(`${task.title} ${task.tag ?? ''}`).split(/[^\p{L}\p{N}]+/u)
    return { task, score: words.filter((word) => isNear(word, titleWords)).length / words.length }
  })
  const best = Math.max(0, ...scored.map(({ score }) => score))
  return best < 0.6 ? [] : scored.filter(({ score }) => score === best).map(({ task }) => task)
}

/** The task a phrase means: spoken of before, by its place in the last list, or by its words. */
export function findTask(said: string, world: World, scope: Scope): Found {
  const phrase = fold(said).replaceAll(/["']/g, '').trim()
  const { memory, tasks } = world
  if (pronoun.test(phrase) && memory.taskId !== null) {
    const known = [...tasks, ...memory.listed].find(({ id }) => id === memory.taskId)
    return { kind: 'one', id: memory.taskId, title: known?.title ?? 'the task' }
  }
  const placed = byPosition(phrase, memory.listed)
  if (placed) return { kind: 'one', ...placed }
  const [first, ...more] = byWords(said, tasks.filter(scopes[scope]))
  if (!first) return { kind: 'none' }
  if (more.length > 0)
    return { kind: 'many', tasks: [first, ...more].map(({ id, title }) => ({ id, title })) }
  return { kind: 'one', id: first.id, title: first.title }
}

export const isPronoun = (said: string) => pronoun.test(fold(said).trim())
