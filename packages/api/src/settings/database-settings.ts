import { z } from 'zod'
import { url } from './setting-url.ts'

export const databaseFields = {
  DATABASE_URL: url('postgres', 'postgresql').optional(),
  DATABASE_DIRECT_URL: url('postgres', 'postgresql').optional(),
  DB_PREPARED: z.stringbool({ error: 'must be true or false' }).optional(),
}

interface DatabaseSettings {
  DATABASE_URL?: string | undefined
  DATABASE_DIRECT_URL?: string | undefined
  DB_PREPARED?: boolean | undefined
}

/** Where the database is. */
export interface DatabaseAddress {
  /** Undefined starts the built-in PostgreSQL. */
  databaseUrl: string | undefined
  /** PostgreSQL itself, where `databaseUrl` leads through a pooler; undefined where it does not. */
  databaseDirectUrl: string | undefined
  /** False behind a pooler that cannot keep prepared statements. */
  preparedStatements: boolean
}

export const databaseOf = (settings: DatabaseSettings): DatabaseAddress => ({
  databaseUrl: settings.DATABASE_URL,
  databaseDirectUrl: settings.DATABASE_DIRECT_URL,
  // Most poolers keep none: each transaction may have another of PostgreSQL's sessions.
  preparedStatements: settings.DB_PREPARED ?? settings.DATABASE_DIRECT_URL === undefined,
})

export function databaseProblems({ DATABASE_URL, DATABASE_DIRECT_URL }: DatabaseSettings): string[] {
  if (DATABASE_DIRECT_URL === undefined || DATABASE_URL !== undefined) return []
  return [
    'DATABASE_DIRECT_URL stands beside the DATABASE_URL of a pooler; without a pooler set DATABASE_URL alone.',
  ]
}
