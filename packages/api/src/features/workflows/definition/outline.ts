import type { Definition, Step } from './schema.ts'

/** The steps of one part of a step, or of the top, in their order. */
export interface Branch {
  name: string
  steps: Step[]
}

const keyOf = (parent: string | null, branch: string) => `${parent ?? ''}/${branch}`

/** Who stands where: the list of steps as the tree that it means. */
export class Outline {
  readonly #steps: ReadonlyMap<string, Step>
  readonly #order: ReadonlyMap<string, number>
  readonly #branches = new Map<string, Step[]>()

  constructor({ steps }: Pick<Definition, 'steps'>) {
    this.#steps = new Map(steps.map((step) => [step.id, step]))
    this.#order = new Map(steps.map((step, index) => [step.id, index]))
    for (const step of steps) {
      const key = keyOf(step.parent, step.branch)
      const branch = this.#branches.get(key) ?? []
      branch.push(step)
      this.#branches.set(key, branch)
    }
  }

  get(id: string): Step | undefined {
    return this.#steps.get(id)
  }

  top(): readonly Step[] {
    return this.in(null, '')
  }

  in(parent: string | null, branch: string): readonly Step[] {
    return this.#branches.get(keyOf(parent, branch)) ?? []
  }

  /** Of `parallel`, in the order in which they are first named. */
  branchesOf(id: string): string[] {
    return [...this.#branches.keys()].flatMap((key) =>
      key.startsWith(`${id}/`) ? [key.slice(id.length + 1)] : [],
    )
  }

  /** Its place in the list. */
  orderOf(id: string): number {
    return this.#order.get(id) ?? -1
  }

  /** The steps it stands in, the nearest first; ends where they lead back to one that was named. */
  parentsOf(step: Step): Step[] {
    const found: Step[] = []
    let next = step.parent === null ? undefined : this.#steps.get(step.parent)
    while (next && !found.includes(next) && next !== step) {
      found.push(next)
      next = next.parent === null ? undefined : this.#steps.get(next.parent)
    }
    return found
  }

  /** Whether the first has run, or will not run at all, whenever the second does: what expressions may look at. */
  isBefore(first: Step, second: Step): boolean {
    if (first.id === second.id) return false
    const parents = this.parentsOf(second)
    if (parents.includes(first)) return false
    const line = [second, ...parents]
    // Along the steps the second stands in: the first is there when it stands before one of them, with them.
    return line.some((one) => this.#standsBefore(first, one))
  }

  #standsBefore(first: Step, one: Step): boolean {
    const whole = [first, ...this.parentsOf(first)].find(
      (part) => part.parent === one.parent && part.branch === one.branch,
    )
    if (!whole || this.orderOf(whole.id) >= this.orderOf(one.id)) return false
    // What runs once for each item has no one output for steps outside.
    const inner = [first, ...this.parentsOf(first)]
    return inner.slice(1, inner.indexOf(whole) + 1).every((part) => part.type !== 'for_each')
  }
}
