import { randomBytes } from 'node:crypto'
import { execute, GraphQLError, Kind, parse, validate } from 'graphql'
import type { DocumentNode, FieldNode } from 'graphql'
import { fieldsIn } from './cost.ts'
import { shopifySchema } from './graphql-schema.ts'
import { gid, isoTime } from './views.ts'

export interface BulkOperation {
  id: string
  query: string
  createdAt: number
  completedAt: number | null
  /** How often the app has asked how far it is: it runs at the first look and is done at the second. */
  looks: number
  result: { file: Buffer; objectCount: number; rootCount: number; isDenied: boolean }
  file: string
}

export interface Refusal {
  field: string[]
  message: string
  code: 'INVALID' | 'LIMIT_REACHED'
}

export interface Bulk {
  run(query: string, root: object): Promise<BulkOperation | Refusal>
  look(id: string): object | null
  newest(): object | null
  view(operation: BulkOperation): object
  /** What lies at an address that was given out, for seven days. */
  file(name: string): Buffer | undefined
}

const MOST_AT_ONCE = 5
const MOST_DEPTH = 2
const FILE_DAYS = 7
const FIRST_ID = 4_010_000_000_021

type Row = Readonly<Record<string, unknown>>

const isRow = (value: unknown): value is Row =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/** The rows of a connection; nothing when the value is none. */
function rowsOf(value: unknown): Row[] | undefined {
  if (!isRow(value)) return undefined
  const { nodes, edges } = value
  if (Array.isArray(nodes)) return nodes.filter(isRow)
  if (Array.isArray(edges))
    return edges.map((edge: unknown) => (isRow(edge) ? edge['node'] : null)).filter(isRow)
  return undefined
}

/** A row, then what hangs on it, each on a line of its own that names its parent. */
function linesOf(row: Row, parent: string | undefined): string[] {
  const own = Object.entries(row).filter(([, value]) => rowsOf(value) === undefined)
  const nested = Object.values(row).flatMap((value) => rowsOf(value) ?? [])
  const line = JSON.stringify({
    ...Object.fromEntries(own),
    ...(parent === undefined ? {} : { __parentId: parent }),
  })
  return [line, ...nested.flatMap((inner) => linesOf(inner, String(row['id'])))]
}

const isConnection = (document: DocumentNode, field: FieldNode) =>
  fieldsIn(document, field.selectionSet).some(({ name }) => name.value === 'edges' || name.value === 'nodes')

/** What is wrong with the connections below these fields, `depth` connections deep already. */
function complaintAbout(
  document: DocumentNode,
  fields: readonly FieldNode[],
  depth: number,
): string | undefined {
  for (const field of fields) {
    const inner = fieldsIn(document, field.selectionSet)
    if (!isConnection(document, field)) {
      const found = complaintAbout(document, inner, depth)
      if (found) return found
      continue
    }
    if (depth === MOST_DEPTH)
      return `Bulk queries cannot contain connections with a nesting depth greater than ${MOST_DEPTH}.`
    const rows = inner.flatMap((one) => {
      if (one.name.value === 'nodes') return fieldsIn(document, one.selectionSet)
      const nodes = one.name.value === 'edges' ? fieldsIn(document, one.selectionSet) : []
      return nodes.flatMap((node) =>
        node.name.value === 'node' ? fieldsIn(document, node.selectionSet) : [],
      )
    })
    const hasNested = rows.some((one) => isConnection(document, one))
    if (hasNested && !rows.some((one) => one.name.value === 'id' && !one.alias))
      return "The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type."
    const found = complaintAbout(document, rows, depth + 1)
    if (found) return found
  }
  return undefined
}

function complaint(query: string): string | undefined {
  try {
    const document = parse(query)
    const [wrong] = validate(shopifySchema, document)
    if (wrong) return `Invalid bulk query: ${wrong.message}`
    const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION)
    if (operation?.kind !== Kind.OPERATION_DEFINITION || operation.operation !== 'query')
      return 'Bulk queries must be queries.'
    const fields = fieldsIn(document, operation.selectionSet)
    if (!fields.some((field) => isConnection(document, field)))
      return 'Bulk queries must contain at least one connection.'
    return complaintAbout(document, fields, 0)
  } catch (cause) {
    return `Invalid bulk query: ${cause instanceof GraphQLError ? cause.message : 'unreadable'}`
  }
}

async function resultOf(query: string, rootValue: object): Promise<BulkOperation['result']> {
  const answer = await execute({ schema: shopifySchema, document: parse(query), rootValue })
  const roots = Object.values(answer.data ?? {}).flatMap((value) => rowsOf(value) ?? [])
  const lines = roots.flatMap((row) => linesOf(row, undefined))
  return {
    file: Buffer.from(lines.map((line) => `${line}\n`).join('')),
    objectCount: lines.length,
    rootCount: roots.length,
    isDenied: answer.errors !== undefined,
  }
}

function statusOf({ looks, completedAt, result }: BulkOperation): string {
  if (completedAt === null) return looks === 0 ? 'CREATED' : 'RUNNING'
  return result.isDenied ? 'FAILED' : 'COMPLETED'
}

function viewOf(operation: BulkOperation, base: string): object {
  const { result, completedAt } = operation
  const isDone = completedAt !== null && !result.isDenied
  return {
    id: operation.id,
    status: statusOf(operation),
    errorCode: completedAt !== null && result.isDenied ? 'ACCESS_DENIED' : null,
    type: 'QUERY',
    query: operation.query,
    createdAt: isoTime(operation.createdAt),
    completedAt: completedAt === null ? null : isoTime(completedAt),
    objectCount: String(isDone ? result.objectCount : 0),
    rootObjectCount: String(isDone ? result.rootCount : 0),
    fileSize: isDone ? String(result.file.length) : null,
    // A result without rows has no file.
    url: isDone && result.file.length > 0 ? `${base}/bulk/${operation.file}` : null,
    partialDataUrl: null,
  }
}

export function bulkOf(base: () => string, now: () => number): Bulk {
  const operations = new Map<string, BulkOperation>()
  let nextId = FIRST_ID

  const isRunning = ({ completedAt }: BulkOperation) => completedAt === null

  const view = (operation: BulkOperation) => viewOf(operation, base())

  function look(id: string): object | null {
    const operation = operations.get(id)
    if (!operation) return null
    operation.looks += 1
    if (operation.looks > 1) operation.completedAt ??= now()
    return view(operation)
  }

  return {
    view,
    look,
    newest: () => look([...operations.keys()].at(-1) ?? ''),
    async run(query, root) {
      const wrong = complaint(query)
      if (wrong) return { field: ['query'], message: wrong, code: 'INVALID' }
      if ([...operations.values()].filter(isRunning).length >= MOST_AT_ONCE)
        return { field: ['query'], message: 'Too many bulk operations are running.', code: 'LIMIT_REACHED' }
      const operation: BulkOperation = {
        id: gid('BulkOperation', nextId),
        query,
        createdAt: now(),
        completedAt: null,
        looks: 0,
        result: await resultOf(query, root),
        file: `${randomBytes(16).toString('hex')}.jsonl`,
      }
      nextId += 1
      operations.set(operation.id, operation)
      return operation
    },
    file(name) {
      const found = [...operations.values()].find(({ file }) => file === name)
      const endsAt = (found?.completedAt ?? Number.NEGATIVE_INFINITY) + FILE_DAYS * 86_400_000
      return found && now() < endsAt ? found.result.file : undefined
    },
  }
}
