import type { Definition, Place, Step } from './flow.ts'

type Draft = Pick<Definition, 'steps'>

const standsIn =
  ({ parent, branch }: Place) =>
  (step: Step) =>
    step.parent === parent && (parent === null || step.branch === branch)

/** The steps of one line, in the order in which they run. */
export const lineOf = ({ steps }: Draft, place: Place): Step[] => steps.filter(standsIn(place))

/** The parts that a step has for other steps, with what they are called. */
export function partsOf(draft: Draft, step: Step): { branch: string; label: string }[] {
  if (step.type === 'conditional')
    return [
      { branch: 'then', label: 'yes' },
      { branch: 'otherwise', label: 'no' },
    ]
  if (step.type === 'for_each') return [{ branch: 'each', label: 'each' }]
  if (step.type !== 'parallel') return []
  const named = draft.steps.filter(({ parent }) => parent === step.id).map(({ branch }) => branch)
  const branches = [...new Set([...named, 'a', 'b'])]
  return branches.map((branch) => ({ branch, label: branch }))
}

/** The steps that stand in this one, at any depth. */
export function within({ steps }: Draft, id: string): Step[] {
  const inside = new Set([id])
  const found: Step[] = []
  for (let size = 0; size !== inside.size;) {
    size = inside.size
    for (const step of steps)
      if (step.parent !== null && inside.has(step.parent) && !inside.has(step.id)) inside.add(step.id)
  }
  for (const step of steps) if (step.id !== id && inside.has(step.id)) found.push(step)
  return found
}

/** The steps as they are read: each before those that stand in it. */
export function inReadingOrder(draft: Draft, place: Place = { parent: null, branch: '' }): Step[] {
  return lineOf(draft, place).flatMap((step) => [
    step,
    ...partsOf(draft, step).flatMap(({ branch }) => inReadingOrder(draft, { parent: step.id, branch })),
  ])
}

/** Puts a step into a line, after this one or at its beginning. */
export function inserted<Whole extends Draft>(draft: Whole, step: Step, { after, ...place }: Slot): Whole {
  const placed = { ...step, ...place }
  const line = lineOf(draft, place)
  const next = after === null ? line[0] : line[line.findIndex(({ id }) => id === after) + 1]
  const at = next ? draft.steps.indexOf(next) : draft.steps.length
  return { ...draft, steps: draft.steps.toSpliced(at, 0, placed) }
}

/** Without a step and all that stands in it. */
export function removed<Whole extends Draft>(draft: Whole, id: string): Whole {
  const gone = new Set([id, ...within(draft, id).map((step) => step.id)])
  return { ...draft, steps: draft.steps.filter((step) => !gone.has(step.id)) }
}

/** With those of the steps from before that are named, each where it stood; what was changed since stays as it is. */
export function broughtBack<Whole extends Draft>(
  now: Whole,
  before: Draft,
  names: ReadonlySet<string>,
): Whole {
  const steps = [...now.steps]
  const isThere = (id: string | null) => id === null || steps.some((one) => one.id === id)
  for (const [at, step] of before.steps.entries()) {
    // What it stood in may have gone in the meantime.
    if (!names.has(step.id) || isThere(step.id) || !isThere(step.parent)) continue
    const above = before.steps.slice(0, at).findLast(({ id }) => isThere(id))
    steps.splice(steps.findIndex(({ id }) => id === above?.id) + 1, 0, step)
  }
  return { ...now, steps }
}

/** One place up or down in its line; unchanged at the ends. */
export function moved<Whole extends Draft>(draft: Whole, id: string, by: -1 | 1): Whole {
  const step = draft.steps.find((one) => one.id === id)
  if (!step) return draft
  const line = lineOf(draft, step)
  const other = line[line.indexOf(step) + by]
  if (!other) return draft
  const swapped = draft.steps.map((one) => (one === step ? other : one === other ? step : one))
  return { ...draft, steps: swapped }
}

/** With this step in the place of the one of its name. */
export const changed = <Whole extends Draft>(draft: Whole, step: Step): Whole => ({
  ...draft,
  steps: draft.steps.map((one) => (one.id === step.id ? step : one)),
})

/** A name that expressions can use, made of words, that none of these have: "find_late_invoices". */
export function freeName(words: string, taken: readonly string[]): string {
  const plain = words
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[^a-z]+|_+$/g, '')
    .slice(0, 30)
  const base = plain === '' ? 'step' : plain
  const names = new Set(taken)
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? base : `${base}_${count}`
    if (!names.has(name)) return name
  }
}

/** Every name in a draft that another may not have. */
export const namesIn = ({ steps, triggers }: Definition): string[] => [
  ...steps.map(({ id }) => id),
  ...triggers.map(({ id }) => id),
]

/** The steps it stands in, the nearest first. */
export function around({ steps }: Draft, step: Step): Step[] {
  const found: Step[] = []
  let next = steps.find(({ id }) => id === step.parent)
  while (next && !found.includes(next)) {
    found.push(next)
    const above = next.parent
    next = steps.find(({ id }) => id === above)
  }
  return found
}

/** The steps whose outputs this one can use: those before it in its line and in the lines around. */
export function earlierThan(draft: Draft, step: Step): Step[] {
  const line = [step, ...around(draft, step)]
  const before = line.flatMap((one) => {
    const steps = lineOf(draft, one)
    return steps.slice(0, steps.indexOf(one))
  })
  const usable = before.flatMap((one) => [one, ...(one.type === 'for_each' ? [] : insideOnce(draft, one))])
  return inReadingOrder(draft).filter((one) => usable.includes(one))
}

/** What stands in a step and runs at most once: not what is done for each item. */
const insideOnce = (draft: Draft, holder: Step): Step[] =>
  within(draft, holder.id).filter((inner) => {
    const holders = around(draft, inner)
    return holders.slice(0, holders.indexOf(holder)).every(({ type }) => type !== 'for_each')
  })

/** "Add a step after Find open tasks": what adds a step at the end of a line. */
export function addWords(draft: Draft, place: Place, last: Step | undefined): string {
  if (last) return `Add a step after ${last.title}`
  const words = placeWords(draft, place)
  return words === undefined ? 'Add a first step' : `Add a first step in ${words}`
}

/** What a part of a step is called: "yes", "each"; undefined at the top. */
export function branchLabel(draft: Draft, { parent, branch }: Place): string | undefined {
  const holder = draft.steps.find(({ id }) => id === parent)
  return holder && (partsOf(draft, holder).find((part) => part.branch === branch)?.label ?? branch)
}

/** "Any found?: yes"; undefined at the top. */
export function placeWords(draft: Draft, place: Place): string | undefined {
  const holder = draft.steps.find(({ id }) => id === place.parent)
  return holder && `${holder.title}: ${branchLabel(draft, place) ?? ''}`
}

/** A place in a line: after this step, or at its beginning. */
export interface Slot extends Place {
  after: string | null
}

/** Every line that a step could stand in, with the places in it; not those in itself, nor where it stands. */
export function slotsFor(draft: Draft, step: Step): { place: Place; slots: Slot[] }[] {
  const own = new Set([step.id, ...within(draft, step.id).map(({ id }) => id)])
  const holders = inReadingOrder(draft).filter(({ id }) => !own.has(id))
  const parts = holders.flatMap((one) =>
    partsOf(draft, one).map(({ branch }) => ({ parent: one.id, branch })),
  )
  return [{ parent: null, branch: '' }, ...parts].flatMap((place) => {
    const line = lineOf(draft, place)
    const before = line[line.findIndex(({ id }) => id === step.id) - 1]?.id ?? null
    const isOwn = line.some(({ id }) => id === step.id)
    const others = [null, ...line.filter(({ id }) => id !== step.id).map(({ id }) => id)]
    const slots = others.filter((after) => !isOwn || after !== before).map((after) => ({ ...place, after }))
    return slots.length === 0 ? [] : [{ place, slots }]
  })
}

/** With a step, and all that stands in it, in another place. */
export function relocated<Whole extends Draft>(draft: Whole, id: string, slot: Slot): Whole {
  const step = draft.steps.find((one) => one.id === id)
  if (!step || id === slot.parent || within(draft, id).some((one) => one.id === slot.parent)) return draft
  return inserted({ ...draft, steps: draft.steps.filter((one) => one !== step) }, step, slot)
}
