import type { LoginPasswords } from './login-pool.ts'

/** The same login's address at PostgreSQL itself. */
export interface AskAt {
  readonly url: string
  /** False where a pooler stands between: its process ids are not those of PostgreSQL. */
  readonly isDirect: boolean
  /** In place of the one in the address, which may have changed since. */
  readonly passwords?: LoginPasswords | undefined
}
