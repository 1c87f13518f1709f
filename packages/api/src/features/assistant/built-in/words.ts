import { isOfOrganization } from '../../../platform/access/permissions.ts'
import type { Hub } from '../../../platform/hub.ts'
import { dayText } from '../../../shared/day-text.ts'
import { spokenName } from '../../../shared/spoken-name.ts'
import type { AskedAct } from './acts/act-table.ts'
import type { Field } from './acts/fields.ts'
import { sentencesOf } from './acts/template.ts'
import type { Call, World } from './understand/types.ts'

const isDay = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)

/** How the value of a field is called: the name behind an id, a day with the time that goes with it. */
function namedIn({ act, input, names }: Call): (field: string) => string {
  const time = act.fields.find(({ kind }) => kind === 'time')?.name
  return (field) => {
    const value = input[field]
    if (!isDay(value))
      return names[field] ?? (typeof value === 'string' ? value : JSON.stringify(value ?? ''))
    const at = time === undefined ? undefined : input[time]
    return dayText({ day: value, time: typeof at === 'string' ? at : null })
  }
}

const lowered = (title: string) => `${title.slice(0, 1).toLowerCase()}${title.slice(1)}`

/** Simple values that are said in words by themselves. */
const isPlain = ({ name, kind }: Field, value: unknown): boolean =>
  name !== 'currency' &&
  kind !== 'flag' &&
  kind !== 'time' &&
  typeof value !== 'object' &&
  value !== undefined

/** What is set and was not told: "I would change the kettle" says nothing of the price. */
function untold(call: Call, told: ReadonlySet<string>): string {
  const { act, input } = call
  const named = namedIn(call)
  const facts = act.fields
    .filter((field) => field.name in input && !told.has(field.name) && isPlain(field, input[field.name]))
    .map(({ name }) => `${spokenName(name.replace(/Id$/, ''))} ${named(name)}`)
  return facts.length === 0 ? '' : `: ${facts.join(', ')}`
}

/** What an act says of a call, with everything else that the call would set. */
function declaredText(call: Call): string | undefined {
  const told = new Set<string>()
  const note = (field: string) => told.add(field)
  const named = namedIn(call)
  const input = new Proxy(call.input, {
    get: (all, field) => {
      note(String(field))
      return Reflect.get(all, field) as unknown
    },
  })
  const declared = call.act.phrases.proposal?.({
    input,
    named: (field) => {
      note(field)
      return named(field)
    },
  })
  return declared === undefined ? undefined : `${declared}${untold(call, told)}`
}

/** What would be done, after "I would". */
export function proposalText(call: Call, _world: World): string {
  const { act, input } = call
  const named = namedIn(call)
  const declared = declaredText(call)
  if (declared !== undefined) return declared
  const facts = Object.keys(input).map((field) => `“${named(field)}”`)
  const rest = facts.length === 0 ? '' : `: ${facts.join(', ')}`
  return `${lowered(act.entry.meta.title)}${rest}`
}

/** Where a person does by hand what the assistant may not. */
export function byHandText({ phrases, entry }: AskedAct): string {
  const where = phrases.where === undefined ? 'in the app' : phrases.where
  return `“${entry.meta.title}” is done by hand, ${where}. I cannot do it for you.`
}

export function forbiddenText({ permissions }: Hub, { entry }: AskedAct): string {
  const { permission } = entry.meta
  const what = isOfOrganization(permission) ? permissions.titleOf(permission) : entry.meta.title
  return `Your role does not allow you to ${lowered(what)}, so I cannot do it for you either. Ask an owner or admin.`
}

export const cannotText = (isNear: boolean): string =>
  `I did not understand that, or this hub cannot do it. “Help” shows what I understand${isNear ? '; what comes nearest is below' : ''}.`

/** Sentences shown of one module, and of one part of the hub itself. */
const SHOWN = { module: 4, hub: 2 }
const SHORTEST = 8
/** Sentences shown where it is asked how one act is said. */
const SHOWN_OF_ONE = 3
const isModule = (path: string): boolean => path.startsWith('modules.')

/** A module, or a part of the hub. */
const partOf = (path: string): string => path.split('.')[isModule(path) ? 1 : 0] ?? path

/** Sentences to try, one of each line in which people ask for an act. */
const sentencesFor = ({ phrases }: AskedAct): string[] =>
  [...phrases.say, ...(phrases.setting ?? []).flatMap(({ say }) => say)].flatMap((line) =>
    sentencesOf(line)
      .slice(0, 1)
      .filter(({ length }) => length > SHORTEST),
  )

function quoted(sentence: string): string {
  const said = sentence.replaceAll(/\{\w+\}/g, '…')
  return `“${said.slice(0, 1).toUpperCase()}${said.slice(1)}”`
}

/** A sentence to try: of a look-up one without a place for a value, of a change the first one. */
function exampleOf(act: AskedAct): string | undefined {
  const isRead = act.entry.meta.effect === 'read'
  const plain = sentencesFor(act).find((sentence) => !(isRead && sentence.includes('{')))
  return act.templates.length === 0 || plain === undefined ? undefined : quoted(plain)
}

/** How one act is asked for, where somebody wants to know how to do it. */
export function howToText(act: AskedAct): string {
  const examples = [...new Set(sentencesFor(act).map(quoted))].slice(0, SHOWN_OF_ONE)
  const lines = ['Tell me in a sentence, in these words or your own:', ...examples.map((one) => `- ${one}`)]
  if (act.entry.meta.effect !== 'read')
    lines.push('Before I change anything I show you what I would write, and you decide.')
  return lines.join('\n')
}

/** Examples of one part: looking up and changing in turns, as far as there are both. */
function examplesOf(acts: readonly AskedAct[]): string[] {
  const [reads, writes] = [true, false].map((isRead) =>
    acts
      .filter((act) => (act.entry.meta.effect === 'read') === isRead)
      .flatMap((act) => exampleOf(act) ?? []),
  )
  const both = (reads ?? []).flatMap((one, at) => [one, writes?.[at] ?? one])
  return [...new Set([...both, ...(writes ?? [])])]
}

/** What the person may ask for, by what the person may do. */
export function helpText({ table, access }: World): string {
  const open = table.acts.filter((act) => act.isOpen && access(act.path) === 'open')
  // What a firm does all day comes before the hub itself.
  const inOrder = open.toSorted((a, b) => Number(isModule(b.path)) - Number(isModule(a.path)))
  const lines = [...Map.groupBy(inOrder, ({ path }) => partOf(path)).values()].flatMap((acts) => {
    const most = acts.some(({ path }) => isModule(path)) ? SHOWN.module : SHOWN.hub
    const examples = examplesOf(acts).slice(0, most)
    return examples.length === 0 ? [] : [`- ${examples.join(', ')}`]
  })
  return [
    'Here is what you can ask me for, in these words or your own:',
    ...lines,
    'Before I change anything I show you what I would write, and you decide.',
  ].join('\n')
}

/** What of a look-up was not understood, before its answer. */
export function leftOutText({ leftOut = [] }: Call): string {
  const words = leftOut.map((word) => `“${word}”`).join(' and ')
  return leftOut.length === 0 ? '' : `I did not understand ${words}, and left that out.\n`
}
