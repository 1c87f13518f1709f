/** read_only_sql_transaction, and disk_full. */
const NOT_NOW = new Set(['25006', '53100'])

/**
 * Notes something beside a call, such as when somebody was last here. Where the database takes no writes for now, the call
 * goes on without: whoever only reads is not to be refused for it, and a minute later there is another chance.
 */
export async function noted(note: Promise<unknown>): Promise<void> {
  try {
    await note
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!NOT_NOW.has(code)) throw error
  }
}
