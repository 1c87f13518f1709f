import { csvHead, csvLine } from '../../platform/files/csv.ts'
import type { StoredEntry } from './schema.ts'

const columns = [
  'seq',
  'at',
  'action',
  'actorName',
  'actorId',
  'actorKind',
  'actingForName',
  'actingForId',
  'apiKeyName',
  'door',
  'target',
  'data',
  'requestId',
  'ip',
  'device',
] as const satisfies (keyof StoredEntry)[]

export const entryHead = (): string => csvHead(columns)

/** One entry as a line. */
export const entryLine = (entry: StoredEntry): string => csvLine(columns.map((name) => entry[name]))
