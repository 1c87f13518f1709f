import type { z } from 'zod'
import { isToolDoor } from '../calls/call.ts'
import type { Call, Door } from '../calls/call.ts'
import type { Meta } from '../calls/meta.ts'

export type JsonSchema = Record<string, unknown>
export type ProcedureType = 'query' | 'mutation' | 'subscription'

/** One procedure as a door sees it. */
export interface CatalogEntry {
  /** Dotted path, for example modules.ops.tasks.complete. */
  path: string
  type: ProcedureType
  meta: Meta
  input: z.ZodType | null
  output: z.ZodType | null
  /** Tool name by rule: ops_tasks_complete. */
  tool: string
  /** First segment of the tool name; one module or feature is one toolset. */
  toolset: string
  /** REST path by rule, below /api/v1: modules/ops/tasks/complete. */
  restPath: string
  inputJson: JsonSchema
  outputJson: JsonSchema
  /** True where the input has a place for an idempotency key. */
  takesKey: boolean
}

/** Every procedure with its meta and schemas, and the one way to call it in-process. */
export interface Catalog {
  entries: readonly CatalogEntry[]
  get(path: string): CatalogEntry | undefined
  byTool(tool: string): CatalogEntry | undefined
  /** Calls a query or mutation; rejects with an AppError only. */
  call(path: string, input: unknown, call: Call): Promise<unknown>
  /** Opens a subscription; the iterable ends when the call's signal aborts. */
  subscribe(path: string, input: unknown, call: Call): Promise<AsyncIterable<unknown>>
  /** The parsed input; throws BAD_REQUEST with the issues. */
  parse(path: string, input: unknown): unknown
}

/** Whether a door may reach a procedure at all; who may call it is the permission's matter. */
export function opensTo(entry: Pick<CatalogEntry, 'meta'>, door: Door): boolean {
  if (entry.meta.doors === 'browserOnly') return door === 'web' || door === 'system'
  return entry.meta.doors === 'all' || !isToolDoor(door)
}
