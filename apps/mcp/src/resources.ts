import { randomUUID } from 'node:crypto'
import { entityOf, errorBody, fieldOf, normalizeError, priceText, propertiesOf } from '@hub/api/server'
import type { Call, CatalogEntry, Hub } from '@hub/api/server'
import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server'
import type {
  ListResourceTemplatesRequest,
  ListResourceTemplatesResult,
  ListResourcesRequest,
  ListResourcesResult,
  ReadResourceRequest,
  ReadResourceResult,
  ServerContext,
} from '@modelcontextprotocol/server'
import { pageOf } from './pages.ts'
import type { Toolbox } from './tools.ts'

const JSON_TYPE = 'application/json'
/** `hub://record/ops_task/0195…`: one record by its kind and id. */
const RECORD = /^hub:\/\/record\/([a-z_.]+)\/([\da-f-]{36})$/
/** `hub://read/system.briefing`: what takes nothing. */
const LOOK_UP = /^hub:\/\/read\/([\w.]+)$/

interface Readable {
  /** What reads one record, by the kind of the record. */
  records: ReadonlyMap<string, CatalogEntry>
  /** What takes nothing at all, by path. */
  lookUps: ReadonlyMap<string, CatalogEntry>
}

const kept = new WeakMap<Toolbox, Readable>()

const isRead = ({ type, meta }: CatalogEntry) => type === 'query' && meta.effect === 'read'

/** The kind of the record that a procedure reads by its id and nothing else. */
function recordOf({ path, inputJson }: CatalogEntry): string | undefined {
  const required = (inputJson['required'] ?? []) as string[]
  const takesIdAlone = required.length === 1 && required[0] === 'id'
  return path.endsWith('.get') && takesIdAlone ? entityOf(fieldOf('id', inputJson)) : undefined
}

function readableIn(toolbox: Toolbox): Readable {
  const known = kept.get(toolbox)
  if (known) return known
  const reads = toolbox.entries.filter(isRead)
  const records = new Map<string, CatalogEntry>()
  for (const entry of reads) {
    const entity = recordOf(entry)
    if (entity !== undefined && !records.has(entity)) records.set(entity, entry)
  }
  const bare = reads.filter(({ inputJson }) => Object.keys(propertiesOf(inputJson)).length === 0)
  const made = { records, lookUps: new Map(bare.map((entry) => [entry.path, entry])) }
  kept.set(toolbox, made)
  return made
}

/** What it tells, and what that costs. */
const describe = ({ meta }: CatalogEntry): string => `${meta.description} ${priceText(meta, { door: 'mcp' })}`

interface Reader {
  call: Call
  toolbox: Toolbox
}

/** A failure as the protocol has it, with the object that every door sends. */
function failed(uri: string, thrown: unknown, requestId: string): ProtocolError {
  const error = normalizeError(thrown)
  const isGone = error.code === 'NOT_FOUND' || error.code === 'BAD_REQUEST'
  return new ProtocolError(
    isGone ? ProtocolErrorCode.InvalidParams : ProtocolErrorCode.InternalError,
    error.message,
    {
      uri,
      ...errorBody(error, requestId),
    },
  )
}

/** What can be read by an address, through the same chain as every tool. */
export function resourceHandlers(hub: Hub, { call, toolbox }: Reader) {
  const { records, lookUps } = readableIn(toolbox)
  /** What an address means to this caller. */
  function askedBy(uri: string): { entry: CatalogEntry; input: unknown } | undefined {
    const [, kind = '', id] = RECORD.exec(uri) ?? []
    const entry = records.get(kind) ?? lookUps.get(LOOK_UP.exec(uri)?.[1] ?? '')
    if (!entry) return undefined
    const nothing = entry.input ? {} : undefined
    return { entry, input: id === undefined ? nothing : { id } }
  }
  return {
    list({ params }: ListResourcesRequest): ListResourcesResult {
      const { items, next } = pageOf([...lookUps.values()], params?.cursor)
      const resources = items.map((entry) => ({
        uri: `hub://read/${entry.path}`,
        name: entry.tool,
        title: entry.meta.title,
        description: describe(entry),
        mimeType: JSON_TYPE,
      }))
      return { resources, ...next }
    },
    templates({ params }: ListResourceTemplatesRequest): ListResourceTemplatesResult {
      const { items, next } = pageOf([...records], params?.cursor)
      const resourceTemplates = items.map(([kind, entry]) => ({
        uriTemplate: `hub://record/${kind}/{id}`,
        name: kind,
        title: hub.entities.get(kind)?.noun ?? kind,
        description: describe(entry),
        mimeType: JSON_TYPE,
      }))
      return { resourceTemplates, ...next }
    },
    async read(
      { params: { uri } }: ReadResourceRequest,
      { mcpReq }: ServerContext,
    ): Promise<ReadResourceResult> {
      const asked = askedBy(uri)
      // The same answer for what does not exist and what this key may not read.
      if (!asked)
        throw new ProtocolError(
          ProtocolErrorCode.InvalidParams,
          'There is nothing at this address for you.',
          { uri },
        )
      const requestId = call.requestId || randomUUID()
      try {
        const made: Call = { ...call, requestId, signal: mcpReq.signal }
        const output = await hub.catalog.call(asked.entry.path, asked.input, made)
        return { contents: [{ uri, mimeType: JSON_TYPE, text: JSON.stringify(output) }] }
      } catch (thrown) {
        throw failed(uri, thrown, requestId)
      }
    },
  }
}
