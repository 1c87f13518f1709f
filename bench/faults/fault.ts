import type { Random } from './seeded.ts'
import type { World } from './world.ts'

/** One thing that goes wrong, and what must hold all the same. */
export type Fault = SharedFault | OwnFault

/** Makes a world of its own, because it needs another one than the others share. */
export interface OwnFault {
  name: string
  title: string
  hasOwnWorld: true
  run(trial: Omit<Trial, 'world'>): Promise<void>
}

/** Breaks something in the world that all share. */
export interface SharedFault {
  name: string
  /** What is broken, for people. */
  title: string
  hasOwnWorld?: false
  /** Breaks it and looks. What it returns is called when every other fault has run, for what takes time to show. */
  run(trial: Trial): Promise<void | (() => Promise<void>)>
}

export interface Trial {
  world: World
  random: Random
  seed: number
  /** The short form for CI. */
  quick: boolean
  findings: Findings
}

interface Check {
  what: string
  holds: boolean
  detail: string
}

/** What a trial saw. */
export class Findings {
  readonly checks: Check[] = []
  readonly figures: [name: string, value: string][] = []
  skipped: string | null = null

  figure(name: string, value: string | number): void {
    this.figures.push([name, String(value)])
  }

  check(what: string, holds: boolean, detail: unknown = ''): void {
    const text = typeof detail === 'string' ? detail : JSON.stringify(detail)
    this.checks.push({ what, holds, detail: holds ? '' : text.slice(0, 2_000) })
  }

  equal(what: string, seen: unknown, expected: unknown): void {
    const [is, should] = [JSON.stringify(seen), JSON.stringify(expected)]
    this.check(what, is === should, `${is} instead of ${should}`)
  }

  /** For what this machine does not allow; a skipped fault proves nothing and says so. */
  skip(reason: string): void {
    this.skipped = reason
  }

  get broken(): Check[] {
    return this.checks.filter(({ holds }) => !holds)
  }

  /** A trial that looked at nothing has not passed. */
  get ok(): boolean {
    return this.broken.length === 0 && (this.checks.length > 0 || this.skipped !== null)
  }
}
