import { AppError } from '../../../shared/errors.ts'
import { todayIn } from '../definition/days.ts'
import { evaluate, fill } from '../definition/expressions.ts'
import type { Variables } from '../definition/expressions.ts'
import type { Step, StepOf } from '../definition/schema.ts'
import { inputOf } from '../definition/steps.ts'
import type { Parts, Place, Say, Scope, Tried } from './place.ts'
import type { StepRow } from './run-store.ts'
import { LineEnded, RunStopped, StepFailed, asStepError, mayPass } from './step-error.ts'
import { inTurns } from './turns.ts'
import type { Progress } from './turns.ts'
import { beginWait, endOfWait, outputOf } from './waits.ts'

/** Twice as long as a hold of credits lives without its process. */
const MOST_FLIGHTS = 60
const FLIGHT_SECONDS = 2

/** More rows than this and a loop has run away. */
const MOST_STEP_RUNS = 5_000
const MOST_ITEMS = 1_000

/**
 * Walks the steps of a run. What is done already is taken from its rows, so the same walk begins a run, goes on after a wait,
 * and goes on after the process died anywhere in it.
 */
export class Interpreter {
  readonly #rows: Map<string, StepRow>
  readonly #parts: Parts
  #begun = 0

  constructor(parts: Parts) {
    this.#parts = parts
    this.#rows = new Map(parts.rows.map((row) => [row.path, row]))
  }

  /** Throws a RunStopped, a StepFailed, or what says that the run is not ours any more. */
  async run(): Promise<Progress> {
    try {
      return await this.#line(this.#parts.outline.top(), '', { steps: {}, items: {} })
    } catch (error) {
      if (error instanceof LineEnded) return 'done'
      throw error
    }
  }

  async #line(steps: readonly Step[], prefix: string, scope: Scope): Promise<Progress> {
    for (const step of steps) {
      const progress = await this.#step({ step, path: `${prefix}${step.id}`, scope })
      if (progress === 'waiting') return progress
    }
    return 'done'
  }

  async #step(place: Place): Promise<Progress> {
    const { step, path, scope } = place
    const say = (output: unknown): Progress => {
      scope.steps[step.id] = output
      return 'done'
    }
    try {
      const known = await this.#known(place)
      if (known === 'waiting') return known
      return known === null ? await this.#work(place, say) : say(known.output)
    } catch (error) {
      if (!(error instanceof StepFailed) || error.path !== path || step.onError === 'stop') throw error
      return say({ error: error.error })
    }
  }

  /** What became of it in an earlier stretch; null where it is to be begun, or gone on with. */
  async #known({ step, path }: Place): Promise<{ output: unknown } | 'waiting' | null> {
    const row = this.#rows.get(path)
    if (row?.status === 'failed')
      throw new StepFailed(path, step, row.error ?? { code: 'INTERNAL', message: 'It failed.' })
    if (row?.status === 'waiting') {
      const end = await endOfWait(this.#parts, { step, row })
      return end === 'again' ? null : end
    }
    if (row?.status !== 'done' || holdsSteps(step)) return null
    return { output: outputOf(step, row.output) }
  }

  #variables({ steps, items }: Scope): Variables {
    const { constants, hands } = this.#parts
    const now = hands.now()
    const { timeZone } = constants['org'] as { timeZone: string }
    return { ...constants, ...items, steps, now, today: todayIn(now, timeZone) }
  }

  #worked<Value>(scope: Scope, work: (variables: Variables) => Value): Value {
    return this.#parts.patience.with(() => work(this.#variables(scope)))
  }

  async #work(place: Place, say: Say): Promise<Progress> {
    const { step, path } = place
    const row = this.#rows.get(path)
    this.#begun += 1
    if (this.#begun + this.#rows.size > MOST_STEP_RUNS)
      throw new StepFailed(path, step, {
        code: 'LIMIT_REACHED',
        message: `This run has more than ${MOST_STEP_RUNS} steps. Let it do fewer at a time.`,
      })
    switch (step.type) {
      case 'conditional':
        return this.#conditional(place as Place & { step: typeof step }, row, say)
      case 'for_each':
        return this.#forEach(place as Place & { step: typeof step }, row, say)
      case 'parallel':
        return this.#parallel(place, row, say)
      default:
        return this.#leaf(place, row, say)
    }
  }

  /** One try: written down before, done, and written down after. */
  async #leaf({ step, path, scope }: Place, row: StepRow | undefined, say: Say): Promise<Progress> {
    const { store, hands } = this.#parts
    const { round, attempts } = row ? { round: row.round, attempts: row.attempt } : hands.earlier(path)
    const attempt = isSameTry(row) ? attempts : attempts + 1
    const tried: Tried = { path, stepId: step.id, round, attempt, isBegun: false, flights: flightsOf(row) }
    try {
      // What is done again has to be the very same, or its key would be refused.
      const input = row ? row.input : this.#input(step, scope)
      await store.begin({ ...tried, input })
      tried.isBegun = true
      const wait = beginWait(step, { input, now: hands.now(), variables: this.#variables(scope) })
      if (wait) {
        await store.waiting(tried, wait)
        return 'waiting'
      }
      if (step.type === 'stop') {
        const message = String(this.#worked(scope, (variables) => fill(step.message, variables)))
        await store.done(path, message)
        throw new RunStopped(step.outcome, message)
      }
      const { output, costMicro } = await hands.do({ step, path, round, input })
      await store.done(path, output, costMicro)
      return say(output)
    } catch (thrown) {
      if (thrown instanceof RunStopped || thrown instanceof LineEnded) throw thrown
      return this.#failed({ step, path, tried }, thrown)
    }
  }

  #input(step: Step, scope: Scope): unknown {
    const filled = (value: unknown) => this.#worked(scope, (variables) => fill(value, variables))
    if (step.type === 'approval') return { question: String(filled(step.question)) }
    if (step.type === 'delay') return { until: step.until === undefined ? null : filled(step.until) }
    return filled(inputOf(this.#parts.hands.hub, step))
  }

  async #failed(
    { step, path, tried }: { step: Step; path: string; tried: Tried },
    thrown: unknown,
  ): Promise<Progress> {
    const { store, hands } = this.#parts
    const error = asStepError(thrown, hands.signal)
    const { times = 0, pauseSeconds = 0 } = step.retry ?? {}
    // What is not paid for is tried again when there may be credits.
    if (error.code === 'PAYMENT_REQUIRED' || error.code === 'LIMIT_REACHED') {
      await store.waiting(tried, { kind: 'credits', until: hands.soon(), error })
      return 'waiting'
    }
    // A process that died leaves its call and its hold open for a little while.
    if (error.code === 'IN_FLIGHT' && tried.flights < MOST_FLIGHTS) {
      const more = { flights: tried.flights + 1 }
      await store.waiting(tried, { kind: 'flight', until: hands.pause(FLIGHT_SECONDS, 1), more })
      return 'waiting'
    }
    if (mayPass(error.code) && tried.attempt <= times) {
      await store.waiting(tried, { kind: 'retry', until: hands.pause(pauseSeconds, tried.attempt), error })
      return 'waiting'
    }
    if (!tried.isBegun) await store.begin({ ...tried, input: null })
    await store.failed(path, error)
    throw new StepFailed(path, step, error)
  }

  async #conditional(
    { step, path, scope }: Place & { step: StepOf<'conditional'> },
    row: StepRow | undefined,
    say: Say,
  ): Promise<Progress> {
    const known = row?.status === 'done' ? (row.output as { result: boolean }) : null
    const output = known ?? (await this.#decide({ step, path, scope }))
    const { outline } = this.#parts
    const branch = outline.in(step.id, output.result ? 'then' : 'otherwise')
    say(output)
    return this.#line(branch, `${path}/`, scope)
  }

  async #decide({
    step,
    path,
    scope,
  }: Place & { step: StepOf<'conditional'> }): Promise<{ result: boolean }> {
    return this.#container({ step, path, scope }, async () => {
      const result = this.#worked(scope, (variables) => evaluate(step.condition, variables))
      if (typeof result !== 'boolean')
        throw new AppError('BAD_REQUEST', { message: `“${step.condition}” is neither true nor false.` })
      await this.#parts.store.done(path, { result })
      return { result }
    })
  }

  #begin({ step, path }: Pick<Place, 'step' | 'path'>, input: unknown): Promise<void> {
    const { store, hands } = this.#parts
    const { round, attempts } = hands.earlier(path)
    return store.begin({ path, stepId: step.id, round, attempt: attempts + 1, input })
  }

  /** Writes down that it began, and why it could not where that fails. */
  async #container<R>(place: Place, work: () => Promise<R>): Promise<R> {
    await this.#begin(place, null)
    return this.#orFailed(place, work)
  }

  async #orFailed<R>({ step, path }: Place, work: () => Promise<R>): Promise<R> {
    const { store, hands } = this.#parts
    try {
      return await work()
    } catch (thrown) {
      if (thrown instanceof StepFailed) throw thrown
      const error = asStepError(thrown, hands.signal)
      await store.failed(path, error)
      throw new StepFailed(path, step, error)
    }
  }

  async #forEach(
    place: Place & { step: StepOf<'for_each'> },
    row: StepRow | undefined,
    say: Say,
  ): Promise<Progress> {
    const { step, path, scope } = place
    if (row?.status === 'done') return say(row.output)
    const items = await this.#itemsOf(place, row)
    const results: Record<string, unknown>[] = items.map(() => ({ ...scope.steps }))
    const { outline, store } = this.#parts
    const inner = outline.in(step.id, 'each')
    const progress = await inTurns(items, step.atOnce, (item, index) =>
      this.#line(inner, `${path}[${index}]/`, {
        steps: results[index] ?? {},
        items: { ...scope.items, [step.as]: item, [`${step.as}_index`]: index },
      }),
    )
    if (progress === 'waiting') return progress
    const own = new Set(inner.map(({ id }) => id))
    const output = {
      count: items.length,
      results: results.map((steps) =>
        Object.fromEntries(Object.entries(steps).filter(([id]) => own.has(id))),
      ),
    }
    await this.#orFailed(place, () => store.done(path, output))
    return say(output)
  }

  async #itemsOf(
    { step, path, scope }: Place & { step: StepOf<'for_each'> },
    row: StepRow | undefined,
  ): Promise<unknown[]> {
    const kept = row?.input
    if (Array.isArray(kept)) return kept
    return this.#container({ step, path, scope }, async () => {
      const items = this.#worked(scope, (variables) => evaluate(step.items, variables))
      if (!Array.isArray(items)) throw new AppError('BAD_REQUEST', { message: `“${step.items}” is no list.` })
      if (items.length > MOST_ITEMS)
        throw new AppError('BAD_REQUEST', {
          message: `“${step.items}” has ${items.length} items; at most ${MOST_ITEMS} are done at a time.`,
        })
      await this.#begin({ step, path }, items)
      return items
    })
  }

  async #parallel({ step, path, scope }: Place, row: StepRow | undefined, say: Say): Promise<Progress> {
    const { outline, store } = this.#parts
    if (row === undefined) await this.#container({ step, path, scope }, () => Promise.resolve())
    const names = outline.branchesOf(step.id)
    const progress = await inTurns(names, names.length, (name) =>
      this.#line(outline.in(step.id, name), `${path}/`, scope),
    )
    if (progress === 'waiting') return progress
    if (row?.status !== 'done') await store.done(path, { branches: names.length })
    return say({ branches: names.length })
  }
}

const holdsSteps = ({ type }: Step): boolean =>
  type === 'conditional' || type === 'for_each' || type === 'parallel'

/** What died in its middle, met the call of a process that did, or was not paid for goes on with the same try. */
const isSameTry = (row: StepRow | undefined): boolean =>
  row?.status === 'running' ||
  (row?.status === 'waiting' && (row.wait?.kind === 'flight' || row.wait?.kind === 'credits'))

const flightsOf = (row: StepRow | undefined): number => row?.wait?.flights ?? 0
