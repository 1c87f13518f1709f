/**
 * What Kysely refuses inside a transaction. A handle in one is the handle itself with this, and not Kysely's `Transaction`:
 * the compiler sees at once that it fits where the handle does, and would compare two large classes member by member.
 */
export interface InTransaction {
  transaction(): never
  startTransaction(): never
  connection(): never
  destroy(): never
}
