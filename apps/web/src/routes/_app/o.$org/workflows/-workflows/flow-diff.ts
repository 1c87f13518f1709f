import type { Definition, Step } from './flow.ts'
import { triggerWords } from './start-words.ts'

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`

function stepLines(before: readonly Step[], now: readonly Step[]): string[] {
  const old = new Map(before.map((step) => [step.id, step]))
  const kept = new Set(now.map(({ id }) => id))
  const added = now.filter(({ id }) => !old.has(id)).map(({ title }) => `“${title}” was added.`)
  const gone = before.filter(({ id }) => !kept.has(id)).map(({ title }) => `“${title}” was removed.`)
  const altered = now.flatMap((step) => {
    const was = old.get(step.id)
    if (!was || same(was, step)) return []
    if (was.title !== step.title && same({ ...was, title: '' }, { ...step, title: '' }))
      return [`“${was.title}” is called “${step.title}” now.`]
    const isMoved = was.parent !== step.parent || was.branch !== step.branch
    return [isMoved ? `“${step.title}” was moved.` : `“${step.title}” was changed.`]
  })
  return [...added, ...gone, ...altered]
}

const orderOf = (steps: readonly Step[], ids: ReadonlySet<string>): string[] =>
  steps.map(({ id }) => id).filter((id) => ids.has(id))

/** What is different from before, in words; nothing where both are the same. */
export function differences(before: Definition, now: Definition): string[] {
  const triggers = same(before.triggers, now.triggers)
    ? []
    : [
        now.triggers.length === 0
          ? 'It is started by hand alone now.'
          : `It starts: ${now.triggers.map(triggerWords).join(', ')}.`,
      ]
  const fields = same(before.fields, now.fields)
    ? []
    : [`Its form has ${plural(now.fields.length, 'field')} now.`]
  const both = new Set(
    before.steps.map(({ id }) => id).filter((id) => now.steps.some((step) => step.id === id)),
  )
  const isReordered = !same(orderOf(before.steps, both), orderOf(now.steps, both))
  return [
    ...triggers,
    ...fields,
    ...stepLines(before.steps, now.steps),
    ...(isReordered ? ['The order of its steps was changed.'] : []),
  ]
}
