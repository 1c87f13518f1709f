import { randomUUID } from 'node:crypto'
import { AppError, appRouter, canonicalEmail, createCatalog } from '@hub/api/server'
import type { Call, Catalog, CatalogEntry, Credential, ErrorBody, Hub } from '@hub/api/server'
import { REST_PREFIX } from '../http/rest.ts'
import { withLocalHub } from './local-hub.ts'
import { RemoteError, UsageError } from './output.ts'

export interface CallCommand {
  procedure: string
  /** JSON text of the input; undefined where there is none. */
  input: string | undefined
  /** E-mail address of the person to act as. */
  as: string | undefined
  org: string | undefined
  /** Origin of a hub elsewhere; needs an API key. */
  url: string | undefined
  apiKey: string | undefined
}

/** The catalog of the product by itself, for what needs no database. */
export const productCatalog = () =>
  createCatalog(appRouter, () => {
    throw new Error('This catalog only describes.')
  })

/** The beginning of what was given, safe to show: a file named by mistake may hold anything, and control characters move a terminal. */
const shown = (text: string): string => text.slice(0, 80).replaceAll(/[\p{C}\uFFFD]/gu, '·')

function parseJson(text: string): unknown {
  if (text.trim() === '') throw new UsageError('The input is empty. It is JSON, such as \'{"limit":1}\'.')
  try {
    return JSON.parse(text)
  } catch {
    throw new UsageError(`The input is not valid JSON: ${shown(text)}`)
  }
}

function parseInput(text = '{}'): object {
  const input = parseJson(text)
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw new UsageError(`The input is an object with fields, such as '{"limit":1}': ${shown(text)}`)
  return input
}

/** The procedure by its path or as a tool. Throws UsageError. */
export function entryIn(catalog: Catalog, procedure: string): CatalogEntry {
  const entry = catalog.get(procedure) ?? catalog.byTool(procedure)
  if (!entry)
    throw new UsageError(`There is no procedure ${procedure}. "npm run hub -- procedures" lists them.`)
  if (entry.type === 'subscription')
    throw new UsageError(`${procedure} is a stream; the command line calls queries and mutations.`)
  return entry
}

async function credentialOf(hub: Hub, { as, apiKey }: CallCommand): Promise<Credential> {
  if (as === undefined) return apiKey === undefined ? { kind: 'none' } : { kind: 'apiKey', key: apiKey }
  const person = await hub.db.system
    .selectFrom('authUser')
    .select('id')
    .where('email', '=', canonicalEmail(as) ?? as)
    .executeTakeFirst()
  if (!person) throw new AppError('NOT_FOUND', { message: `Nobody here has the address ${as}.` })
  return { kind: 'person', userId: person.id }
}

/** Calls a procedure of this hub through the door `cli`: the same chain and audit as at every door. */
export async function callOn(hub: Hub, command: CallCommand): Promise<unknown> {
  const entry = entryIn(hub.catalog, command.procedure)
  const call: Call = {
    door: 'cli',
    credential: await credentialOf(hub, command),
    org: command.org ?? null,
    requestId: randomUUID(),
    ip: null,
    userAgent: 'cli',
  }
  return hub.catalog.call(entry.path, entry.input ? parseInput(command.input) : undefined, call)
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

function queryString(input: object): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(input)) {
    for (const one of [value].flat()) query.append(name, asText(one))
  }
  return query.size === 0 ? '' : `?${query.toString()}`
}

const isRefusal = (answer: unknown): answer is ErrorBody =>
  typeof answer === 'object' && answer !== null && 'code' in answer && 'message' in answer

async function callThere(entry: CatalogEntry, command: CallCommand): Promise<unknown> {
  const { url = '', apiKey, org, as } = command
  const input = parseInput(command.input)
  if (as !== undefined)
    throw new UsageError('--as names a person of this hub. On a hub elsewhere its API key says who acts.')
  if (apiKey === undefined) throw new UsageError('Set HUB_API_KEY to an API key for programs of that hub.')
  const isQuery = entry.type === 'query'
  const address = new URL(`${REST_PREFIX}/${entry.restPath}${isQuery ? queryString(input) : ''}`, url)
  const headers = { authorization: `Bearer ${apiKey}`, ...(org !== undefined && { 'x-hub-org': org }) }
  const response = await fetch(address, {
    method: isQuery ? 'GET' : 'POST',
    headers: isQuery ? headers : { ...headers, 'content-type': 'application/json' },
    ...(!isQuery && { body: JSON.stringify(input) }),
  }).catch((cause: unknown) => {
    throw new AppError('UNAVAILABLE', {
      message: `The hub at ${new URL(url).origin} does not answer.`,
      cause,
    })
  })
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok && answer !== null) return answer
  if (isRefusal(answer)) throw new RemoteError(answer)
  throw new UsageError(`What answers at ${address.origin} is no Smart AI Hub.`)
}

/** Calls one procedure as a person of this hub, or with an API key here or elsewhere. */
export async function runCall(command: CallCommand): Promise<unknown> {
  // A mistake in the command itself is found before any database is started for it.
  const entry = entryIn(productCatalog(), command.procedure)
  parseInput(command.input)
  return command.url === undefined ? withLocalHub((hub) => callOn(hub, command)) : callThere(entry, command)
}
