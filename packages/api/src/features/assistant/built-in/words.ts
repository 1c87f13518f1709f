import { lowered } from '../../../shared/lowered.ts'
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
function namedIn({ act, input, names }: Call, world: World): (field: string) => string {
  const time = act.fields.find(({ kind }) => kind === 'time')?.name
  /** What is called by its kind alone is "the invoice", and no name. */
  const withArticle = (name: string | undefined, field: string) => {
    const entity = act.fields.find((one) => one.name === field)?.entity ?? null
    const noun = entity === null ? '' : world.noun(entity).toLowerCase()
    return name !== undefined && noun !== '' && name.startsWith(noun) ? `the ${name}` : name
  }
  return (field) => {
    const value = input[field]
    if (!isDay(value))
      return (
        withArticle(names[field], field) ?? (typeof value === 'string' ? value : JSON.stringify(value ?? ''))
      )
    const at = time === undefined ? undefined : input[time]
    return dayText({ day: value, time: typeof at === 'string' ? at : null })
  }
}

/** Simple values that are said in words by themselves. */
const isPlain = ({ name, kind }: Field, value: unknown): boolean =>
  name !== 'currency' &&
  kind !== 'flag' &&
  kind !== 'time' &&
  typeof value !== 'object' &&
  value !== undefined

/** What is set and was not told: "I would change the kettle" says nothing of the price. */
function untold(call: Call, world: World, told: ReadonlySet<string>): string {
  const { act, input } = call
  const named = namedIn(call, world)
  const facts = act.fields
    .filter((field) => field.name in input && !told.has(field.name) && isPlain(field, input[field.name]))
    .map(({ name }) => `${spokenName(name.replace(/Id$/, ''))} ${named(name)}`)
  return facts.length === 0 ? '' : `: ${facts.join(', ')}`
}

/** What an act says of a call, with everything else that the call would set. */
function declaredText(call: Call, world: World): string | undefined {
  const told = new Set<string>()
  const note = (field: string) => told.add(field)
  const named = namedIn(call, world)
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
  return declared === undefined ? undefined : `${declared}${untold(call, world, told)}`
}

/** What would be done, after "I would". */
export function proposalText(call: Call, world: World): string {
  const { act, input } = call
  const named = namedIn(call, world)
  const declared = declaredText(call, world)
  if (declared !== undefined) return declared
  // “true” is no word for anything: an act that is about a flag says it in its own words.
  const facts = Object.entries(input).flatMap(([field, value]) =>
    typeof value === 'boolean' ? [] : [`“${named(field)}”`],
  )
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

const SHORTEST = 8
/** Sentences shown where it is asked how one act is said. */
const SHOWN_OF_ONE = 3
const isModule = (path: string): boolean => path.startsWith('modules.')

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

/** How one act is asked for, where somebody wants to know how to do it. */
export function howToText(act: AskedAct): string {
  const examples = [...new Set(sentencesFor(act).map(quoted))].slice(0, SHOWN_OF_ONE)
  const lines = ['Tell me in a sentence, in these words or your own:', ...examples.map((one) => `- ${one}`)]
  if (act.entry.meta.effect !== 'read')
    lines.push('Before I change anything I show you what I would write, and you decide.')
  return lines.join('\n')
}

/** What the person may ask for, one line for each thing there is to ask about. */
export function helpText({ table, access }: World): string {
  const helped = table.acts.filter(
    ({ path, isOpen, phrases }) => isOpen && phrases.help && access(path) === 'open',
  )
  // What a firm does all day comes before the hub itself, and a change before a look-up, of which anybody thinks.
  const rankOf = ({ path, entry }: AskedAct) =>
    (isModule(path) ? 0 : 2) + (entry.meta.effect === 'read' ? 1 : 0)
  const inOrder = helped.toSorted((a, b) => rankOf(a) - rankOf(b))
  const byAbout = new Map<string, string>()
  for (const {
    phrases: { help },
  } of inOrder)
    if (help && !byAbout.has(help.about)) byAbout.set(help.about, help.say)
  const changes = helped.some(({ entry }) => entry.meta.effect !== 'read')
  return [
    'Here is what you can ask me for, in these words or your own:',
    ...[...byAbout].map(([about, say]) => `- ${about}: “${say}”`),
    ...(changes ? ['Before I change anything I show you what I would write, and you decide.'] : []),
  ].join('\n')
}

/** What of a look-up was not understood, before its answer. */
export function leftOutText({ leftOut = [] }: Call): string {
  const words = leftOut.map((word) => `“${word}”`).join(' and ')
  return leftOut.length === 0 ? '' : `I did not understand ${words}, and left that out.\n`
}
