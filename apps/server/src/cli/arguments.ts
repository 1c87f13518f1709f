import { parseArgs } from 'node:util'
import { commandOf } from './command.ts'
import { UsageError } from './output.ts'

const options = {
  as: { type: 'string' },
  org: { type: 'string' },
  url: { type: 'string' },
  door: { type: 'string' },
  email: { type: 'string' },
  name: { type: 'string' },
  credits: { type: 'string' },
  reason: { type: 'string' },
  status: { type: 'string' },
  listener: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  until: { type: 'string' },
  topic: { type: 'string' },
  port: { type: 'string' },
  sessions: { type: 'boolean', default: false },
  keys: { type: 'boolean', default: false },
  links: { type: 'boolean', default: false },
  mail: { type: 'boolean', default: false },
  lines: { type: 'string' },
  follow: { type: 'boolean', default: false },
  fix: { type: 'boolean', default: false },
  migrate: { type: 'boolean', default: false },
  force: { type: 'boolean', default: false },
  remove: { type: 'boolean', default: false },
  encrypt: { type: 'boolean', default: false },
  verify: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

type Option = keyof typeof options

const SEE_ALL = 'npm run hub -- --help lists all'

export function parseArguments(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    // Behind its first sentence Node explains how one would write a word that begins with a dash, which none of ours does.
    const [said = ''] = (error instanceof Error ? error.message : String(error)).split('. ')
    throw new UsageError(`${said.replace(/\.$/, '')}. ${SEE_ALL} options.`)
  }
}

export type Parsed = ReturnType<typeof parseArguments>

/** What may stand behind the name of a command. */
interface Takes {
  /** How many words; none unless said. */
  words?: number
  options?: readonly Option[]
}

const TAKES: Readonly<Record<string, Takes>> = {
  call: { words: 2, options: ['as', 'org', 'url'] },
  procedures: { options: ['door'] },
  secrets: { words: 1, options: ['sessions', 'keys', 'links'] },
  admin: { words: 1, options: ['email', 'name', 'org', 'credits', 'reason', 'mail'] },
  jobs: { words: 2, options: ['org', 'status'] },
  events: { words: 1, options: ['listener', 'from', 'until', 'topic', 'org'] },
  backup: { options: ['to', 'encrypt'] },
  restore: { options: ['from', 'verify'] },
  export: { options: ['org', 'to'] },
  doctor: { options: ['fix', 'migrate'] },
  logs: { options: ['lines', 'follow'] },
  version: {},
  seed: { options: ['force', 'remove'] },
  'stand-ins': { options: ['port'] },
  tour: { options: ['url'] },
}
/** `audit verify`, `credits verify`, and those of modules. */
const VERIFIES: Takes = { options: ['org'] }
const ANYWHERE: readonly string[] = ['json', 'help'] satisfies Option[]

const ofAll = (name: string): string => `There is no command “${name}”. ${SEE_ALL}.`

/** A command that nobody knows, in words. */
export const noSuchCommand = (...words: string[]): UsageError =>
  new UsageError(ofAll(words.filter((word) => word !== '').join(' ')))

/**
 * A word or an option too many may be meant, and without it the command does something else; so may a value that a variable
 * of the shell did not have. Throws a UsageError.
 */
export function expectNoMore(name: string, { positionals, values }: Parsed): void {
  const takes = commandOf(TAKES, name) ?? VERIFIES
  const word = positionals[name.split(' ').length + (takes.words ?? 0)]
  if (word !== undefined)
    throw new UsageError(
      `“${word}” is no part of “${name}”, so nothing was done. Options begin with two dashes, such as --json.`,
    )
  const empty = Object.entries(values).find(([, value]) => value === '')
  if (empty !== undefined)
    throw new UsageError(`--${empty[0]} has no value, so nothing was done. Is what stands behind it set?`)
  const known: readonly string[] = [...(takes.options ?? []), ...ANYWHERE]
  const more = Object.entries(values).find(([option, value]) => value !== false && !known.includes(option))
  if (more !== undefined)
    throw new UsageError(
      `“${name}” has no option --${more[0]}, so nothing was done. npm run hub -- --help lists those of each command.`,
    )
  if (values.url !== undefined && !URL.canParse(values.url))
    throw new UsageError(`${values.url} is no address.`)
}
