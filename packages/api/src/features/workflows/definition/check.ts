import { Cron } from 'croner'
import type { CatalogEntry } from '../../../platform/catalog/catalog.ts'
import { opensTo } from '../../../platform/catalog/catalog.ts'
import { toolName } from '../../../platform/catalog/create-catalog.ts'
import { permits } from '../../../platform/access/permissions.ts'
import type { OrgPermission } from '../../../platform/access/permissions.ts'
import type { Hub } from '../../../platform/hub.ts'
import { isAddress, NO_ADDRESS } from '../actions/schema.ts'
import { formFaults } from './form-faults.ts'
import { inputFaults } from './input-faults.ts'
import { instantIn } from './instant.ts'
import { ExpressionError, expressionsIn, referencesOf } from './expressions.ts'
import { Outline } from './outline.ts'
import type { Definition, Step, StepOf, Trigger } from './schema.ts'
import { inputOf, procedureOf } from './steps.ts'

/** What keeps a definition from being published, at the step or trigger and field where it is mended. */
export interface Fault {
  /** Of the step or trigger; null for the whole. */
  at: string | null
  field: string
  message: string
}

export interface CheckFor {
  hub: Hub
  /** Of whoever would publish it. */
  permissions: ReadonlySet<OrgPermission>
}

/** What every expression may use. */
const everywhere = ['input', 'steps', 'org', 'now', 'today', 'run'] as const
/** The language's own names for types. */
const types = [
  'int',
  'double',
  'string',
  'bool',
  'bytes',
  'list',
  'map',
  'timestamp',
  'duration',
  'type',
  'uint',
  'dyn',
] as const
const partsOf: Partial<Record<Step['type'], readonly string[] | 'any'>> = {
  conditional: ['then', 'otherwise'],
  for_each: ['each'],
  parallel: 'any',
}

class Checker {
  readonly faults: Fault[] = []
  readonly #outline: Outline
  readonly #for: CheckFor
  readonly #definition: Definition

  constructor(definition: Definition, to: CheckFor) {
    this.#definition = definition
    this.#outline = new Outline(definition)
    this.#for = to
  }

  whole(): void {
    const { steps, triggers, fields } = this.#definition
    if (steps.length === 0) this.#add(null, 'steps', 'Add a first step.')
    this.#unique(
      steps.map(({ id }) => id),
      'Another step has this name already.',
    )
    this.#unique(
      triggers.map(({ id }) => id),
      'Another trigger has this name already.',
    )
    this.#unique(
      fields.map(({ name }) => name),
      'Another field has this name already.',
    )
    for (const one of triggers) this.#trigger(one)
    for (const one of steps) this.#step(one)
  }

  #add(at: string | null, field: string, message: string): void {
    this.faults.push({ at, field, message })
  }

  #unique(names: readonly string[], message: string): void {
    for (const [index, name] of names.entries())
      if (names.indexOf(name) !== index) this.#add(name, 'id', message)
  }

  #trigger(one: Trigger): void {
    if (one.type === 'schedule') {
      const wrong = cronFault(one.cron)
      if (wrong !== null) this.#add(one.id, 'cron', wrong)
    } else if (one.type === 'event') {
      this.#topic(one.id, one.topic)
      if (one.match !== undefined) this.#expression({ at: one.id, field: 'match' }, one.match, ['event'])
    } else if (one.type === 'form')
      for (const { field, message } of formFaults(one)) this.#add(one.id, field, message)
  }

  #topic(at: string, topic: string): void {
    if (topic === '') return this.#add(at, 'topic', 'Choose what has to happen.')
    const open = this.#for.hub.events.open.get(topic)
    if (!open) this.#add(at, 'topic', `There is no event “${topic}”. Choose one from the list.`)
    else if (!permits(this.#for.permissions, open.permission))
      this.#add(
        at,
        'topic',
        `Your role does not let you hear of “${open.title}”, so your workflow may not either.`,
      )
  }

  #step(step: Step): void {
    this.#place(step)
    this.#expressions(step)
    const { id: at } = step
    if (at === FROM_START)
      this.#add(at, 'id', `A run that is tried again from “${at}” does all of it. Choose another name.`)
    if (step.type === 'wait_for_event') this.#topic(at, step.topic)
    if (step.type === 'delay' && (step.for === undefined) === (step.until === undefined))
      this.#add(at, 'for', 'Say either how long to wait, or until when.')
    if (step.type === 'delay' && step.until !== undefined) this.#until(at, step.until)
    if (step.type === 'call_api') this.#address(at, step.url)
    this.#calls(step)
    this.#parts(step)
  }

  #until(at: string, until: string): void {
    if (expressionsIn(until).length === 0 && !instantIn(until.trim(), 'UTC'))
      this.#add(at, 'until', 'Write an instant such as 2026-12-24T08:00:00Z, or an expression in braces.')
  }

  #expressions(step: Step): void {
    for (const [field, value] of Object.entries(step)) {
      const place = { at: step.id, field, step }
      if (bare.has(`${step.type}.${field}`) && typeof value === 'string')
        this.#expression(place, value, field === 'match' ? ['event'] : [])
      else if (field !== 'title')
        for (const expression of expressionsIn(value)) this.#expression(place, expression, [])
    }
  }

  /** What expressions fill in is known only once it runs. */
  #address(at: string, url: string): void {
    if (expressionsIn(url).length === 0 && !isAddress(url)) this.#add(at, 'url', NO_ADDRESS)
  }

  /** It stands in a step that has such a part, and nothing stands in itself. */
  #place(step: Step): void {
    const { id, parent, branch } = step
    if (parent === null) {
      if (branch !== '') this.#add(id, 'branch', 'A step at the top has no branch.')
      return
    }
    const holder = this.#outline.get(parent)
    if (!holder) return this.#add(id, 'parent', `There is no step “${parent}” to stand in.`)
    const parents = this.#outline.parentsOf(step)
    if (parent === id || parents.at(-1)?.parent !== null)
      return this.#add(id, 'parent', 'It stands in itself. Move it out.')
    const parts = partsOf[holder.type]
    if (parts === undefined) this.#add(id, 'parent', `“${holder.title}” holds no steps of its own.`)
    else if (parts !== 'any' && !parts.includes(branch))
      this.#add(id, 'branch', `“${holder.title}” has the branches ${parts.join(' and ')}.`)
    if (parents.length > MOST_DEPTH)
      this.#add(id, 'parent', `Steps stand in each other at most ${MOST_DEPTH} deep.`)
  }

  #expression(
    { at, field, step }: { at: string; field: string; step?: Step },
    expression: string,
    more: readonly string[],
  ): void {
    try {
      const { variables, steps } = referencesOf(expression)
      const known = new Set<string>([...everywhere, ...types, ...more, ...this.#itemsAround(step)])
      for (const name of variables)
        if (!known.has(name))
          this.#add(
            at,
            field,
            `“${name}” is not known here. Known are ${listed([...everywhere, ...more, ...this.#itemsAround(step)])}.`,
          )
      for (const name of steps) this.#reference({ at, field, step }, name)
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error
      this.#add(at, field, error.message)
    }
  }

  #itemsAround(step: Step | undefined): string[] {
    const around = step ? this.#outline.parentsOf(step) : []
    return around.flatMap((one) => (one.type === 'for_each' ? [one.as, `${one.as}_index`] : []))
  }

  #reference(
    { at, field, step }: { at: string; field: string; step?: Step | undefined },
    name: string,
  ): void {
    const found = this.#outline.get(name)
    if (!found) this.#add(at, field, `There is no step “${name}”.`)
    else if (!step) this.#add(at, field, 'A trigger comes before every step, so it knows none of them.')
    else if (!this.#outline.isBefore(found, step))
      this.#add(
        at,
        field,
        `“${found.title}” (${name}) does not come before this step, so its output is not there yet.`,
      )
  }

  /** Whether what it calls is there for workflows, and for whoever publishes it, with the input it gets. */
  #calls(step: Step): void {
    const wanted = procedureOf(this.#for.hub, step)
    if (wanted === null) return
    const entry = wanted.path === null ? undefined : this.#for.hub.catalog.get(wanted.path)
    if (!entry || entry.type === 'subscription' || !opensTo(entry, 'workflow'))
      return this.#add(step.id, wanted.field, this.#unusable(step.type, wanted.named))
    if (!permits(this.#for.permissions, entry.meta.permission))
      this.#add(
        step.id,
        wanted.field,
        `Your role does not allow “${entry.meta.title}”, so your workflow may not do it either.`,
      )
    if (wanted.input) this.#input(step, entry, wanted.input)
    else
      for (const { name, message } of inputFaults(entry, inputOf(this.#for.hub, step)))
        this.#add(step.id, name, message)
  }

  /** Who knows only the names of tools is told the path. */
  #unusable(type: Step['type'], named: string): string {
    if (named === '') return UNCHOSEN[type] ?? 'Choose an act.'
    const meant = this.#for.hub.catalog.byTool(toolName(named).replace(/^modules_/, ''))
    return meant && meant.path !== named && opensTo(meant, 'workflow')
      ? `There is no act “${named}”. Write “${meant.path}”.`
      : `Workflows cannot use “${named}”. Choose another act.`
  }

  #input({ id }: Step, entry: CatalogEntry, input: Readonly<Record<string, unknown>>): void {
    for (const { name, message } of inputFaults(entry, input)) this.#add(id, `input.${name}`, message)
  }

  #parts(step: Step): void {
    const branches = this.#outline.branchesOf(step.id)
    if (step.type === 'for_each' && branches.length === 0)
      this.#add(step.id, 'steps', 'Add a step that is done for each item.')
    if (step.type === 'parallel' && branches.length < 2)
      this.#add(step.id, 'steps', 'Add steps in at least two branches.')
    if (step.type === 'for_each' && (everywhere as readonly string[]).includes(step.as))
      this.#add(step.id, 'as', `“${step.as}” is taken. Choose another name.`)
  }
}

const MOST_DEPTH = 8
/** Said while a new step waits for its first choice. */
const UNCHOSEN: Partial<Record<Step['type'], string>> = {
  act: 'Choose what to do.',
  update_record: 'Choose which kind of record changes.',
}
/** What a retry says in the place of a step. */
const FROM_START = 'start'

const listed = (names: readonly string[]) => names.map((name) => `“${name}”`).join(', ')

/** Fields that are an expression as they stand, without braces. */
const bare: ReadonlySet<string> = new Set<`${Step['type']}.${string}`>([
  'conditional.condition',
  'for_each.items',
  'wait_for_event.match',
] satisfies (
  | `conditional.${keyof StepOf<'conditional'>}`
  | `for_each.${keyof StepOf<'for_each'>}`
  | `wait_for_event.${keyof StepOf<'wait_for_event'>}`
)[])

/** What is wrong with it, in words, or null. Once a minute is the most that five fields can say. */
function cronFault(cron: string): string | null {
  if (cron.trim().split(/\s+/).length !== 5) return 'Write five fields: minute, hour, day, month, weekday.'
  try {
    const next = new Cron(cron, { paused: true, mode: '5-part' }).nextRun()
    return next === null ? 'This time never comes.' : null
  } catch {
    return 'This is no time that the clock knows. Write for example 0 8 * * 1 for Mondays at 8.'
  }
}

/** Everything that is wrong with it, each at its place; nothing where it can be published. */
export function checkDefinition(definition: Definition, to: CheckFor): Fault[] {
  const checker = new Checker(definition, to)
  checker.whole()
  return checker.faults
}
